/**
 * Rule: a campaign never spans accounts, but the cost of shares travels from one account to another with them. What they
 * cost where they come to is known once it is known where they left, so it is asked again until nothing more becomes
 * known. Example: moved from A to B and on to C: B is told in the second round, C in the third.
 */
import { type Arrivals, rowKey } from './books/costs.ts';
import type { Departure } from './books/departures.ts';
import type { Both } from './books/holdings.ts';
import { ownTransfers } from './rows/own-transfers.ts';
import type { Transaction } from './types.ts';

interface Told {
  readonly departures: ReadonlyMap<string, Departure>;
}

/** Tells each world, those again to which shares of known cost have come. Each move becomes known once, so it ends. */
export function tellWithCosts<T extends Told>(
  worlds: readonly (readonly Transaction[])[],
  tell: (rows: readonly Transaction[], arrivals: Arrivals) => T,
): readonly T[] {
  const transfers = ownTransfers(worlds.flat());
  const arrivals = new Map<string, Both>();
  const told = worlds.map((world) => tell(world, arrivals));
  for (;;) {
    const departures = new Map(told.flatMap((each) => [...each.departures]));
    const fresh = new Set<Transaction>();
    for (const { left, came } of transfers) {
      const cost = departures.get(rowKey(left));
      if (arrivals.has(rowKey(came)) || !cost || !isKnown(cost, left)) continue;
      arrivals.set(rowKey(came), cost);
      fresh.add(came);
    }
    if (fresh.size === 0) return told;
    for (const [i, world] of worlds.entries())
      if (world.some((row) => fresh.has(row))) told[i] = tell(world, arrivals);
  }
}

function isKnown({ isUnknown, sharesE8 }: Departure, left: Transaction): boolean {
  return !isUnknown && sharesE8 === Math.abs(left.quantityE8);
}
