import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type { ListedTransaction, Source, TransactionFilter, TransactionPage } from '../engine/listed.ts';
import { type Order, type Place, placeOf } from '../engine/order.ts';
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

const TICKER = `coalesce(t.ticker, '')`;

// Each has an index of its own. A row without a ticker stands before all others: NULL is in no order.
const SORTS: Readonly<Record<Order, readonly [direction: 'ASC' | 'DESC', ...keys: string[]]>> = {
  newest: ['DESC', 't.executed_at'],
  oldest: ['ASC', 't.executed_at'],
  largest: ['DESC', 't.currency', 't.net_e4'],
  smallest: ['ASC', 't.currency', 't.net_e4'],
  ticker: ['ASC', TICKER, 't.executed_at'],
  'ticker-down': ['DESC', TICKER, 't.executed_at'],
  kind: ['ASC', 't.kind', 't.executed_at'],
  'kind-down': ['DESC', 't.kind', 't.executed_at'],
};

/** One page in the order asked for, from the place where the page before it ended. */
export function listTransactions(
  db: Db,
  userId: string,
  filter: TransactionFilter,
  after: Place | null,
  limit: number,
): TransactionPage {
  const [direction, ...keys] = SORTS[filter.order];
  const sorted = [...keys, 't.id'];
  const { where, values } = narrowed(userId, filter);
  const behind = `(${sorted.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${sorted.map(() => '?').join(', ')})`;
  const sql = `${LISTED} WHERE ${after === null ? where : `${where} AND ${behind}`}
    ORDER BY ${sorted.map((key) => `${key} ${direction}`).join(', ')} LIMIT ?`;
  const found = statement<Value[], ListedColumns>(db, sql).all(...values, ...(after ?? []), limit + 1);
  const rows = found.slice(0, limit).map(toListed);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : placeOf(filter.order, last) };
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

// From each ticker to the next one in the index: as many steps as there are tickers, however many rows they have.
const TICKERS = `WITH RECURSIVE found (ticker) AS (
    SELECT min(${TICKER}) FROM transactions t WHERE t.user_id = ?
    UNION ALL
    SELECT (SELECT min(${TICKER}) FROM transactions t WHERE t.user_id = ? AND ${TICKER} > found.ticker)
    FROM found WHERE found.ticker IS NOT NULL)
  SELECT ticker FROM found WHERE ticker <> ''`;

export function tickersOf(db: Db, userId: string): readonly string[] {
  const found = statement<[string, string], { readonly ticker: string }>(db, TICKERS).all(userId, userId);
  return found.map(({ ticker }) => ticker);
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

// Each combination of narrowings is a text of its own, so that SQLite plans it for what it is: some sixty an order.
function narrowed(userId: string, filter: TransactionFilter) {
  const { account, ticker, kind, from, to, search } = filter;
  const wanted = search === undefined ? undefined : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const parts: readonly (readonly [sql: string, ...values: (Value | undefined)[]])[] = [
    ['t.user_id = ?', userId],
    ['t.account_id = ?', account],
    [`${TICKER} = ?`, ticker],
    ['t.kind = ?', kind],
    ['t.traded_on >= ?', from],
    ['t.executed_at >= ?', from && Date.parse(from) - ELSEWHERE],
    ['t.traded_on <= ?', to],
    ['t.executed_at < ?', to && Date.parse(to) + DAY + ELSEWHERE],
    [SEARCHED, wanted, wanted, wanted, wanted],
  ];
  const asked = parts.filter(([, value]) => value !== undefined);
  return {
    where: asked.map(([sql]) => sql).join(' AND '),
    values: asked.flatMap(([, ...values]) => values.filter((value) => value !== undefined)),
  };
}

// The day is the exchange's, the index knows only instants: nowhere on earth is a day further off than this.
const DAY = 86_400_000;
const ELSEWHERE = DAY;

const SEARCHED = `(t.description LIKE ? ESCAPE '\\' OR t.ticker LIKE ? ESCAPE '\\'
  OR t.symbol LIKE ? ESCAPE '\\' OR t.activity_id LIKE ? ESCAPE '\\')`;
