import type { Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Campaign, Grouping } from '../engine/types.ts';
import type { Value } from './columns.ts';
import { isSame, type Kept, type Line, lineOf, linesOf, type Told } from './lines.ts';

export type { Told } from './lines.ts';

const places = (count: number) => Array(count).fill('?').join(', ');
const CAMPAIGN = `INSERT INTO campaigns VALUES (NULL, ${places(30)})`;
const TRADE = `INSERT INTO campaign_trades VALUES (${places(15)})`;

/** What was told of a ticker before gives way to what is told now; what is told as it was is left as it is. */
export function replaceResults(tx: Tx, told: Told, grouping: Grouping): void {
  const known = linesOf(tx, told);
  const fresh = grouping.campaigns.filter((campaign) => !isKept(known, told, campaign));
  // The old ones first: one of them may have had the name that a new one has.
  for (const { key } of known.values()) dropCampaign(tx, key);
  // Made again one by one: the lines of 10,000 campaigns at once would be most of what telling them occupies.
  for (const campaign of fresh) insertLine(tx, lineOf(told, campaign));
  replaceQuestions(tx, told, grouping);
}

/** Answers whether it is there already, and counts it as told. */
function isKept(known: Map<unknown, Kept>, told: Told, campaign: Campaign): boolean {
  const kept = known.get(campaign.id);
  if (kept === undefined || !isSame(kept, lineOf(told, campaign))) return false;
  return known.delete(campaign.id);
}

function insertLine(tx: Tx, { values, trades }: Line): void {
  const { lastInsertRowid } = statement<Value[]>(tx, CAMPAIGN).run(...values);
  const insert = statement<unknown[]>(tx, TRADE);
  for (const [position, trade] of trades.entries()) insert.run(lastInsertRowid, position, ...trade);
}

function dropCampaign(tx: Tx, key: number): void {
  statement<[number]>(tx, 'DELETE FROM campaigns WHERE key = ?').run(key);
}

const QUESTIONS = 'SELECT kind, body FROM campaign_questions WHERE user_id = ? AND ticker = ? ORDER BY id';
const DROP_QUESTIONS = 'DELETE FROM campaign_questions WHERE user_id = ? AND ticker = ?';
const QUESTION = 'INSERT INTO campaign_questions (user_id, ticker, kind, body) VALUES (?, ?, ?, ?)';

function replaceQuestions(tx: Tx, { userId, ticker }: Told, grouping: Grouping): void {
  const asked = (kind: string, bodies: readonly object[]) =>
    bodies.map((body) => ({ kind, body: JSON.stringify(body) }));
  const now = [
    ...asked('suggestion', grouping.suggestions),
    ...asked('problem', grouping.problems),
    ...asked('unassigned', grouping.unassigned),
  ];
  type Asked = (typeof now)[number];
  const before = statement<[string, string], Asked>(tx, QUESTIONS).all(userId, ticker);
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  statement<[string, string]>(tx, DROP_QUESTIONS).run(userId, ticker);
  const insert = statement<[string, string, string, string]>(tx, QUESTION);
  for (const { kind, body } of now) insert.run(userId, ticker, kind, body);
}

const NOTE_TOLD = `INSERT INTO told_tickers VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET as_of = excluded.as_of, raw_id = excluded.raw_id`;

export function noteTold(tx: Tx, { userId, ticker }: Told, asOf: IsoDate, rawId: number): void {
  statement<[string, string, IsoDate, number]>(tx, NOTE_TOLD).run(userId, ticker, asOf, rawId);
}

/** Nothing is left of it, or nothing ever was. */
export function forgetTold(tx: Tx, { userId, ticker }: Told): void {
  const sql = 'DELETE FROM told_tickers WHERE user_id = ? AND ticker = ?';
  statement<[string, string]>(tx, sql).run(userId, ticker);
}

const LAST = 'SELECT raw_id AS rawId FROM told_tickers WHERE user_id = ? AND ticker = ?';

/** The newest row there was when the ticker was told last; null where it never was. */
export function lastTold(tx: Tx, userId: string, ticker: string): number | null {
  return statement<[string, string], { readonly rawId: number }>(tx, LAST).get(userId, ticker)?.rawId ?? null;
}

const CHANGE = 'INSERT INTO campaign_changes (user_id, campaign_id, changed_at, message) VALUES (?, ?, ?, ?)';

export function noteChange(tx: Tx, userId: string, campaignId: string, at: number, message: string): void {
  statement<[string, string, number, string]>(tx, CHANGE).run(userId, campaignId, at, message);
}
