import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { runCommand } from '../test/support/server.ts';
import type { Bench, Figure } from './figure.ts';
import { residentMiB } from './resident.ts';
import { fillFile } from './rows.ts';
import { type SignedIn, signedIn } from './signed-in.ts';

const REQUESTS = 2000;
const AT_ONCE = 1;

type Settings = Readonly<Record<string, string>>;

/** What the program occupies with 100,000 transactions in its file: with nothing to do, after a long day, while all is told. */
export const bench: Bench = async () => [...(await pages()), await regroup()];

async function pages(): Promise<readonly Figure[]> {
  const desk = await signedIn({ prepare: fillAndTell });
  await sleep(3000);
  const idle = residentMiB(desk.server.process.pid);
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => walk(desk, lane)));
  const used = residentMiB(desk.server.process.pid);
  await desk.server.stop();
  const common = { unit: 'MiB', floor: null };
  return [
    { ...common, figure: 'idle', value: idle, goal: 95 },
    { ...common, figure: `after ${REQUESTS} requests over all pages, signed in`, value: used, goal: 110 },
  ];
}

async function fillAndTell(settings: Settings): Promise<void> {
  await fillFile(settings);
  runCommand(['regroup', '--all'], settings);
}

async function walk({ fetch, pages: all }: SignedIn, lane: number): Promise<void> {
  for (let step = lane; step < REQUESTS; step += AT_ONCE) {
    const address = all[step % all.length] ?? '/';
    const answer = await fetch(address);
    await answer.arrayBuffer();
    if (answer.status >= 400) throw new Error(`${address} was answered with ${answer.status}`);
  }
}

const MARKS = `INSERT INTO marks (user_id, kind, key, earliest)
  SELECT user_id, 'ticker', account_id || char(10) || ticker, min(traded_on) FROM transactions
  WHERE ticker IS NOT NULL GROUP BY account_id, ticker`;

/** Everything was marked, nothing is told: the program sees it within a minute of its start. */
async function regroup(): Promise<Figure> {
  const desk = await signedIn({ prepare: fillFile });
  const db = new Database(path.join(desk.folder, 'rollbook.db'), { timeout: 10_000 });
  db.exec(MARKS);
  const waiting = db.prepare<[], number>('SELECT count(*) FROM marks').pluck();
  let most = 0;
  while (Number(waiting.get()) > 0) {
    most = Math.max(most, residentMiB(desk.server.process.pid));
    await sleep(20);
  }
  db.close();
  // The thread that told it ends a moment later.
  await sleep(2000);
  const value = residentMiB(desk.server.process.pid);
  await desk.server.stop();
  const note = `${Math.round(most)} MiB while it was told, 20,000 rows of one ticker among it`;
  return { figure: 'after a regroup of all', value, unit: 'MiB', floor: null, goal: 160, note };
}
