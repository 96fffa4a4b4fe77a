import type { Db } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Currency } from '../../../model/money.ts';
import type { Premium } from '../engine/statistics/bars.ts';
import type { Narrowing } from '../engine/statistics/narrowing.ts';
import type { Result, ResultPlace } from '../engine/statistics/result.ts';
import type { Standing } from '../engine/statistics/statistics.ts';
import type { Tally } from '../engine/statistics/tally.ts';
import { closedIn, narrowed, realisedIn, rowsIn, rowsOfCampaigns } from './narrowed.ts';

type Values = (string | number)[];

/** What closed campaigns come to, in as few lines as the bars of the page can be added up from. */
export function talliesOf(db: Db, userId: string, narrowing: Narrowing): readonly Tally[] {
  const { where, values } = closedIn(userId, narrowing);
  const made = `c.${realisedIn(narrowing)}`;
  const sql = `SELECT ticker, strategy, substr(closed_on, 1, 7) AS month, count(*) AS count,
      count(*) FILTER (WHERE ${made} > 0) AS wins, count(*) FILTER (WHERE ${made} < 0) AS losses,
      sum(max(${made}, 0)) AS gainsE4, sum(min(${made}, 0)) AS lossesE4,
      sum(days) AS days, sum(days * (${made} > 0)) AS winDays, sum(days * (${made} < 0)) AS lossDays,
      sum(CASE WHEN capital_days_e4 > 0 THEN ${made} ELSE 0 END) AS onCapitalE4,
      sum(max(ifnull(capital_days_e4, 0), 0)) AS capitalDaysE4,
      sum(max(sold_e4, 0)) AS soldE4, sum(CASE WHEN sold_e4 > 0 THEN ${made} ELSE 0 END) AS onSoldE4
    FROM campaigns c WHERE ${where} GROUP BY ticker, strategy, month ORDER BY month, ticker, strategy`;
  return statement<Values, Tally>(db, sql).all(...values);
}

/** By the months of the rows, in campaigns open or closed. */
export function premiumsOf(db: Db, userId: string, narrowing: Narrowing): readonly Premium[] {
  const { where, values } = rowsIn(userId, narrowing);
  const sql = `SELECT substr(t.traded_on, 1, 7) AS month, sum(t.rolled_e4) AS rolledE4,
      sum((t.premium_e4 - t.rolled_e4) * (t.role IN ('OPENING', 'ADJUSTMENT'))) AS newE4,
      sum((t.premium_e4 - t.rolled_e4) * (t.role NOT IN ('OPENING', 'ADJUSTMENT'))) AS closedE4
    FROM ${rowsOfCampaigns(narrowing)} WHERE ${where} AND t.premium_e4 <> 0 GROUP BY month`;
  return statement<Values, Premium>(db, sql).all(...values);
}

/** What the statistics leave out: campaigns that are open, and those whose result is unknown. */
export function standingOf(db: Db, userId: string, narrowing: Narrowing): Standing {
  const open = narrowed(userId, narrowing, ['c.status = ?', 'OPEN']);
  const made = `c.${realisedIn(narrowing)}`;
  const sql = `SELECT count(*) AS openCount, ifnull(sum(${made}), 0) AS openRealisedE4,
      count(*) FILTER (WHERE realised_e4 IS NULL) AS openUnknown
    FROM campaigns c WHERE ${open.where} AND c.closed_on IS NULL`;
  const none = { openCount: 0, openRealisedE4: 0, openUnknown: 0 };
  const found = statement<Values, typeof none>(db, sql).get(...open.values) ?? none;
  return { ...found, unknownCount: unknownCount(db, userId, narrowing) };
}

function unknownCount(db: Db, userId: string, narrowing: Narrowing): number {
  const { from, to } = narrowing;
  const { where, values } = narrowed(
    userId,
    narrowing,
    ['+c.closed_on >= ?', from],
    ['+c.closed_on <= ?', to],
  );
  const sql = `SELECT count(*) AS n FROM campaigns c
    WHERE ${where} AND c.realised_e4 IS NULL AND c.status = 'CLOSED'`;
  return statement<Values, { readonly n: number }>(db, sql).get(...values)?.n ?? 0;
}

const CURRENCIES = `SELECT DISTINCT currency FROM accounts a
  WHERE user_id = ? AND EXISTS (SELECT 1 FROM campaigns c WHERE c.account_id = a.id) ORDER BY currency DESC`;

/** In which there are campaigns: dollars first. */
export function currenciesOf(db: Db, userId: string): readonly Currency[] {
  type Row = { readonly currency: Currency };
  return statement<[string], Row>(db, CURRENCIES)
    .all(userId)
    .map(({ currency }) => currency);
}

const TICKERS = 'SELECT DISTINCT ticker FROM campaigns WHERE user_id = ? ORDER BY ticker';

export function tickersWithCampaigns(db: Db, userId: string): readonly string[] {
  const found = statement<[string], { readonly ticker: string }>(db, TICKERS).all(userId);
  return found.map(({ ticker }) => ticker);
}

const RESULT = `c.id, c.ticker, c.strategy, c.started_on AS startedOn, c.closed_on AS closedOn, c.days,
  c.roll_count AS rollCount, c.capture_e6 AS captureE6`;

/** Those that made the most, or lost the most. */
export function extremes(
  db: Db,
  userId: string,
  narrowing: Narrowing,
  which: 'best' | 'worst',
  limit: number,
): readonly Result[] {
  const { where, values } = closedIn(userId, narrowing);
  const made = `c.${realisedIn(narrowing)}`;
  const [sign, order] = which === 'best' ? ['>', 'DESC'] : ['<', 'ASC'];
  const sql = `SELECT ${RESULT}, ${made} AS realisedE4 FROM campaigns c
    WHERE ${where} AND ${made} ${sign} 0 ORDER BY ${made} ${order}, c.closed_on DESC, c.id LIMIT ?`;
  return statement<Values, Result>(db, sql).all(...values, limit);
}

/** The campaigns that are counted, those that closed last first. */
export function resultsOf(
  db: Db,
  userId: string,
  narrowing: Narrowing,
  after: ResultPlace | null,
  limit: number,
): { readonly results: readonly Result[]; readonly next: ResultPlace | null } {
  const { where, values } = closedIn(userId, narrowing);
  const from = after === null ? '' : ' AND (c.closed_on, c.id) < (?, ?)';
  const sql = `SELECT ${RESULT}, c.${realisedIn(narrowing)} AS realisedE4 FROM campaigns c
    WHERE ${where}${from} ORDER BY c.closed_on DESC, c.id DESC LIMIT ?`;
  const place = after === null ? [] : [after.closedOn, after.id];
  const found = statement<Values, Result>(db, sql).all(...values, ...place, limit + 1);
  const results = found.slice(0, limit);
  const last = found.length > limit ? results.at(-1) : undefined;
  return { results, next: last === undefined ? null : { closedOn: last.closedOn, id: last.id } };
}
