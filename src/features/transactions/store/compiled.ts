import type { Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Problem, Transaction } from '../../../model/transaction.ts';
import { type Columns, toTransaction } from './columns.ts';

/** Whose row it is, and which version of it is meant. */
export interface Compiled {
  readonly userId: string;
  readonly accountId: string;
  readonly activityId: string;
  readonly rawId: number;
}

const INSERT = `INSERT INTO transactions (user_id, account_id, raw_id, activity_id, part, order_id, executed_at, traded_on,
    has_time, effective_on, kind, ticker, symbol, expires_on, option_type, strike_e6, multiplier, deliverable_e8,
    quantity_e8, price_e6, effect, fees, net_e4, currency, description)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const REPLACE = `${INSERT} ON CONFLICT (account_id, activity_id, part) DO UPDATE SET raw_id = excluded.raw_id, order_id = excluded.order_id,
    executed_at = excluded.executed_at, traded_on = excluded.traded_on, has_time = excluded.has_time,
    effective_on = excluded.effective_on, kind = excluded.kind, ticker = excluded.ticker, symbol = excluded.symbol,
    expires_on = excluded.expires_on, option_type = excluded.option_type, strike_e6 = excluded.strike_e6,
    multiplier = excluded.multiplier, deliverable_e8 = excluded.deliverable_e8, quantity_e8 = excluded.quantity_e8,
    price_e6 = excluded.price_e6, effect = excluded.effect, fees = excluded.fees, net_e4 = excluded.net_e4,
    currency = excluded.currency, description = excluded.description`;

/** One of a row that was never there. To look whether it was would double what it costs. */
export function insertTransaction(tx: Tx, owner: Compiled, row: Transaction): void {
  statement(tx, INSERT).run(...valuesOf(owner, row));
}

/** A corrected transaction keeps its number. */
export function saveTransaction(tx: Tx, owner: Compiled, row: Transaction): void {
  statement(tx, REPLACE).run(...valuesOf(owner, row));
}

function valuesOf(owner: Compiled, row: Transaction): readonly unknown[] {
  const { instrument } = row;
  const option = instrument?.kind === 'OPTION' ? instrument : null;
  return [
    owner.userId,
    owner.accountId,
    owner.rawId,
    owner.activityId,
    row.part,
    row.orderId,
    row.executedAt,
    row.tradedOn,
    row.hasTime ? 1 : 0,
    row.effectiveOn,
    row.kind,
    instrument?.ticker ?? null,
    option?.symbol ?? null,
    option?.expiresOn ?? null,
    option?.type ?? null,
    option?.strikeE6 ?? null,
    option?.multiplier ?? null,
    option?.deliverableE8 ?? null,
    row.quantityE8,
    row.priceE6,
    row.effect,
    JSON.stringify(row.feesE4),
    row.netE4,
    row.currency,
    row.description,
  ];
}

const OF_ACTIVITY = 'SELECT * FROM transactions WHERE account_id = ? AND activity_id = ? ORDER BY part';

export function compiledOf(tx: Tx, accountId: string, activityId: string): readonly Transaction[] {
  return statement<[string, string], Columns>(tx, OF_ACTIVITY).all(accountId, activityId).map(toTransaction);
}

const DROP =
  'DELETE FROM transactions WHERE account_id = ? AND activity_id = ? AND part NOT IN (SELECT value FROM json_each(?))';

// CROSS: from the few asked for to the rows; the planner would rather walk through all of the account.
const SIGNS = `SELECT activity_id AS id, part, kind, ticker FROM json_each(?) ids CROSS JOIN transactions t
  ON t.account_id = ? AND t.activity_id = ids.value ORDER BY part`;

interface Sign {
  readonly id: string;
  readonly part: number;
  readonly kind: string;
  readonly ticker: string | null;
}

/** What these activities were taken for, in a word each. */
export function signsOf(tx: Tx, accountId: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const signs = new Map<string, string>();
  if (ids.length === 0) return signs;
  const found = statement<[string, string], Sign>(tx, SIGNS).all(JSON.stringify(ids), accountId);
  for (const { id, ...sign } of found) signs.set(id, (signs.get(id) ?? '') + signOf(sign));
  return signs;
}

export function signOf({ part, kind, ticker }: Omit<Sign, 'id'>): string {
  return `${part} ${kind} ${ticker ?? ''};`;
}

/** All but these parts of it. */
export function dropOtherParts(
  tx: Tx,
  accountId: string,
  activityId: string,
  parts: readonly number[],
): void {
  statement<[string, string, string]>(tx, DROP).run(accountId, activityId, JSON.stringify(parts));
}

export function saveProblem(tx: Tx, rawId: number, { code, message }: Problem): void {
  const sql = 'INSERT OR IGNORE INTO row_problems VALUES (?, ?, ?)';
  statement<[number, string, string]>(tx, sql).run(rawId, code, message);
}

export function dropProblems(tx: Tx, rawId: number): void {
  statement<[number]>(tx, 'DELETE FROM row_problems WHERE raw_id = ?').run(rawId);
}
