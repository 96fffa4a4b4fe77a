/**
 * Rule: an assignment is one event that the broker books as two rows, the contract going and the shares coming at
 * exactly the strike; one without the other is not booked at all. Example: 2 contracts of a 59 put are removed and 200
 * shares appear at 59.00 five minutes earlier: one assignment. Two removals of 1 contract may share one row of 200.
 */
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { product } from '../../../../lib/rounding.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Transaction } from '../types.ts';
import { addingUp } from './adding-up.ts';
import { bringsShares, compareIds, removalDate } from './events.ts';
import { lonelyAmong } from './lonely-shares.ts';
import { isStrike } from './strikes.ts';

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

export function matchHalves(rows: readonly Transaction[]): Halves {
  const removals = rows.filter(wantsShares).toSorted(byInstant);
  const free = new Set(rows.filter(mayBeHalf));
  const deliveries: Delivery[] = [];
  const open = new Set(removals);
  for (const share of [...free].toSorted(byInstant)) {
    const group = groupFor(share, [...open]);
    if (group === null) continue;
    free.delete(share);
    for (const removal of group) {
      open.delete(removal);
      deliveries.push({ removal, shares: [{ row: share, quantityE8: signedShares(removal) }] });
    }
  }
  for (const removal of [...open]) {
    const parts = partsFor(removal, [...free]);
    if (parts === null) continue;
    open.delete(removal);
    for (const row of parts) free.delete(row);
    deliveries.push({ removal, shares: parts.map((row) => ({ row, quantityE8: row.quantityE8 })) });
  }
  return {
    deliveries,
    lonelyRemovals: [...open],
    lonelyShares: lonelyAmong([...free], rows, [...open]),
  };
}

/** Removals that together moved exactly what this row moved, the nearest in time. */
function groupFor(share: Transaction, removals: readonly Transaction[]): readonly Transaction[] | null {
  const fitting = removals.filter((removal) => fits(share, removal)).toSorted(nearest(share));
  return addingUp(fitting, signedShares, share.quantityE8);
}

/** Share rows that together are what this removal moved. */
function partsFor(removal: Transaction, shares: readonly Transaction[]): readonly Transaction[] | null {
  const fitting = shares.filter((share) => fits(share, removal)).toSorted(nearest(removal));
  return addingUp(fitting, ({ quantityE8 }) => quantityE8, signedShares(removal));
}

function fits(share: Transaction, removal: Transaction): boolean {
  const contract = contractOf(removal);
  if (contract === null || share.priceE6 === null) return false;
  if (Math.sign(share.quantityE8) !== Math.sign(signedShares(removal))) return false;
  return isStrike(share.priceE6, contract) && isNearInTime(share, removal, contract);
}

function isNearInTime(share: Transaction, removal: Transaction, contract: OptionContract): boolean {
  const [a, b] = [removalDate(share, contract), removalDate(removal, contract)].toSorted();
  return a === b || sessionsBetween(a ?? '', b ?? '', 2) <= 1;
}

/** Shares moved: contracts x deliverable, + towards us. The sign of a removal says nothing: it goes toward zero. */
export function signedShares(removal: Transaction): number {
  const contract = contractOf(removal);
  if (contract === null) return 0;
  const shares = product(Math.abs(removal.quantityE8), contract.deliverableE8, -8);
  return bringsShares(removal) ? shares : -shares;
}

function wantsShares(row: Transaction): boolean {
  const contract = contractOf(row);
  return (
    (row.kind === 'ASSIGNMENT' || row.kind === 'EXERCISE') && contract !== null && contract.deliverableE8 > 0
  );
}

function mayBeHalf(row: Transaction): boolean {
  return row.kind === 'TRADE' && row.instrument?.kind === 'SHARE' && row.orderId === null;
}

function contractOf({ instrument }: Transaction): OptionContract | null {
  return instrument?.kind === 'OPTION' ? instrument : null;
}

function byInstant(a: Transaction, b: Transaction): number {
  return a.executedAt - b.executedAt || compareIds(a.id, b.id) || a.part - b.part;
}

function nearest(to: Transaction) {
  return (a: Transaction, b: Transaction) =>
    Math.abs(a.executedAt - to.executedAt) - Math.abs(b.executedAt - to.executedAt) || byInstant(a, b);
}
