import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import { accountsOf } from '../../brokers/index.ts';
import { closeOn, marketOf } from '../../prices/index.ts';
import { rowsNumbered, rowsOfTicker } from '../../transactions/index.ts';
import type { GroupingOptions, Transaction } from '../engine/types.ts';

const NAMED = 'SELECT transaction_id AS number FROM named_rows WHERE user_id = ? AND ticker = ?';

/** A ticker's rows in all of a person's accounts, its dividends that name only the company among them. */
export function factsOf(db: Db, userId: string, ticker: string): readonly Transaction[] {
  const found = statement<[string, string], { readonly number: number }>(db, NAMED).all(userId, ticker);
  const rows = rowsOfTicker(db, userId, ticker);
  if (found.length === 0) return rows;
  const named = rowsNumbered(
    db,
    userId,
    found.map(({ number }) => number),
  );
  return [...rows, ...named.map((row): Transaction => ({ ...row, instrument: { kind: 'SHARE', ticker } }))];
}

/** What shares closed at, as the market of the person's accounts has it. */
export function closesFor(db: Db, userId: string): NonNullable<GroupingOptions['closeOn']> {
  const markets = [...new Set(accountsOf(db, userId).map(({ broker }) => marketOf(broker)))];
  return (ticker, on) => {
    for (const market of markets) {
      const closeE6 = closeOn(db, market, ticker, on);
      if (closeE6 !== null) return closeE6;
    }
    return null;
  };
}
