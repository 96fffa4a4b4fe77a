import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { lastRun, syncAndWait } from '../src/features/connections/index.ts';
import { temporaryFolder } from '../test/support/server.ts';
import { type LocalBroker, localBroker } from './broker.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { residentMiB } from './resident.ts';
import { type SignedIn, signedIn } from './signed-in.ts';
import { leaveRun, openDesk, settingsFor } from './sync-desk.ts';

const RUNS = 3;

/** A year of 100,000 rows from a broker on this machine to the file; and what the pages feel of it meanwhile. */
export const bench: Bench = async () => {
  const now = Date.now();
  await using broker = await localBroker(now);
  return [await speed(broker, now), ...(await meanwhile(broker))];
};

async function speed(broker: LocalBroker, now: number): Promise<Figure> {
  const [floors, ours]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    floors.push(await leastThatCouldDoIt(broker));
    ours.push(await syncOf(broker, now));
  }
  return {
    figure: `${broker.rows} rows in ${broker.stretches.length} pages, fetched, kept and understood`,
    value: median(ours),
    unit: 'ms',
    floor: median(floors),
    goal: 1 / 0.4,
    note: 'the floor fetches, reads the JSON and inserts the text of each row, nothing else',
  };
}

async function leastThatCouldDoIt({ origin, stretches }: LocalBroker): Promise<number> {
  const db = new Database(path.join(temporaryFolder(), 'floor.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = db.prepare<[string]>('INSERT INTO rows (text) VALUES (?)');
  const start = performance.now();
  for (const { from, to, type } of stretches) {
    const query = `startDate=${new Date(from).toISOString()}&endDate=${new Date(to).toISOString()}&types=${type}`;
    const answer = await fetch(`${origin}/trader/v1/accounts/H/transactions?${query}`);
    const rows: readonly object[] = JSON.parse(await answer.text());
    db.transaction(() => {
      for (const row of rows) insert.run(JSON.stringify(row));
    })();
  }
  const ms = performance.now() - start;
  db.close();
  return ms;
}

async function syncOf(broker: LocalBroker, now: number): Promise<number> {
  const { deps, actor, connection, close } = await openDesk(broker, now);
  const start = performance.now();
  const outcome = await syncAndWait(deps, actor, connection.id);
  const ms = performance.now() - start;
  const run = lastRun(deps.db, actor.userId, connection.id);
  if (!outcome.ok || run?.state !== 'done' || run.newRows !== broker.rows)
    throw new Error(`the sync came to ${JSON.stringify(run)}`);
  await close();
  return ms;
}

const IDLE_MS = 10_000;
const LOOK_MS = 500;

/** The built program: its pages while it has nothing to do, and while it reads. */
async function meanwhile(broker: LocalBroker): Promise<readonly Figure[]> {
  const settings = settingsFor(broker);
  const idle = await signedIn({ settings });
  const idleMs = await walk(idle, AbortSignal.timeout(IDLE_MS));
  await idle.server.stop();
  const busy = await signedIn({ settings, prepare: leaveRun });
  const { signal, rows } = untilRead(path.join(busy.folder, 'rollbook.db'));
  const busyMs = await walk(busy, signal);
  await sleep(2000);
  const resident = residentMiB(busy.server.process.pid);
  await busy.server.stop();
  if (rows() !== broker.rows) throw new Error(`the sync came to ${rows()} rows`);
  return [
    { figure: 'a page while it reads, p95', value: p95(busyMs), unit: 'ms', floor: p95(idleMs), goal: 3 },
    { figure: 'memory when it has read 100,000 rows', value: resident, unit: 'MiB', floor: null, goal: 140 },
  ];
}

/** Asks for one page after the other, as a person in a hurry would; answers how long each took. */
async function walk({ fetch, pages }: SignedIn, signal: AbortSignal): Promise<readonly number[]> {
  const times: number[] = [];
  for (let step = 0; !signal.aborted; step++) {
    const start = performance.now();
    const answer = await fetch(pages[step % pages.length] ?? '/');
    await answer.arrayBuffer();
    times.push(performance.now() - start);
    await sleep(20);
  }
  // The first of each page compiles its template.
  return times.slice(pages.length);
}

function untilRead(file: string) {
  const controller = new AbortController();
  const db = new Database(file, { readonly: true });
  const run = db.prepare<[], { readonly state: string; readonly rows: number }>(
    'SELECT state, new_rows AS rows FROM sync_runs',
  );
  let rows = 0;
  const look = setInterval(() => {
    const found = run.get();
    if (found?.state === 'running') return;
    rows = found?.rows ?? 0;
    clearInterval(look);
    db.close();
    controller.abort();
  }, LOOK_MS);
  return { signal: controller.signal, rows: () => rows };
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}
