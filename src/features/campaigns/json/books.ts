import * as z from 'zod';
import { E4, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { brokerKinds } from '../../../model/broker.ts';
import { CURRENCIES } from '../../../model/money.ts';
import { isBalanced, type Verdict } from '../engine/balance/balance.ts';
import type { Balance, Difference, Line } from '../engine/balance/types.ts';

const decimal = z.string();
const states = z.enum(['agrees', 'carried', 'waiting', 'differs']);
const account = z.strictObject({ id: z.string(), name: z.string(), broker: z.enum(brokerKinds) });

export const booksShape = z.strictObject({
  balanced: z.boolean(),
  /** How many differ, and how many are awaited. */
  contracts: z.number(),
  shares: z.number(),
  cash: z.number(),
  waiting: z.number(),
  accounts: z.array(
    z.strictObject({
      account,
      currency: z.enum(CURRENCIES),
      asked_at: z.iso.datetime(),
      rows_since: z.iso.date().nullable(),
      /** null where the broker does not say, or the rows do not tell all. */
      cash: z
        .strictObject({ before: decimal, rows: decimal, broker: decimal, difference: decimal, state: states })
        .nullable(),
      positions: z.array(
        z.strictObject({
          ticker: z.string(),
          /** null: shares. */
          symbol: z.string().nullable(),
          before: decimal,
          rows: decimal,
          broker: decimal,
          difference: decimal,
          state: states,
          cause: z.string().nullable(),
          /** The records of the rows that say so. */
          records: z.array(z.number()),
        }),
      ),
    }),
  ),
  not_compared: z.array(account),
});

interface Named extends z.infer<typeof account> {}

interface Shown {
  readonly balances: readonly Balance[];
  readonly verdict: Verdict;
  readonly unknown: readonly Named[];
}

const quantity = (countE8: number) => formatScaled(countE8, E8);
const money = (amountE4: number) => formatFixed(amountE4, E4, 2);

export function booksJson(
  { balances, verdict, unknown }: Shown,
  accounts: readonly Named[],
): z.infer<typeof booksShape> {
  const { options, shares, cash, waiting } = verdict;
  return {
    balanced: isBalanced(verdict),
    ...{ contracts: options, shares, cash, waiting },
    accounts: accounts.flatMap((each) =>
      balances.filter(({ account }) => account === each.id).map((balance) => accountJson(each, balance)),
    ),
    not_compared: unknown.map(named),
  };
}

function named({ id, name, broker }: Named): Named {
  return { id, name, broker };
}

function accountJson(account: Named, { currency, readAt, begins, cash, differences, agreeing }: Balance) {
  return {
    account: named(account),
    currency,
    asked_at: new Date(readAt).toISOString(),
    rows_since: begins,
    cash: cash && {
      before: money(cash.carriedE4),
      rows: money(cash.rowsE4),
      broker: money(cash.brokerE4),
      difference: money(cash.byE4),
      state: cash.state,
    },
    positions: [...differences.map(differenceJson), ...agreeing.map(agreeingJson)],
  };
}

function differenceJson(difference: Difference) {
  const { cause, state, rows } = difference;
  const records = [...new Set(rows.map(({ record }) => record))];
  return { ...lineJson(difference), state, cause: cause.kind, records };
}

function agreeingJson(line: Line) {
  const state = line.carriedE8 === 0 ? ('agrees' as const) : ('carried' as const);
  return { ...lineJson(line), state, cause: null, records: [] };
}

function lineJson({ instrument, rowsE8, carriedE8, brokerE8, byE8 }: Line) {
  return {
    ticker: instrument.ticker,
    symbol: instrument.kind === 'OPTION' ? instrument.symbol : null,
    before: quantity(carriedE8),
    rows: quantity(rowsE8),
    broker: quantity(brokerE8),
    difference: quantity(byE8),
  };
}
