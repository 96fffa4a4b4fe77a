import type { Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { Currency } from '../../../model/money.ts';
import type { Campaign } from '../engine/types.ts';
import { tradeValuesOf, type Value, valuesOf } from './columns.ts';

/** Whose ticker, and in which currency each of their accounts is kept. */
export interface Told {
  readonly userId: string;
  readonly ticker: string;
  readonly currencyOf: (account: string) => Currency;
}

/** A campaign as it stands in the tables: its own values, and those of each of its rows in their order. */
export interface Line {
  readonly values: readonly Value[];
  readonly trades: readonly (readonly Value[])[];
}

export interface Kept extends Line {
  readonly key: number;
}

export function lineOf({ userId, currencyOf }: Told, campaign: Campaign): Line {
  return {
    values: valuesOf(userId, campaign, currencyOf(campaign.account)),
    trades: campaign.allocations.map(tradeValuesOf),
  };
}

const CAMPAIGNS = 'SELECT * FROM campaigns WHERE user_id = ? AND ticker = ? ORDER BY key';
const TRADES = `SELECT t.* FROM campaigns c CROSS JOIN campaign_trades t ON t.campaign_key = c.key
  WHERE c.user_id = ? AND c.ticker = ? ORDER BY t.campaign_key, t.position`;

/** What stands there of a ticker, by the campaigns' ids: as plain values, for nobody needs to understand them. */
export function linesOf(tx: Tx, { userId, ticker }: Told): Map<unknown, Kept> {
  const all = (sql: string) =>
    statement<[string, string]>(tx, sql).raw().all(userId, ticker) as readonly (readonly Value[])[];
  const trades = Map.groupBy(all(TRADES), ([key]) => key);
  return new Map(
    all(CAMPAIGNS).map(([key, ...values]) => {
      const own = trades.get(key) ?? [];
      // After the owner comes the campaign's id.
      return [values[1], { key: Number(key), values, trades: own.map((trade) => trade.slice(KEYS)) }];
    }),
  );
}

/** Before a row's values stand its campaign and its position. */
const KEYS = 2;

export function isSame(a: Line, b: Line): boolean {
  return (
    isSameList(a.values, b.values) &&
    a.trades.length === b.trades.length &&
    a.trades.every((trade, position) => isSameList(trade, b.trades[position] ?? []))
  );
}

function isSameList(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
