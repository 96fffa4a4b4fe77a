import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { IsoDate } from '../../../lib/dates.ts';

interface Due {
  readonly account: string;
  readonly ticker: string;
}

const DUE = `SELECT DISTINCT c.account_id AS account, c.ticker FROM campaigns c
  JOIN told_tickers t ON t.user_id = c.user_id AND t.ticker = c.ticker
  WHERE c.user_id = ? AND c.status = 'OPEN' AND (t.as_of < ? OR c.expires_on < ?)`;

/** Open campaigns that were told on an earlier day, or in which something has expired since. */
export function dueTickers(db: Db, userId: string, today: IsoDate): readonly Due[] {
  return statement<[string, IsoDate, IsoDate], Due>(db, DUE).all(userId, today, today);
}

/** Everyone who has an open campaign. */
export function owners(db: Db): readonly string[] {
  const sql = `SELECT DISTINCT user_id AS id FROM campaigns WHERE status = 'OPEN'`;
  return statement<[], { readonly id: string }>(db, sql)
    .all()
    .map(({ id }) => id);
}
