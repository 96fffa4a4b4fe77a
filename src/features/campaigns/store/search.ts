import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';

/** How many campaigns a ticker has. */
export interface TickerCount {
  readonly ticker: string;
  readonly open: number;
  readonly closed: number;
}

const COUNTS = `SELECT ticker, count(*) FILTER (WHERE status = 'OPEN') AS open,
    count(*) FILTER (WHERE status = 'CLOSED') AS closed
  FROM campaigns WHERE user_id = ? AND ticker IN (SELECT value FROM json_each(?)) GROUP BY ticker`;

export function countsOf(db: Db, userId: string, tickers: readonly string[]): readonly TickerCount[] {
  return statement<[string, string], TickerCount>(db, COUNTS).all(userId, JSON.stringify(tickers));
}
