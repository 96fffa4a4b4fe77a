/**
 * Rule: shares change hands at the strike, to half a cent a share, and after a split at the part of it that the split has
 * made. Example: a contract of 50 that delivers 150 shares for 5000.00 moves them at 33.33.
 */
import { type OptionContract, UNIT_E8 } from '../../../../model/instrument.ts';

const HALF_CENT_E6 = 5_000;

export function isStrike(priceE6: number, { strikeE6, multiplier, deliverableE8 }: OptionContract): boolean {
  const deliverable = deliverableE8 / UNIT_E8;
  return Math.abs(priceE6 * deliverable - strikeE6 * multiplier) < HALF_CENT_E6 * deliverable;
}

/** The k-th part of the strike, of a contract that has its usual shares. */
export function isPartOfStrike(priceE6: number, contract: OptionContract, ratio: number): boolean {
  const offE6 = Math.abs(priceE6 * ratio - contract.strikeE6);
  return Number.isInteger(ratio) && ratio > 1 && isStandard(contract) && offE6 <= HALF_CENT_E6 * ratio;
}

export function isStandard({ multiplier, deliverableE8 }: OptionContract): boolean {
  return deliverableE8 === multiplier * UNIT_E8;
}
