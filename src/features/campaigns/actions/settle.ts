import { drain, type Mark, mark, takeMark, waitingMarks } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import { attempt, write } from '../../../db/write.ts';
import { accountsOf } from '../../brokers/index.ts';
import { countRows, tickersByAccount } from '../../transactions/index.ts';
import { dueTickers } from '../store/due.ts';
import { namedRowsOf, setNamed } from '../store/named.ts';
import { regroup } from './regroup.ts';
import { type Means, type Naming, todayOf, whoseDividends } from './tell.ts';

/** How a ticker of an account is marked when its rows have changed. */
const KIND = 'ticker';
const keyOf = (account: string, ticker: string) => `${account}\n${ticker}`;

// Each time round may mark others: a dividend that is now known to be somebody's. It ends, for names only become known.
const MOST_ROUNDS = 5;

// What several tickers write together is written once: half of what telling all of 100,000 rows costs is writing it down.
const TURN_MS = 25;

/** Tells anew whatever waits for it, everyone's; answers what went wrong. A turn is what others may have to wait for. */
export async function settle(means: Means, turnMs = TURN_MS): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const waiting = waitingMarks(means.db, KIND);
    if (waiting.length <= failures.length) break;
    for (const userId of new Set(waiting.map((each) => each.userId)))
      write(means.db, (tx) => nameDividends(tx, userId));
    const next = waiting.values();
    const drained = await drain(means.db, KIND, (tx, mark) => {
      const until = performance.now() + turnMs;
      tellMarked(tx, means, mark);
      tellMore(tx, means, next, until);
    });
    failures.splice(0, failures.length, ...drained.failures.map(({ error }) => error));
  }
  return failures;
}

function tellMarked(tx: Tx, means: Means, { userId, key }: Mark): void {
  const ticker = tickerIn(key);
  takeOthers(tx, userId, ticker);
  regroup(tx, means, userId, ticker);
}

/** What fails here keeps its mark, and says in its own turn what is wrong. */
function tellMore(tx: Tx, means: Means, next: Iterator<Mark>, until: number): void {
  while (performance.now() < until) {
    const { value: mark, done } = next.next();
    if (done) return;
    attempt(tx, () => {
      if (takeMark(tx, mark.userId, KIND, mark.key)) tellMarked(tx, means, mark);
    });
  }
}

/** Once a person's rows are read: all that hangs on them. */
export async function catchUp(means: Means, userId: string): Promise<void> {
  write(means.db, (tx) => nameDividends(tx, userId));
  markDue(means, userId);
  const [failure] = await settle(means);
  if (failure !== undefined) throw failure;
}

export function hasWaiting({ db }: Pick<Means, 'db'>): boolean {
  return waitingMarks(db, KIND).length > 0;
}

/** How many of a person's tickers are still to be told. */
export function waitingTickers({ db }: Pick<Means, 'db'>, userId: string): number {
  return new Set(waitingMarks(db, KIND, userId).map(({ key }) => tickerIn(key))).size;
}

/** So little that a page may tell it before it is shown: tickers, and the rows of all of them together. */
const MOST_AT_ONCE = { tickers: 20, rows: 2_000 } as const;

/** Before a page of campaigns is shown: what a change has left to tell, where it is little. The rest is told elsewhere. */
export async function settleLittle(means: Means): Promise<void> {
  const waiting = waitingMarks(means.db, KIND);
  if (waiting.length > 0 && isLittle(means, waiting)) await settle(means, 0);
}

function isLittle({ db }: Means, waiting: readonly Mark[]): boolean {
  if (waiting.length > MOST_AT_ONCE.tickers) return false;
  let rows = 0;
  for (const { userId, key } of waiting) {
    rows += countRows(db, userId, tickerIn(key), MOST_AT_ONCE.rows);
    if (rows > MOST_AT_ONCE.rows) return false;
  }
  return true;
}

/** Marks what a new day changes: the days of what is open, contracts that have expired without a word. */
export function markDue(means: Means, userId: string): void {
  const today = todayOf(means);
  write(means.db, (tx) => {
    for (const { account, ticker } of dueTickers(tx, userId, today))
      markTicker(tx, userId, account, ticker, today);
  });
}

/** Everything of a person's, whatever was told before. */
export function markAll(means: Means, userId: string): void {
  write(means.db, (tx) => {
    for (const { account, ticker } of tickersByAccount(tx, userId))
      markTicker(tx, userId, account, ticker, '1970-01-01');
    markTicker(tx, userId, '', '', '1970-01-01');
  });
}

export function markTicker(tx: Tx, userId: string, account: string, ticker: string, since: string): void {
  mark(tx, userId, KIND, keyOf(account, ticker), since);
}

function tickerIn(key: string): string {
  return key.slice(key.indexOf('\n') + 1);
}

/** A ticker is told in all accounts at once: its marks of the other accounts are answered with it. */
function takeOthers(tx: Tx, userId: string, ticker: string): void {
  for (const { id } of accountsOf(tx, userId)) takeMark(tx, userId, KIND, keyOf(id, ticker));
}

/** Dividends that name a company: where a ticker is found for one, or is not any more, both tickers are told anew. */
function nameDividends(tx: Tx, userId: string): void {
  const known = namedRowsOf(tx, userId);
  for (const naming of whoseDividends(tx, userId)) {
    const before = known.get(naming.number) ?? null;
    if (before !== naming.ticker) rename(tx, userId, naming, before);
  }
}

function rename(tx: Tx, userId: string, { number, row, ticker }: Naming, before: string | null): void {
  setNamed(tx, userId, number, ticker);
  for (const touched of [before, ticker]) markTicker(tx, userId, row.account, touched ?? '', row.tradedOn);
}
