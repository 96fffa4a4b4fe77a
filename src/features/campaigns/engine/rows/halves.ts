/**
 * Rule: an assignment is one event that the broker books as two rows, the contract going and the shares coming at
 * exactly the strike; one without the other is not booked at all. Several removals may share one row of shares, or one
 * removal have several; what adds up neither way may add up as a whole. Example: 2 contracts of a 59 put are removed and
 * 200 shares appear at 59.00 five minutes earlier: one assignment.
 */
import type { Transaction } from '../types.ts';
import { addingUp } from './adding-up.ts';
import { byInstant, fits, nearestTo, type Removal, signedShares } from './fitting.ts';
import { lonelyAmong } from './lonely-shares.ts';

/** A removal with the shares it moved: 2 contracts, and of which rows how many shares. */
export interface Delivery {
  readonly removal: Transaction;
  readonly shares: readonly { readonly row: Transaction; readonly quantityE8: number }[];
}

export interface Halves {
  readonly deliveries: readonly Delivery[];
  readonly lonelyRemovals: readonly Transaction[];
  readonly lonelyShares: readonly Transaction[];
}

/** Removals, and the rows of shares they moved together. */
interface Joined {
  readonly removals: readonly Removal[];
  readonly shares: readonly Transaction[];
}

export function matchHalves(rows: readonly Transaction[]): Halves {
  let removals = rows.filter(wantsShares).toSorted(byInstant);
  let shares = rows.filter(mayBeHalf).toSorted(byInstant);
  const deliveries: Delivery[] = [];
  const book = (joined: Joined | null) => {
    if (joined === null) return;
    removals = removals.filter((removal) => !joined.removals.includes(removal));
    shares = shares.filter((share) => !joined.shares.includes(share));
    deliveries.push(...dealOut(joined));
  };
  for (const share of shares) book(removalsFor(share, removals));
  for (const removal of removals) book(sharesFor(removal, shares));
  for (const removal of removals) if (removals.includes(removal)) book(allFor(removal, removals, shares));
  return { deliveries, lonelyRemovals: removals, lonelyShares: lonelyAmong(shares, rows, removals) };
}

/** Removals that together moved exactly what this row moved, the nearest in time. */
function removalsFor(share: Transaction, removals: readonly Removal[]): Joined | null {
  const fitting = removals.filter((removal) => fits(share, removal)).toSorted(nearestTo(share));
  const found = addingUp(fitting, signedShares, share.quantityE8);
  return found && { removals: found, shares: [share] };
}

/** Share rows that together are what this removal moved. */
function sharesFor(removal: Removal, shares: readonly Transaction[]): Joined | null {
  const fitting = shares.filter((share) => fits(share, removal)).toSorted(nearestTo(removal));
  const found = addingUp(fitting, ({ quantityE8 }) => quantityE8, signedShares(removal));
  return found && { removals: [removal], shares: found };
}

/** All that is left of both at one strike and time, where it adds up: +200 and +300 shares, 1 and 4 contracts. */
function allFor(
  removal: Removal,
  removals: readonly Removal[],
  shares: readonly Transaction[],
): Joined | null {
  const came = shares.filter((share) => fits(share, removal));
  const went = removals.filter((other) => came.every((share) => fits(share, other)));
  const missing = came.reduce((sum, { quantityE8 }) => sum - quantityE8, total(went));
  return came.length > 0 && missing === 0 ? { removals: went, shares: came } : null;
}

function total(removals: readonly Removal[]): number {
  return removals.reduce((sum, removal) => sum + signedShares(removal), 0);
}

/** Row by row to removal by removal, both in their order. */
function dealOut({ removals, shares }: Joined): readonly Delivery[] {
  const left = shares.map((row) => ({ row, sizeE8: Math.abs(row.quantityE8) }));
  return removals.map((removal) => {
    const side = Math.sign(signedShares(removal));
    let wanted = Math.abs(signedShares(removal));
    const parts = left.map((share) => {
      const countE8 = Math.min(wanted, share.sizeE8);
      wanted -= countE8;
      share.sizeE8 -= countE8;
      return { row: share.row, quantityE8: side * countE8 };
    });
    return { removal, shares: parts.filter(({ quantityE8 }) => quantityE8 !== 0) };
  });
}

function wantsShares(row: Transaction): row is Removal {
  const isDelivery = row.kind === 'ASSIGNMENT' || row.kind === 'EXERCISE';
  return isDelivery && row.instrument?.kind === 'OPTION' && row.instrument.deliverableE8 > 0;
}

function mayBeHalf(row: Transaction): boolean {
  return row.kind === 'TRADE' && row.instrument?.kind === 'SHARE' && row.orderId === null;
}
