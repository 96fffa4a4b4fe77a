/**
 * Rule: what a campaign's rows come to: all of its cash; of that the premium, the dividends and what contracts sold to
 * open brought; and the fees, which are in the cash already. Example: a put sold for 149.34 and bought back for 50.66:
 * cash and premium 98.68, fees 1.32, sold to open 149.34.
 */
import type { Slice } from '../story/drafts.ts';
import type { Allocation } from '../types.ts';

export interface Sums {
  readonly cashE4: number;
  readonly premiumE4: number;
  readonly dividendsE4: number;
  readonly feesE4: number;
  /** What contracts sold to open brought. */
  readonly soldE4: number;
}

export function sumsOf(slices: readonly Slice[], allocations: readonly Allocation[]): Sums {
  const sums = { cashE4: 0, premiumE4: 0, dividendsE4: 0, feesE4: 0, soldE4: 0 };
  for (const [i, { cashE4, feesE4, premiumE4, role, quantityE8 }] of allocations.entries()) {
    sums.cashE4 += cashE4;
    sums.feesE4 += feesE4;
    if (role === 'INCOME') sums.dividendsE4 += cashE4;
    sums.premiumE4 += premiumE4;
    if (slices[i]?.effect.kind === 'open' && quantityE8 < 0) sums.soldE4 += cashE4;
  }
  return sums;
}
