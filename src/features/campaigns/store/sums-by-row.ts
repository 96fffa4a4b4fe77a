import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Realised } from '../engine/calendar/days.ts';
import type { Narrowing } from '../engine/statistics/narrowing.ts';
import type { RowPlace, Sum, SummedRow } from '../engine/statistics/summed-row.ts';
import { realisedIn, rowsIn, rowsOfCampaigns } from './narrowed.ts';

type Values = (string | number)[];

const ADDED: Readonly<Record<Exclude<Sum, 'realised'>, string>> = {
  new: `CASE WHEN t.role IN ('OPENING', 'ADJUSTMENT') THEN t.premium_e4 - t.rolled_e4 ELSE 0 END`,
  rolled: 't.rolled_e4',
  closed: `CASE WHEN t.role IN ('OPENING', 'ADJUSTMENT') THEN 0 ELSE t.premium_e4 - t.rolled_e4 END`,
};

const addedBy = (sum: Sum, narrowing: Narrowing) =>
  sum === 'realised' ? `t.${realisedIn(narrowing)}` : ADDED[sum];

const KNOWN = 'c.realised_e4 IS NOT NULL';

/** The rows that a sum is made of, day by day; those that add nothing are left out. */
export function summedRows(
  db: Db,
  userId: string,
  sum: Sum,
  narrowing: Narrowing,
  after: RowPlace | null,
  limit: number,
): { readonly rows: readonly SummedRow[]; readonly next: RowPlace | null } {
  const { where, values } = rowsIn(userId, narrowing);
  const added = addedBy(sum, narrowing);
  const known = sum === 'realised' ? ` AND ${KNOWN}` : '';
  const from = after === null ? '' : ' AND (t.traded_on, t.campaign_key, t.position) > (?, ?, ?)';
  const sql = `SELECT t.traded_on AS "on", t.campaign_key AS campaignKey, t.position, c.id AS campaign, c.ticker,
      c.strategy, c.currency, t.role, row.kind, t.quantity_e8 AS quantityE8, row.symbol, row.option_type AS type,
      row.strike_e6 AS strikeE6, row.expires_on AS expiresOn, ${added} AS amountE4, first.id AS record
    FROM ${rowsOfCampaigns(narrowing)}
    JOIN transactions row
      ON row.account_id = c.account_id AND row.activity_id = t.activity_id AND row.part = t.part
    JOIN raw_transactions first
      ON first.account_id = c.account_id AND first.activity_id = t.activity_id AND first.version = 1
    WHERE ${where} AND ${added} <> 0${known}${from}
    ORDER BY t.traded_on, t.campaign_key, t.position LIMIT ?`;
  const place = after === null ? [] : [after.on, after.campaignKey, after.position];
  const found = statement<Values, SummedRow>(db, sql).all(...values, ...place, limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ?? null };
}

/** What all of these rows come to, whatever is shown of them. */
export function sumOfRows(
  db: Db,
  userId: string,
  sum: Sum,
  narrowing: Narrowing,
): { readonly amountE4: number; readonly count: number } {
  const { where, values } = rowsIn(userId, narrowing);
  const added = addedBy(sum, narrowing);
  const known = sum === 'realised' ? ` AND ${KNOWN}` : '';
  const sql = `SELECT ifnull(sum(${added}), 0) AS amountE4, count(*) AS count
    FROM ${rowsOfCampaigns(narrowing)} WHERE ${where} AND ${added} <> 0${known}`;
  const none = { amountE4: 0, count: 0 };
  return statement<Values, typeof none>(db, sql).get(...values) ?? none;
}

/** Day by day, in campaigns open and closed; days on which nothing ended are left out. */
export function realisedByDay(db: Db, userId: string, narrowing: Narrowing): readonly Realised[] {
  const { where, values } = rowsIn(userId, narrowing);
  const made = addedBy('realised', narrowing);
  const sql = `SELECT t.traded_on AS "on", sum(${made}) AS realisedE4, count(*) AS count
    FROM ${rowsOfCampaigns(narrowing)} WHERE ${where} AND ${made} <> 0 AND ${KNOWN} GROUP BY t.traded_on ORDER BY t.traded_on`;
  return statement<Values, Realised>(db, sql).all(...values);
}
