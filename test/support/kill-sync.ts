import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/features/brokers/index.ts';
import { openHouse } from '../../src/open-house.ts';
import { openPerson } from './person.ts';
import { newKey, root, temporaryFolder } from './server.ts';

const CHILD = path.join(root, 'test/features/connections/sync-child.ts');
const NOW = Date.parse('2026-03-20T18:00:00Z');

export interface KillReport {
  readonly rounds: number;
  readonly kills: number;
  /** Kills after which something was left to read. */
  readonly unfinished: number;
}

interface Plan {
  /** In all. */
  readonly kills: number;
  /** Of one sync, before it is let go to its end. */
  readonly killsEach: number;
  readonly years: number;
  /** Hears how far it is. */
  readonly tell?: (report: KillReport) => void;
}

/**
 * A sync of the practice market in a process of its own, killed at random moments and begun again until it is done, so
 * many times. Whatever it had said was on the disk is there, the file is whole, and in the end the mirror holds what it
 * holds after a sync that nobody disturbed: nothing lost, nothing twice.
 */
export async function killSyncs({ kills, killsEach, years, tell }: Plan): Promise<KillReport> {
  const stage = await prepare(years);
  const undisturbed = await readToTheEnd(stage, copyOf(stage.folder));
  const report = { rounds: 0, kills: 0, unfinished: 0 };
  while (report.kills < kills) {
    const round = report.rounds++;
    const folder = copyOf(stage.folder);
    for (let kill = 0; kill < killsEach; kill++) {
      const isDone = await killOnce(stage, folder, Math.random() * undisturbed.ms);
      if (isDone) break;
      report.kills++;
      report.unfinished += isUnfinished(folder) ? 1 : 0;
    }
    const { content } = await readToTheEnd(stage, folder);
    assertSame(content, undisturbed.content, round);
    rmSync(folder, { recursive: true });
    tell?.(report);
  }
  return report;
}

function assertSame(found: readonly string[], wanted: readonly string[], round: number): void {
  assert.deepEqual(missing(wanted, found), [], `lost in round ${round}`);
  assert.deepEqual(missing(found, wanted), [], `too much in round ${round}`);
  assert.equal(found.length, wanted.length, `twice in round ${round}`);
}

function missing(lines: readonly string[], from: readonly string[]): readonly string[] {
  const known = new Set(from);
  return lines.filter((line) => !known.has(line)).slice(0, 5);
}

interface Stage {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

async function prepare(years: number): Promise<Stage> {
  const folder = temporaryFolder();
  const env = {
    NODE_ENV: 'test',
    ENCRYPTION_KEY: newKey(),
    HISTORY_YEARS: String(years),
    KILL_NOW: String(NOW),
  };
  const { deps, close } = await openHouse(readConfig({ ...env, DATA_DIR: folder }, root), () => NOW);
  connect(deps, openPerson(deps, 'Ada'), 'practice');
  await close();
  return { folder, env };
}

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Answers whether it was done before it could be killed. */
async function killOnce(stage: Stage, folder: string, afterMs: number): Promise<boolean> {
  const child = start(stage, folder);
  await child.begun;
  await sleep(afterMs);
  child.process.kill('SIGKILL');
  const said = await child.ended;
  if (said.includes('done')) return true;
  const last = said.filter((line) => line.startsWith('kept ')).at(-1) ?? 'kept 0';
  inDatabase(folder, (db) => {
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
    assert.deepEqual(db.pragma('foreign_key_check'), []);
    const kept = db.prepare<[], number>('SELECT count(*) FROM raw_transactions').pluck().get() ?? 0;
    assert.ok(Number(kept) >= Number(last.slice(5)), `${last} was said, and ${kept} are there`);
  });
  return false;
}

async function readToTheEnd(stage: Stage, folder: string) {
  const child = start(stage, folder);
  await child.begun;
  const from = performance.now();
  const said = await child.ended;
  assert.equal(said.at(-1), 'done');
  return { ms: performance.now() - from, content: contentOf(folder) };
}

interface Child {
  readonly process: ChildProcess;
  readonly begun: Promise<void>;
  /** All it said, line by line. */
  readonly ended: Promise<readonly string[]>;
}

function start({ env }: Stage, folder: string): Child {
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(process.execPath, [CHILD], {
    env: { PATH, HOME, ...env, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('begun')) resolve();
  });
  const ended = new Promise<readonly string[]>((end) => {
    child.on('close', () => {
      resolve();
      end(said.trim().split('\n'));
    });
  });
  return { process: child, begun, ended };
}

function isUnfinished(folder: string): boolean {
  return inDatabase(folder, (db) => {
    const sql = "SELECT count(*) FROM sync_runs WHERE state = 'running'";
    return Number(db.prepare<[], number>(sql).pluck().get()) > 0;
  });
}

// Numbers are given in the order of writing, which a kill may change; all that is said of a row must not.
const CONTENT = {
  rows: `SELECT number, activity_id, version, source, state, type, happened_at, digest, evidence_of, text
    FROM raw_transactions r JOIN accounts a ON a.id = account_id LEFT JOIN raw_texts ON raw_id = r.id ORDER BY 1, 2, 3`,
  transactions: `SELECT number, activity_id, part, order_id, executed_at, traded_on, kind, ticker, symbol, quantity_e8,
    price_e6, effect, fees, net_e4, t.currency, description
    FROM transactions t JOIN accounts a ON a.id = account_id ORDER BY 1, 2, 3`,
  problems:
    'SELECT activity_id, code, message FROM row_problems JOIN raw_transactions r ON r.id = raw_id ORDER BY 1, 2, 3',
  positions: `SELECT number, symbol, quantity_e8 FROM positions JOIN accounts a ON a.id = account_id ORDER BY 1, 2`,
  holdings: 'SELECT isin, reported_e8 FROM holdings ORDER BY 1',
  candles: 'SELECT market, symbol, count(*), sum(close_e6) FROM candles GROUP BY 1, 2 ORDER BY 1, 2',
  marks: 'SELECT key, earliest FROM marks ORDER BY earliest, key',
  reach:
    'SELECT number, read_from, read_to, asked_to FROM sync_marks JOIN accounts a ON a.id = account_id ORDER BY 1',
  queue: 'SELECT count(*) FROM sync_stretches',
  runs: 'SELECT DISTINCT state FROM sync_runs',
  counts: 'SELECT sum(new_rows), sum(changed_rows), sum(vanished_rows) FROM sync_runs',
};

function contentOf(folder: string): readonly string[] {
  return inDatabase(folder, (db) => {
    const accounts = db.prepare<[], { id: string; number: string }>('SELECT id, number FROM accounts').all();
    const numbers = new Map(accounts.map(({ id, number }) => [id, number]));
    const named = (line: string) => line.replace(/[0-9a-f-]{36}/g, (id) => numbers.get(id) ?? id);
    return Object.entries(CONTENT).flatMap(([name, sql]) => {
      const found = db.prepare<[], unknown[]>(sql).raw().all();
      return found.map((row) => named(`${name}: ${JSON.stringify(row)}`)).toSorted();
    });
  });
}

function inDatabase<T>(folder: string, look: (db: Database.Database) => T): T {
  const db = new Database(path.join(folder, 'rollbook.db'));
  try {
    return look(db);
  } finally {
    db.close();
  }
}
