/**
 * Rule: what a campaign comes to at a price of the underlying: its cash, its open contracts at what they are worth if
 * they ended there, its shares at that price. Contracts of several expiries are all read so. Example: a put 50 sold for
 * 149.34 comes to 149.34 at 50, and to -350.66 at 45.
 */
import { quotient, roundedQuotient, tenTo } from '../../../../lib/rounding.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { OpenContracts } from '../types.ts';

export interface OpenPosition {
  /** What is realised and what is carried together: the cash, and what shares cost that came without any. */
  readonly cashE4: number;
  readonly openLegs: readonly OpenContracts[];
  readonly sharesE8: number;
}

/** To a ten-thousandth of the currency. */
export function payoffAt(position: OpenPosition, priceE6: number): number {
  return Number(roundedQuotient(worthAt(position, priceE6), tenTo(18)));
}

/** The same unrounded, with 22 digits behind the point. */
export function worthAt({ cashE4, openLegs, sharesE8 }: OpenPosition, priceE6: number): bigint {
  const plain = BigInt(cashE4) * tenTo(18) + BigInt(sharesE8) * BigInt(priceE6) * tenTo(8);
  return openLegs.reduce(
    (sum, { contract, quantityE8 }) => sum + BigInt(quantityE8) * intrinsic(contract, priceE6),
    plain,
  );
}

/** The prices at which the payoff bends: nothing, and every strike. */
export function bendsOf({ openLegs }: OpenPosition): readonly number[] {
  const strikes = openLegs.map(({ contract }) =>
    quotient(contract.strikeE6 * contract.multiplier, unitsE8(contract), 8),
  );
  return [...new Set([0, ...strikes])].toSorted((a, b) => a - b);
}

/** Of one contract, with 14 digits: what it delivers at the price, against what is paid for it. */
function intrinsic(contract: OptionContract, priceE6: number): bigint {
  const { strikeE6, multiplier, type } = contract;
  const worth = BigInt(unitsE8(contract)) * BigInt(priceE6);
  const over = worth - BigInt(strikeE6) * BigInt(multiplier) * tenTo(8);
  const gain = type === 'CALL' ? over : -over;
  return gain > 0n ? gain : 0n;
}

/** An index delivers none: its cash is the multiplier's. */
function unitsE8({ deliverableE8, multiplier }: OptionContract): number {
  return deliverableE8 || multiplier * 100_000_000;
}
