/**
 * Rule: a row that several campaigns share is shared in cash as in quantity: its price exactly by quantity, its fees to
 * the cent, half up, in the order the campaigns began; the last takes the rest. Example: 4 contracts bought back for
 * 200.00 and 2.65 of fees, 3 of one campaign and 1 of another: 150.00 and 1.99, 50.00 and 0.66.
 */
import { proportion } from '../../../../lib/rounding.ts';
import type { Event } from '../rows/events.ts';
import type { Slice } from '../story/drafts.ts';

export interface Share {
  readonly cashE4: number;
  readonly feesE4: number;
}

const CENT_E4 = 100;

/** `rest` is the weight of the row that no slice has: it takes its part last. */
export function shareRow(
  { row }: Event,
  slices: readonly Slice[],
  restE8: number,
): { readonly of: ReadonlyMap<Slice, Share>; readonly rest: Share } {
  const fees = Object.values(row.feesE4).reduce((sum, fee) => sum + fee, 0);
  const gross = row.netE4 + fees;
  const total = slices.reduce((sum, { weightE8 }) => sum + weightE8, restE8) || 1;
  const of = new Map<Slice, Share>();
  let weight = 0;
  let grossGiven = 0;
  let feesGiven = 0;
  for (const [i, slice] of slices.entries()) {
    weight += slice.weightE8;
    const isLast = restE8 === 0 && i === slices.length - 1;
    const grossPart = isLast ? gross - grossGiven : cents(proportion(gross, weight, total)) - grossGiven;
    const feesPart = isLast ? fees - feesGiven : cents(proportion(fees, slice.weightE8, total));
    grossGiven += grossPart;
    feesGiven += feesPart;
    of.set(slice, { cashE4: grossPart - feesPart, feesE4: feesPart });
  }
  return { of, rest: { cashE4: gross - grossGiven - (fees - feesGiven), feesE4: fees - feesGiven } };
}

/** To the cent, half away from zero. */
export function cents(amountE4: number): number {
  return Math.sign(amountE4) * Math.floor((Math.abs(amountE4) + CENT_E4 / 2) / CENT_E4) * CENT_E4;
}
