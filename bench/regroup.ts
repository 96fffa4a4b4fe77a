import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { groupIntoCampaigns, replayJson } from '../src/features/campaigns/index.ts';
import type { Transaction } from '../src/model/transaction.ts';
import type { Bench } from './figure.ts';
import { history } from './history.ts';

const OPTIONS = { asOf: null, rollWindowMinutes: 10 } as const;

/** 100,000 rows of 500 tickers, in memory and from file to file; one ticker alone; the largest that may block. */
export const bench: Bench = async () => {
  const rows = history(500, 200);
  const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-bench-'));
  const db = prepare(path.join(folder, 'rows.db'), rows);
  const floor = median(() => scanAndWrite(db, (found) => found));
  const file = median(() => scanAndWrite(db, (found) => groupIntoCampaigns(found, [], OPTIONS).campaigns));
  const memory = median(() => groupIntoCampaigns(rows, [], OPTIONS));
  db.close();
  rmSync(folder, { recursive: true, force: true });
  const [small, large] = [history(1, 200), history(1, 2000)];
  return [
    {
      figure: '100,000 rows, 500 tickers, from the file to the file',
      value: file,
      unit: 'ms',
      floor,
      goal: 4,
    },
    { figure: '100,000 rows, 500 tickers, in memory', value: memory, unit: 'ms', floor, goal: 4 },
    {
      figure: 'one ticker of 200 rows',
      value: median(() => groupIntoCampaigns(small, [], OPTIONS), 50),
      unit: 'ms',
      floor: null,
      goal: 5,
    },
    {
      figure: 'one ticker of 2,000 rows: the longest block',
      value: median(() => groupIntoCampaigns(large, [], OPTIONS), 20),
      unit: 'ms',
      floor: null,
      goal: 50,
    },
    {
      figure: 'the answer of 2,000 rows as JSON',
      value: median(() => JSON.stringify(replayJson(groupIntoCampaigns(large, [], OPTIONS))), 20),
      unit: 'ms',
      floor: null,
      goal: 80,
    },
  ];
};

function prepare(file: string, rows: readonly Transaction[]): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE rows (id TEXT, compiled TEXT) STRICT; CREATE TABLE answers (answer TEXT) STRICT');
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?)');
  db.transaction(() => {
    for (const row of rows) insert.run(row.id, JSON.stringify(row));
  })();
  return db;
}

/** Reads every row and writes what comes of them, one record each. */
function scanAndWrite(
  db: Database.Database,
  work: (rows: readonly Transaction[]) => readonly object[],
): void {
  const rows = db
    .prepare<[], string>('SELECT compiled FROM rows')
    .pluck()
    .all() as unknown as readonly string[];
  const answers = work(rows.map((text) => JSON.parse(text) as Transaction));
  const insert = db.prepare('INSERT INTO answers VALUES (?)');
  db.transaction(() => {
    db.exec('DELETE FROM answers');
    for (const answer of answers) insert.run(JSON.stringify(answer));
  })();
}

function median(work: () => unknown, runs = 5): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
