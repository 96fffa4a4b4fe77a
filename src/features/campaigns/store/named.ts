import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';

const READ = 'SELECT transaction_id AS number, ticker FROM named_rows WHERE user_id = ?';

/** Under which ticker each dividend is told that names only a company. */
export function namedRowsOf(db: Db, userId: string): ReadonlyMap<number, string> {
  type Row = { readonly number: number; readonly ticker: string };
  return new Map(
    statement<[string], Row>(db, READ)
      .all(userId)
      .map(({ number, ticker }) => [number, ticker]),
  );
}

const OF_ROW = `SELECT n.ticker FROM named_rows n JOIN transactions t ON t.id = n.transaction_id
  WHERE n.user_id = ? AND t.account_id = ? AND t.activity_id = ?`;

/** Under which ticker a row of this id is told that names only a company; null where under none. */
export function namedTicker(db: Db, userId: string, account: string, activityId: string): string | null {
  type Row = { readonly ticker: string };
  return (
    statement<[string, string, string], Row>(db, OF_ROW).get(userId, account, activityId)?.ticker ?? null
  );
}

const SET = `INSERT INTO named_rows VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET ticker = excluded.ticker`;

export function setNamed(tx: Tx, userId: string, number: number, ticker: string | null): void {
  if (ticker === null)
    statement<[string, number]>(tx, 'DELETE FROM named_rows WHERE user_id = ? AND transaction_id = ?').run(
      userId,
      number,
    );
  else statement<[number, string, string]>(tx, SET).run(number, userId, ticker);
}
