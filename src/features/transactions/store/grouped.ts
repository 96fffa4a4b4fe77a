import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Transaction } from '../../../model/transaction.ts';
import { type Columns, toTransaction } from './columns.ts';

/** What grouping reads: a ticker at a time. */
const OF_TICKER = `SELECT t.* FROM accounts a CROSS JOIN transactions t ON t.account_id = a.id AND t.ticker = ?
  WHERE a.user_id = ?`;

export function rowsOfTicker(db: Db, userId: string, ticker: string): readonly Transaction[] {
  return statement<[string, string], Columns>(db, OF_TICKER).all(ticker, userId).map(toTransaction);
}

const COUNT = `SELECT count(*) AS n FROM (SELECT 1 FROM accounts a CROSS JOIN transactions t ON t.account_id = a.id AND t.ticker = ?
  WHERE a.user_id = ? LIMIT ?)`;

/** How many rows a ticker has; of more than so many it is not asked how many more. */
export function countRows(db: Db, userId: string, ticker: string, most: number): number {
  const found = statement<[string, string, number], { readonly n: number }>(db, COUNT);
  return found.get(ticker, userId, most + 1)?.n ?? 0;
}

export interface NumberedRow {
  readonly number: number;
  readonly row: Transaction;
}

const UNNAMED = `SELECT * FROM transactions WHERE user_id = ? AND ticker IS NULL AND kind IN ('DIVIDEND', 'WITHHOLDING')`;

/** Those that name a company and no ticker. */
export function unnamedRows(db: Db, userId: string): readonly NumberedRow[] {
  const found = statement<[string], Columns>(db, UNNAMED).all(userId);
  return found.map((row) => ({ number: row.id, row: toTransaction(row) }));
}

const NUMBERED = `SELECT t.* FROM json_each(?) ids CROSS JOIN transactions t ON t.id = ids.value WHERE t.user_id = ?`;

export function rowsNumbered(db: Db, userId: string, numbers: readonly number[]): readonly Transaction[] {
  const found = statement<[string, string], Columns>(db, NUMBERED);
  return found.all(JSON.stringify(numbers), userId).map(toTransaction);
}

/** What an account's rows call a ticker's company. */
export interface Naming {
  readonly account: string;
  readonly ticker: string;
  readonly description: string;
}

const NAMINGS = `SELECT DISTINCT account_id AS account, ticker, description FROM transactions
  WHERE user_id = ? AND ticker IS NOT NULL`;

export function namings(db: Db, userId: string): readonly Naming[] {
  return statement<[string], Naming>(db, NAMINGS).all(userId);
}

const TICKERS = `SELECT DISTINCT t.account_id AS account, t.ticker FROM accounts a CROSS JOIN transactions t ON t.account_id = a.id
  WHERE a.user_id = ? AND t.ticker IS NOT NULL`;

export function tickersByAccount(db: Db, userId: string): readonly Omit<Naming, 'description'>[] {
  return statement<[string], Omit<Naming, 'description'>>(db, TICKERS).all(userId);
}

/** A newer version of a row than the first: what a broker has corrected, or shows no more. */
export interface Correction {
  readonly rawId: number;
  readonly account: string;
  readonly activityId: string;
  readonly isGone: boolean;
}

const CORRECTIONS = `SELECT r.id AS rawId, r.account_id AS account, r.activity_id AS activityId, r.state = 'VANISHED' AS isGone
  FROM accounts a CROSS JOIN raw_transactions r ON r.account_id = a.id
  WHERE a.user_id = ? AND r.id > ? AND r.version > 1 ORDER BY r.id`;

export function correctionsSince(db: Db, userId: string, rawId: number): readonly Correction[] {
  type Found = Omit<Correction, 'isGone'> & { readonly isGone: number };
  return statement<[string, number], Found>(db, CORRECTIONS)
    .all(userId, rawId)
    .map(({ isGone, ...correction }) => ({ ...correction, isGone: isGone === 1 }));
}

/** The newest version of any row there is. */
export function newestVersion(db: Db): number {
  const sql = 'SELECT max(id) AS id FROM raw_transactions';
  return statement<[], { readonly id: number | null }>(db, sql).get()?.id ?? 0;
}

export function usersWithRows(db: Db): readonly string[] {
  const sql = 'SELECT DISTINCT user_id AS id FROM transactions';
  return statement<[], { readonly id: string }>(db, sql)
    .all()
    .map(({ id }) => id);
}

const PLACES = `SELECT DISTINCT t.account_id AS account, coalesce(t.ticker, '') AS ticker
  FROM accounts a CROSS JOIN transactions t ON t.account_id = a.id AND t.activity_id = ? WHERE a.user_id = ?`;

/** In which accounts a person has a row of this id, and under which tickers. */
export function placesOfRow(
  db: Db,
  userId: string,
  activityId: string,
): readonly Omit<Naming, 'description'>[] {
  return statement<[string, string], Omit<Naming, 'description'>>(db, PLACES).all(activityId, userId);
}
