import type { Db } from '../../../db/open.ts';
import { rememberedFor } from '../../../db/remembered.ts';
import { statement } from '../../../db/statements.ts';
import type { CampaignPage, Listed, ListFilter, Total } from '../engine/listing/listed.ts';
import { BEFORE_ALL, LAST, NEVER, type Order, type Place, placeOf } from '../engine/listing/order.ts';
import type { BookName } from '../engine/statistics/narrowing.ts';
import { currentId } from './aliases.ts';
import { type Columns, type Summary, toSummary } from './columns.ts';

type Value = string | number;

const MADE = { economic: 'c.realised_e4', tax: 'c.realised_tax_e4' } as const satisfies Record<
  BookName,
  string
>;

type Sort = readonly [direction: 'ASC' | 'DESC', ...keys: string[]];

/** What is unknown stands last, whichever way round. */
function sortBy(order: Order, book: BookName): Sort {
  const sorts: Readonly<Record<Order, Sort>> = {
    open: ['DESC', 'c.status', 'c.started_on'],
    newest: ['DESC', 'c.started_on'],
    oldest: ['ASC', 'c.started_on'],
    expiry: ['ASC', `ifnull(c.expires_on, '${NEVER}')`],
    'expiry-last': ['DESC', `ifnull(c.expires_on, '${BEFORE_ALL}')`],
    pnl: ['DESC', 'c.currency', `ifnull(${MADE[book]}, -${LAST})`],
    'pnl-least': ['ASC', 'c.currency', `ifnull(${MADE[book]}, ${LAST})`],
    return: ['DESC', `ifnull(c.return_e6, -${LAST})`],
    'return-least': ['ASC', `ifnull(c.return_e6, ${LAST})`],
  };
  return sorts[order];
}

/** One page in the order asked for, from the place where the page before it ended. */
export function listCampaigns(
  db: Db,
  userId: string,
  filter: ListFilter,
  after: Place | null,
  limit: number,
): CampaignPage {
  const { campaigns, next } = pageOf(db, userId, filter, after, limit);
  return { campaigns, totals: totalsOf(db, userId, filter, campaigns), next };
}

function pageOf(db: Db, userId: string, filter: ListFilter, after: Place | null, limit: number) {
  const [direction, ...keys] = sortBy(filter.order, filter.book);
  const sorted = [...keys, 'c.id'];
  const { where, values } = narrowed(userId, filter);
  const behind = `(${sorted.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${sorted.map(() => '?').join(', ')})`;
  const sql = `SELECT c.* FROM campaigns c WHERE ${after === null ? where : `${where} AND ${behind}`}
    ORDER BY ${sorted.map((key) => `${key} ${direction}`).join(', ')} LIMIT ?`;
  const found = statement<Value[], Columns>(db, sql).all(...values, ...(after ?? []), limit + 1);
  const campaigns: readonly Summary[] = found.slice(0, limit).map(toSummary);
  const last = found.length > limit ? campaigns.at(-1) : undefined;
  return { campaigns, next: last === undefined ? null : placeOf(filter.order, filter.book, last) };
}

const AT_A_TIME = 500;

/** All of them, a few hundred in memory at a time. */
export function* everyListed(db: Db, userId: string, filter: ListFilter): Generator<Listed, void> {
  let place: Place | null = null;
  do {
    const page: ReturnType<typeof pageOf> = pageOf(db, userId, filter, place, AT_A_TIME);
    yield* page.campaigns;
    place = page.next;
  } while (place !== null);
}

/** What the tickers of these campaigns come to, on whatever page the rest of them is. */
function totalsOf(
  db: Db,
  userId: string,
  filter: ListFilter,
  campaigns: readonly Listed[],
): readonly Total[] {
  const { where, values } = narrowed(userId, filter);
  const made = MADE[filter.book];
  const tickers = JSON.stringify([...new Set(campaigns.map(({ ticker }) => ticker))]);
  const sql = `SELECT c.ticker, c.currency, c.status, count(*) AS count, ifnull(sum(${made}), 0) AS realisedE4,
      count(*) - count(${made}) AS unknown
    FROM campaigns c WHERE ${where} AND c.ticker IN (SELECT value FROM json_each(?))
    GROUP BY c.ticker, c.currency, c.status`;
  const find = () => statement<Value[], Total>(db, sql).all(...values, tickers);
  return rememberedFor(db, 'totals', userId, JSON.stringify([sql, values, tickers]), find);
}

/** How many of those that fit are open. */
export function countOpen(db: Db, userId: string, filter: ListFilter): number {
  const { where, values } = narrowed(userId, { ...filter, status: 'OPEN' });
  const sql = `SELECT count(*) AS n FROM campaigns c WHERE ${where}`;
  return statement<Value[], { readonly n: number }>(db, sql).get(...values)?.n ?? 0;
}

// By the short table: one line a ticker, however many campaigns.
const TICKERS = `SELECT ticker FROM told_tickers t WHERE user_id = ? AND ticker <> ''
  AND EXISTS (SELECT 1 FROM campaigns c WHERE c.user_id = t.user_id AND c.ticker = t.ticker) ORDER BY ticker`;

export function tickersTold(db: Db, userId: string): readonly string[] {
  const find = () => statement<[string], { readonly ticker: string }>(db, TICKERS).all(userId);
  return rememberedFor(db, 'tickers', userId, '', find).map(({ ticker }) => ticker);
}

const SAYING = `SELECT campaign_id AS id FROM campaign_notes WHERE user_id = ? AND removed_at IS NULL AND text LIKE ? ESCAPE '\\'
  UNION SELECT campaign_id FROM campaign_tags WHERE user_id = ? AND tag LIKE ? ESCAPE '\\'`;

/** Those whose notes or tags say it, by the names they have now. */
export function idsSaying(db: Db, userId: string, text: string): readonly string[] {
  const like = wanted(text);
  type Row = { readonly id: string };
  const found = statement<[string, string, string, string], Row>(db, SAYING).all(userId, like, userId, like);
  return found.flatMap(({ id }) => currentId(db, userId, id) ?? []);
}

function wanted(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

const SEARCHED = `(c.ticker LIKE ? ESCAPE '\\' OR c.strategy IN (SELECT value FROM json_each(?))
  OR c.id IN (SELECT value FROM json_each(?)))`;

type Part = readonly [sql: string, ...values: (Value | undefined)[]];

function narrowed(userId: string, { status, strategy, account, ticker, ids, search }: ListFilter) {
  const parts: readonly Part[] = [
    ['c.user_id = ?', userId],
    ['c.status = ?', status],
    ['c.strategy = ?', strategy],
    ['c.account_id = ?', account],
    ['c.ticker = ?', ticker],
    ['c.id IN (SELECT value FROM json_each(?))', ids && JSON.stringify(ids)],
    [
      SEARCHED,
      search && wanted(search.text),
      search && JSON.stringify(search.strategies),
      search && JSON.stringify(search.ids),
    ],
  ];
  const asked = parts.filter(([, value]) => value !== undefined);
  return {
    where: asked.map(([sql]) => sql).join(' AND '),
    values: asked.flatMap(([, ...values]) => values.filter((value) => value !== undefined)),
  };
}
