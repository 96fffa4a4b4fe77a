/**
 * Rule: what a decision has changed are the campaigns that have other rows or other figures than before. Example: one of
 * three puts moved to a new campaign: the old one, which has two now, and the new one.
 */
import type { Campaign } from '../types.ts';

export type Figured = Pick<
  Campaign,
  'id' | 'account' | 'strategy' | 'realisedE4' | 'realisedTaxE4' | 'basis' | 'allocations'
>;

/** Those that are not there, or not as they are here. */
export function onlyIn<T extends Figured>(here: readonly T[], there: readonly Figured[]): readonly T[] {
  const known = new Set(there.map(textOf));
  return here.filter((each) => !known.has(textOf(each)));
}

function textOf({ id, strategy, realisedE4, realisedTaxE4, basis, allocations }: Figured): string {
  const figures = [id, strategy, realisedE4, realisedTaxE4, basis?.economicE4, basis?.taxE4];
  const rows = allocations.map(({ transactionId, part, quantityE8, cashE4, role }) => [
    ...[transactionId, part, quantityE8],
    ...[cashE4, role],
  ]);
  return JSON.stringify([figures, rows]);
}
