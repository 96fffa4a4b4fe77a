import type { Tx } from '../../../db/open.ts';
import { type Account, type Broker, BrokerFault, type Page, type Stretch } from '../../brokers/index.ts';
import { type Mirror, mirrorPage, oldestRow, preparePage } from '../../transactions/index.ts';
import { isBeforeItAll, reachAfter, timesToAsk } from '../engine/plan.ts';
import {
  addStretches,
  markOf,
  nextStretch,
  setAsked,
  settle,
  stretchesLeft,
  takeStretch,
} from '../store/queue.ts';
import { countAnswer, countRows, setWindow } from '../store/runs.ts';
import { beginDoing, othersTurn, type Work, writeFor } from './run.ts';

/** Every account's rows, newest first. What an earlier run left to be asked comes before what has come up since. */
export async function readHistory(work: Work, accounts: readonly Account[]): Promise<void> {
  const broker = work.deps.brokers(work.connection.broker);
  if (!broker.can.has('transactions')) return;
  const since = work.deps.clock();
  for (const account of accounts) plan(work, broker, account);
  beginDoing(work, 'history', left(work, accounts));
  for (const account of accounts) await readLeft(work, broker, account);
  const behind = accounts.filter(({ id }) => (markOf(work.deps.db, id).read?.to ?? since) < since);
  for (const account of behind) plan(work, broker, account);
  beginDoing(work, 'history', left(work, behind));
  for (const account of behind) await readLeft(work, broker, account);
}

function left({ deps }: Work, accounts: readonly Account[]): number {
  return accounts.reduce((sum, { id }) => sum + stretchesLeft(deps.db, id), 0);
}

function plan(work: Work, broker: Broker, { id }: Account): void {
  if (stretchesLeft(work.deps.db, id) > 0) return;
  const { clock, config } = work.deps;
  writeFor(work, (tx) => {
    const { read } = markOf(tx, id);
    const times = timesToAsk(read, clock(), config.historyYears);
    setAsked(tx, id, reachAfter(read, times));
    for (const { from, to } of times) addStretches(tx, id, broker.stretches(from, to));
    settle(tx, id);
  });
}

async function readLeft(work: Work, broker: Broker, account: Account): Promise<void> {
  const { db } = work.deps;
  for (let stretch = nextStretch(db, account.id); stretch !== null; stretch = nextStretch(db, account.id)) {
    if (isEmptyPast(work, account, stretch)) skip(work, account, stretch);
    else await readStretch(work, broker, account, stretch);
    await othersTurn();
  }
}

function isEmptyPast({ deps: { db, clock } }: Work, { id }: Account, stretch: Stretch): boolean {
  const readTo = markOf(db, id).asked?.to ?? clock();
  return isBeforeItAll(stretch, oldestRow(db, id), readTo);
}

function skip(work: Work, { id }: Account, stretch: Stretch): void {
  writeFor(work, (tx) => finish(tx, work, id, stretch));
}

async function readStretch(work: Work, broker: Broker, account: Account, stretch: Stretch): Promise<void> {
  writeFor(work, (tx) => setWindow(tx, work.run, stretch));
  const page = await broker.transactions(work.pass, account, stretch);
  if (page.instead.length > 0) return askInstead(work, account, stretch, page.instead);
  const prepared = preparePage(stretch, page.rows);
  const mirror = mirrorOf(work, broker, account);
  writeFor(work, (tx) => {
    countRows(tx, work.run, mirrorPage(tx, mirror, prepared));
    finish(tx, work, account.id, stretch);
  });
}

function mirrorOf({ connection, deps }: Work, broker: Broker, account: Account): Mirror {
  return {
    userId: connection.userId,
    account,
    clock: deps.clock,
    parse: (rows) => broker.parse(account, rows),
  };
}

function finish(tx: Tx, { run }: Work, accountId: string, stretch: Stretch): void {
  takeStretch(tx, accountId, stretch);
  settle(tx, accountId);
  countAnswer(tx, run);
}

function askInstead(work: Work, { id }: Account, stretch: Stretch, instead: Page['instead']): void {
  if (instead.some((one) => isSame(one, stretch)))
    throw new BrokerFault(
      'unreadable',
      'One second holds more rows than the broker can tell. Nothing was lost; look at it there.',
    );
  writeFor(work, (tx) => {
    takeStretch(tx, id, stretch);
    addStretches(tx, id, instead);
    countAnswer(tx, work.run, instead.length);
  });
}

function isSame(a: Stretch, b: Stretch): boolean {
  return a.from === b.from && a.to === b.to && a.type === b.type;
}
