import type { Db } from '../../../db/open.ts';
import { rememberedFor } from '../../../db/remembered.ts';
import { statement } from '../../../db/statements.ts';
import type { Allocation, Problem, Suggestion, Unassigned } from '../engine/types.ts';
import { currentId } from './aliases.ts';
import {
  type Columns,
  type Stored,
  type Summary,
  type TradeColumns,
  toAllocation,
  toSummary,
} from './columns.ts';

/** The campaign that is or was called so, with its rows. */
export function findCampaign(db: Db, userId: string, id: string): Stored | null {
  const now = currentId(db, userId, id);
  const sql = 'SELECT * FROM campaigns WHERE user_id = ? AND id = ?';
  const found = now === null ? undefined : statement<[string, string], Columns>(db, sql).get(userId, now);
  return found === undefined ? null : withTrades(db, found);
}

export function campaignsOfTicker(db: Db, userId: string, ticker: string): readonly Stored[] {
  const sql = 'SELECT * FROM campaigns WHERE user_id = ? AND ticker = ? ORDER BY started_on, id';
  const found = statement<[string, string], Columns>(db, sql).all(userId, ticker);
  return found.map((row) => withTrades(db, row));
}

export function idsOfTicker(db: Db, userId: string, ticker: string): readonly string[] {
  const sql = 'SELECT id FROM campaigns WHERE user_id = ? AND ticker = ?';
  const found = statement<[string, string], { readonly id: string }>(db, sql).all(userId, ticker);
  return found.map(({ id }) => id);
}

/** Without their rows. */
export function openCampaigns(db: Db, userId: string): readonly Summary[] {
  const sql = `SELECT * FROM campaigns WHERE user_id = ? AND status = 'OPEN' ORDER BY started_on, id`;
  return statement<[string], Columns>(db, sql).all(userId).map(toSummary);
}

const TRADES = 'SELECT * FROM campaign_trades WHERE campaign_key = ? ORDER BY position';

function withTrades(db: Db, row: Columns): Stored {
  return { ...toSummary(row), allocations: allocationsOf(db, row.key) };
}

function allocationsOf(db: Db, key: number): readonly Allocation[] {
  return statement<[number], TradeColumns>(db, TRADES).all(key).map(toAllocation);
}

const OF_ROW = `SELECT c.* FROM campaign_trades t JOIN campaigns c ON c.key = t.campaign_key
  WHERE t.activity_id = ? AND c.user_id = ? AND c.account_id = ? GROUP BY c.key ORDER BY c.started_on, c.id`;

/** Where a row is used. */
export function campaignsOfRow(
  db: Db,
  userId: string,
  account: string,
  activityId: string,
): readonly Summary[] {
  return statement<[string, string, string], Columns>(db, OF_ROW)
    .all(activityId, userId, account)
    .map(toSummary);
}

interface Bodies {
  readonly suggestion: Suggestion;
  readonly problem: Problem;
  readonly unassigned: Unassigned;
}

/** What is asked, what is wrong, or what is in no campaign, with the ticker it is of; of all tickers, or of one. */
export function questionsOf<Kind extends keyof Bodies>(
  db: Db,
  userId: string,
  kind: Kind,
  ticker?: string,
): readonly (Bodies[Kind] & { readonly ticker: string })[] {
  const own = ticker === undefined ? '' : ' AND ticker = ?';
  const sql = `SELECT ticker, body FROM campaign_questions WHERE user_id = ? AND kind = ?${own} ORDER BY ticker, id`;
  type Row = { readonly ticker: string; readonly body: string };
  return statement<string[], Row>(db, sql)
    .all(userId, kind, ...(ticker === undefined ? [] : [ticker]))
    .map((row) => ({ ...JSON.parse(row.body), ticker: row.ticker }));
}

const SUGGESTED = `SELECT ticker, body FROM campaign_questions
  WHERE user_id = ? AND kind = 'suggestion' AND json_extract(body, '$.id') = ?`;

/** The one of this name. To read all of them would take as long as to tell their tickers. */
export function findSuggestion(
  db: Db,
  userId: string,
  id: string,
): (Suggestion & { readonly ticker: string }) | null {
  type Row = { readonly ticker: string; readonly body: string };
  const found = statement<[string, string], Row>(db, SUGGESTED).get(userId, id);
  return found === undefined ? null : { ...JSON.parse(found.body), ticker: found.ticker };
}

const WAITING = `SELECT count(*) AS n FROM campaign_questions WHERE user_id = ? AND kind IN ('suggestion', 'problem')`;

/** How much waits for an answer. */
export function reviewCount(db: Db, userId: string): number {
  const count = () => statement<[string], { readonly n: number }>(db, WAITING).get(userId)?.n ?? 0;
  return rememberedFor(db, 'review', userId, '', count);
}

const ROWS = `SELECT count(*) AS n FROM campaigns c JOIN campaign_trades t ON t.campaign_key = c.key
  WHERE c.user_id = ? AND c.ticker = ?`;

/** How long it takes to tell a ticker: the rows of its campaigns. */
export function rowsIn(db: Db, userId: string, ticker: string): number {
  return statement<[string, string], { readonly n: number }>(db, ROWS).get(userId, ticker)?.n ?? 0;
}

const NEIGHBOURS = `SELECT * FROM campaigns WHERE user_id = ? AND ticker = ? AND account_id = ? AND id <> ?
  ORDER BY status = 'CLOSED', started_on DESC, id LIMIT ?`;

/** The other campaigns of its ticker in its account, without their rows: the open ones first, then the newest. */
export function neighboursOf(
  db: Db,
  userId: string,
  { ticker, account, id }: Pick<Summary, 'ticker' | 'account' | 'id'>,
  limit: number,
): readonly Summary[] {
  return statement<[string, string, string, string, number], Columns>(db, NEIGHBOURS)
    .all(userId, ticker, account, id, limit)
    .map(toSummary);
}
