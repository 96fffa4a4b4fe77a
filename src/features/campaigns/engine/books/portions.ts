/**
 * Rule: a row that several campaigns share is divided in cash as in quantity: its price exactly by quantity, its fees to
 * the cent, half up, in the order the campaigns began; the last takes the rest. Example: 4 contracts bought back for
 * 200.00 and 2.65 of fees, 3 of one campaign and 1 of another: 150.00 and 1.99, 50.00 and 0.66.
 */
import { proportion } from '../../../../lib/rounding.ts';
import { partsOf } from '../parts.ts';
import type { Slice } from '../story/drafts.ts';
import type { Transaction } from '../types.ts';

/** What falls to a slice of the money of its row. */
export interface Portion {
  readonly cashE4: number;
  readonly feesE4: number;
}

export type Portions = ReadonlyMap<Slice, Portion>;

const CENT_E4 = 100;

/** One of each slice; with `restE8`, the weight that no slice has, one more: the last one takes the rest. */
export function divideRow(
  { netE4, feesE4 }: Transaction,
  slices: readonly Slice[],
  restE8: number,
): readonly Portion[] {
  const fees = Object.values(feesE4).reduce((sum, fee) => sum + fee, 0);
  const dealt = restE8 === 0 ? slices.slice(0, -1) : slices;
  if (dealt.length === 0) return [{ cashE4: netE4, feesE4: fees }];
  const weights = dealt.map(({ weightE8 }) => weightE8);
  const whole = slices.reduce((sum, { weightE8 }) => sum + weightE8, restE8) || 1;
  const gross = withRest(netE4 + fees, partsOf(netE4 + fees, weights, whole, cents));
  const ofFees = withRest(
    fees,
    weights.map((weight) => cents(proportion(fees, weight, whole))),
  );
  return gross.map((part, i) => ({ cashE4: part - (ofFees[i] ?? 0), feesE4: ofFees[i] ?? 0 }));
}

/** And last what is left of the whole. */
function withRest(amount: number, parts: readonly number[]): readonly number[] {
  return [...parts, parts.reduce((rest, part) => rest - part, amount)];
}

/** To the cent, half away from zero. */
export function cents(amountE4: number): number {
  return Math.sign(amountE4) * Math.floor((Math.abs(amountE4) + CENT_E4 / 2) / CENT_E4) * CENT_E4;
}
