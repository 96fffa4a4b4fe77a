/**
 * Rule: what is divided is divided by running totals: the first k parts are what falls to them of the whole, and each part
 * is the difference, so nothing is lost and the last takes the rest. Example: 100 by 1, 1 and 1: 33, 34 and 33.
 */
import { proportion } from '../../../lib/rounding.ts';

/** By their weights in `whole`; what no weight stands for stays over. */
export function partsOf(
  amount: number,
  weights: readonly number[],
  whole: number,
  rounded: (amount: number) => number = (part) => part,
): readonly number[] {
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    const upTo = before === whole ? amount : rounded(proportion(amount, before, whole));
    const part = upTo - given;
    given += part;
    return part;
  });
}
