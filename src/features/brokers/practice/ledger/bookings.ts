/** Rows as the broker books them; each adds up by itself. */
import { addDays } from '../../../../lib/dates.ts';
import type { Instrument, OptionContract } from '../../../../model/instrument.ts';
import { feesOf, totalOf } from './fees.ts';
import type { Draft, Move } from './postings.ts';

const ONE_E8 = 100_000_000;
const HUNDREDTH_E6 = 10_000;

/** One part of an order that was filled at once. */
export interface Fill {
  readonly instrument: Instrument;
  /** + bought. */
  readonly count: number;
  readonly cents: number;
  readonly effect: 'OPENING' | 'CLOSING';
}

type Who = Pick<Draft, 'account' | 'story'>;

const QUIET = {
  status: 'VALID',
  description: null,
  order: null,
  fees: [],
  moves: [],
  by: null,
  change: null,
} as const;

export function tradeOf(who: Who, at: number, order: object, fills: readonly Fill[]): Draft {
  const moves = fills.map(moveOf);
  const fees = fills.flatMap(({ instrument, count }, i) => feesOf(instrument, count, moves[i]?.costE4 ?? 0));
  const netE4 = moves.reduce((sum, { costE4 }) => sum + costE4, -totalOf(fees));
  return { ...QUIET, ...who, bookedAt: at, time: at, type: 'TRADE', order, netE4, fees, moves };
}

function moveOf({ instrument, count, cents, effect }: Fill): Move {
  const multiplier = instrument.kind === 'OPTION' ? instrument.multiplier : 1;
  return {
    instrument,
    quantityE8: Math.round(count * ONE_E8),
    priceE6: cents * HUNDREDTH_E6,
    costE4: -Math.round(count * cents * 100) * multiplier + 0,
    effect,
  };
}

/** Shares that come or go at the strike, by no order; Schwab takes the seller's fee, and names the company. */
export function deliveryOf(
  who: Who,
  at: number,
  name: string,
  contract: OptionContract,
  shares: number,
): Draft {
  const instrument = { kind: 'SHARE', ticker: contract.ticker } as const;
  const costE4 = -Math.round((shares * contract.strikeE6) / 100) + 0;
  const fees = shares < 0 ? feesOf(instrument, shares, costE4).slice(0, 2) : [];
  const move: Move = {
    instrument,
    quantityE8: shares * ONE_E8,
    priceE6: contract.strikeE6,
    costE4,
    effect: shares > 0 ? 'OPENING' : 'CLOSING',
  };
  const netE4 = costE4 - totalOf(fees);
  return {
    ...QUIET,
    ...who,
    ...{ bookedAt: at, time: at, type: 'TRADE', description: name, netE4, fees, moves: [move], by: contract },
  };
}

export type Ending = 'Expiration' | 'Assignment' | 'Exercise';

/** `count` goes toward zero; cash only where the contract is settled in it. */
export function removalOf(
  who: Who,
  at: number,
  [ending, name]: readonly [Ending, string],
  { contract, count }: { readonly contract: OptionContract; readonly count: number },
  cashE4 = 0,
): Draft {
  const move: Move = {
    instrument: contract,
    quantityE8: count * ONE_E8,
    priceE6: 0,
    costE4: cashE4,
    effect: 'CLOSING',
  };
  const description = `Removed due to ${ending} ${contractWords(contract, name)}`;
  return {
    ...QUIET,
    ...who,
    ...{ bookedAt: at, time: at, type: 'RECEIVE_AND_DELIVER', description, netE4: cashE4, moves: [move] },
  };
}

/** `PUT FORD MTR CO DEL $12 EXP 04/17/26` */
export function contractWords({ type, strikeE6, expiresOn }: OptionContract, name: string): string {
  const [year = '', month, day] = expiresOn.split('-');
  return `${type} ${name} $${strikeE6 / 1e6} EXP ${month}/${day}/${year.slice(2)}`;
}

/** Cash alone: dividends, interest, deposits, journals, and notes that move none. */
export function cashOf(who: Who, at: number, type: string, description: string, netE4: number): Draft {
  return { ...QUIET, ...who, bookedAt: at, time: at, type, description, netE4 };
}

/** Shares alone: splits and transfers. */
export function sharesOf(who: Who, at: number, description: string, ticker: string, shares: number): Draft {
  const instrument = { kind: 'SHARE', ticker } as const;
  const move = { instrument, quantityE8: shares * ONE_E8, priceE6: 0, costE4: 0, effect: null };
  return {
    ...QUIET,
    ...who,
    ...{ bookedAt: at, time: at, type: 'RECEIVE_AND_DELIVER', description, netE4: 0, moves: [move] },
  };
}

/** A dividend that came back as shares, to a ten-thousandth of one; by no order. */
export function reinvestmentOf(
  who: Who,
  at: number,
  [ticker, name]: readonly [string, string],
  paidE4: number,
  cents: number,
): Draft {
  const quantityE8 = Math.round(paidE4 / cents) * 1_000_000;
  const instrument = { kind: 'SHARE', ticker } as const;
  const move = {
    instrument,
    quantityE8,
    priceE6: cents * HUNDREDTH_E6,
    costE4: -paidE4,
    effect: 'OPENING',
  } as const;
  return {
    ...QUIET,
    ...who,
    ...{ bookedAt: at, time: at, type: 'TRADE', description: name, netE4: -paidE4, moves: [move] },
  };
}

/** The morning after, in New York's night: shares first, the contracts a few minutes later. */
export function morningAfter(date: string, minute: number, second: number): number {
  const time = `07:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`;
  return Date.parse(`${addDays(date, 1)}T${time}Z`);
}
