/**
 * Rule: what a campaign comes to now is its cash, and its shares and open contracts at their last prices; where one price
 * is missing, the whole is unknown. At expiry it is the payoff. Example: 200
 * shares at 60.41, two 61 calls at 0.72, and -11,283.28 of cash: 654.72.
 */
import { product } from '../../../../lib/rounding.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { bendsOf, type OpenPosition, payoffAt } from '../result/payoff.ts';
import type { Standing } from './links.ts';

/** The last known prices, in millionths, by ticker and by symbol. */
export type PriceOf = (symbol: string) => number | null;

export interface Scenario {
  readonly contract: OptionContract;
  /** Negative: short. */
  readonly quantityE8: number;
  /** The underlying at its strike when it expires. */
  readonly totalE4: number;
}

/** Something open at its last price. */
export interface Valued {
  readonly contract: OptionContract | null;
  readonly quantityE8: number;
  /** null where no price is known. */
  readonly priceE6: number | null;
  readonly worthE4: number | null;
}

export interface Outlook {
  /** Shares first, then contract by contract; with the cash they come to the total. */
  readonly valued: readonly Valued[];
  /** All of it at the last prices; null where one is missing. */
  readonly totalE4: number | null;
  readonly unrealisedE4: number | null;
  readonly underlyingE6: number | null;
  /** With the underlying where it is when all expires. */
  readonly stayingE4: number | null;
  readonly scenarios: readonly Scenario[];
  /** null: without a limit. */
  readonly mostE4: number | null;
  readonly leastE4: number | null;
  readonly position: OpenPosition;
}

/** null where nothing is open, or a cost is unknown. */
export function outlookOf(now: Standing, ticker: string, priceOf: PriceOf): Outlook | null {
  const { cashE4, openLegs, sharesE8, realisedE4 } = now;
  if (cashE4 === null || (openLegs.length === 0 && sharesE8 === 0)) return null;
  const position = { cashE4, openLegs, sharesE8 };
  const underlyingE6 = priceOf(ticker);
  const valued = valuedOf(position, underlyingE6, priceOf);
  const totalE4 = valued.reduce<number | null>(
    (sum, { worthE4 }) => (sum === null || worthE4 === null ? null : sum + worthE4),
    cashE4,
  );
  return {
    ...{ totalE4, underlyingE6, position, valued },
    unrealisedE4: totalE4 === null || realisedE4 === null ? null : totalE4 - realisedE4,
    stayingE4: underlyingE6 === null ? null : payoffAt(position, underlyingE6),
    scenarios: openLegs.map(({ contract, quantityE8 }) => ({
      ...{ contract, quantityE8 },
      totalE4: payoffAt(position, contract.strikeE6),
    })),
    ...extremesOf(position),
  };
}

function valuedOf(
  { openLegs, sharesE8 }: OpenPosition,
  underlyingE6: number | null,
  priceOf: PriceOf,
): readonly Valued[] {
  const shares = { contract: null, quantityE8: sharesE8, priceE6: underlyingE6 };
  const contracts = openLegs.map(({ contract, quantityE8 }) => ({
    ...{ contract, quantityE8 },
    priceE6: priceOf(contract.symbol),
  }));
  return [...(sharesE8 === 0 ? [] : [shares]), ...contracts].map((each) => ({
    ...each,
    worthE4: each.priceE6 === null ? null : worthOf(each.quantityE8, each.priceE6, each.contract),
  }));
}

function worthOf(quantityE8: number, priceE6: number, contract: OptionContract | null): number {
  return product(quantityE8, priceE6, -10) * (contract?.multiplier ?? 1);
}

const BEYOND_E6 = 1_000_000;

/** Between two strikes the line is straight, so the most and the least stand at a strike, at nothing, or nowhere. */
function extremesOf(position: OpenPosition): Pick<Outlook, 'mostE4' | 'leastE4'> {
  const bends = bendsOf(position);
  const worths = bends.map((priceE6) => payoffAt(position, priceE6));
  const last = bends.at(-1) ?? 0;
  const slope = payoffAt(position, last + BEYOND_E6) - (worths.at(-1) ?? 0);
  return {
    mostE4: slope > 0 ? null : Math.max(...worths),
    leastE4: slope < 0 ? null : Math.min(...worths),
  };
}
