import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type {
  ListedTransaction,
  Place,
  Source,
  TransactionFilter,
  TransactionPage,
} from '../engine/listed.ts';
import { type Columns, toTransaction } from './columns.ts';

export interface ListedColumns extends Columns {
  readonly record: number;
  readonly account_name: string;
  readonly broker: BrokerKind;
  readonly source: Source;
  readonly version: number;
  readonly has_problem: number;
}

/** A person's transactions with what a line of the list says besides. */
export const LISTED = `SELECT t.*, first.id AS record, a.name AS account_name, a.broker, raw.source, raw.version,
    EXISTS (SELECT 1 FROM row_problems p WHERE p.raw_id = t.raw_id) AS has_problem
  FROM transactions t
  JOIN accounts a ON a.id = t.account_id
  JOIN raw_transactions raw ON raw.id = t.raw_id
  JOIN raw_transactions first
    ON first.account_id = t.account_id AND first.activity_id = t.activity_id AND first.version = 1`;

type Value = string | number;

/** One page in the order asked for, from the place where the page before it ended. */
export function listTransactions(
  db: Db,
  userId: string,
  filter: TransactionFilter,
  after: Place | null,
  limit: number,
): TransactionPage {
  const { where, values } = narrowed(userId, filter, after);
  const direction = filter.order === 'newest' ? 'DESC' : 'ASC';
  const sql = `${LISTED} WHERE ${where} ORDER BY t.executed_at ${direction}, t.id ${direction} LIMIT ?`;
  const found = statement<Value[], ListedColumns>(db, sql).all(...values, limit + 1);
  const rows = found.slice(0, limit).map(toListed);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : { executedAt: last.executedAt, id: last.rowId } };
}

const AT_A_TIME = 500;

/** All of them, a few hundred in memory at a time; what arrives meanwhile neither shifts nor repeats a line. */
export function* everyTransaction(
  db: Db,
  userId: string,
  filter: TransactionFilter,
): Generator<ListedTransaction, void> {
  let place: Place | null = null;
  do {
    const page: TransactionPage = listTransactions(db, userId, filter, place, AT_A_TIME);
    yield* page.rows;
    place = page.next;
  } while (place !== null);
}

export function tickersOf(db: Db, userId: string): readonly string[] {
  const sql = `SELECT DISTINCT ticker FROM accounts a CROSS JOIN transactions t ON t.account_id = a.id
    WHERE a.user_id = ? AND ticker IS NOT NULL ORDER BY ticker`;
  return statement<[string], { readonly ticker: string }>(db, sql)
    .all(userId)
    .map(({ ticker }) => ticker);
}

export function toListed(row: ListedColumns): ListedTransaction {
  return {
    ...toTransaction(row),
    rowId: row.id,
    record: row.record,
    accountName: row.account_name,
    broker: row.broker,
    source: row.source,
    isCorrected: row.version > 1,
    hasProblem: row.has_problem === 1,
  };
}

// Each combination of narrowings is a text of its own, so that SQLite plans it for what it is: some sixty at most.
function narrowed(userId: string, filter: TransactionFilter, after: Place | null) {
  const sign = filter.order === 'newest' ? '<' : '>';
  const wanted = filter.search === undefined ? undefined : `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
  const parts: readonly (readonly [sql: string, ...values: (Value | undefined)[]])[] = [
    ['t.user_id = ?', userId],
    ['t.account_id = ?', filter.account],
    ['t.ticker = ?', filter.ticker],
    ['t.kind = ?', filter.kind],
    ['t.traded_on >= ?', filter.from],
    ['t.traded_on <= ?', filter.to],
    [SEARCHED, wanted, wanted, wanted, wanted],
    [`(t.executed_at, t.id) ${sign} (?, ?)`, after?.executedAt, after?.id],
  ];
  const asked = parts.filter(([, value]) => value !== undefined);
  return {
    where: asked.map(([sql]) => sql).join(' AND '),
    values: asked.flatMap(([, ...values]) => values.filter((value) => value !== undefined)),
  };
}

const SEARCHED = `(t.description LIKE ? ESCAPE '\\' OR t.ticker LIKE ? ESCAPE '\\'
  OR t.symbol LIKE ? ESCAPE '\\' OR t.activity_id LIKE ? ESCAPE '\\')`;
