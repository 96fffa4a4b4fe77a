import type { Db } from '../../../db/open.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { Account } from '../../brokers/index.ts';
import { bookOf, holdingsIn } from '../../positions/index.ts';
import { everyTransaction } from '../../transactions/index.ts';
import type { Evidence, Facts, Held, Known } from '../engine/balance/types.ts';
import { carriedOf, goneRecords, sumsOf } from '../store/books.ts';

const ZONES = { USD: 'America/New_York', INR: 'Asia/Kolkata' } as const;

/** null: its broker was never asked what it holds. */
export function factsOf(db: Db, userId: string, { id, currency }: Account): Facts | null {
  const book = bookOf(db, id);
  if (book === null) return null;
  const sums = sumsOf(db, userId, id);
  return {
    account: id,
    currency,
    // Zerodha's rows are its trades: deposits and charges are told nowhere.
    tellsCash: currency === 'USD',
    readAt: book.readAt,
    readOn: dateIn(book.readAt, ZONES[currency]),
    begins: sums.begins,
    counted: sums.counted,
    held: heldIn(db, id, book.positions),
    rowsCashE4: sums.cashE4,
    brokerCashE4: book.balances.find((balance) => balance.currency === currency)?.cashE4 ?? null,
    carried: carriedOf(db, id),
  };
}

/** Shares in an Indian account: delivered or on their way, less what was sold today, and what today has brought. */
function heldIn(db: Db, accountId: string, positions: readonly Held[]): readonly Held[] {
  const holdings = holdingsIn(db, accountId);
  if (holdings.length === 0) return positions;
  const shares = new Map<string, number>();
  const add = (ticker: string, countE8: number) => shares.set(ticker, (shares.get(ticker) ?? 0) + countE8);
  for (const { symbol, deliveredE8, onTheWayE8, soldTodayE8 } of holdings)
    add(symbol, deliveredE8 + onTheWayE8 - soldTodayE8);
  for (const { instrument, quantityE8 } of positions) add(instrument.ticker, quantityE8);
  return [...shares].map(([ticker, quantityE8]) => ({ instrument: { kind: 'SHARE', ticker }, quantityE8 }));
}

/** Where more than this would have to be read, no reason is looked for. */
const MOST_ROWS = 2_000;

export function evidenceOf(db: Db, userId: string, account: string): Evidence {
  const known = new Map<string, readonly Known[] | null>();
  let left = MOST_ROWS;
  const rowsOf = (ticker: string) => {
    const found = known.get(ticker) ?? (left > 0 ? atMost(db, userId, { account, ticker }, left) : null);
    if (!known.has(ticker)) left -= found?.length ?? Math.ceil(left / 2);
    known.set(ticker, found);
    return found;
  };
  return {
    rowsOf,
    goneOf: (instrument) => goneRecords(db, account, instrument),
    since: (from) => atMost(db, userId, { account, from }, MOST_ROWS) ?? [],
  };
}

interface Asked {
  readonly account: string;
  readonly ticker?: string;
  readonly from?: IsoDate;
}

function atMost(db: Db, userId: string, asked: Asked, most: number): readonly Known[] | null {
  const found: Known[] = [];
  for (const row of everyTransaction(db, userId, { ...asked, order: 'newest' })) {
    if (found.length === most) return null;
    found.push(row);
  }
  return found;
}
