/**
 * Rule: an assignment is one event that the broker books as two rows, the contract going and the shares coming at
 * exactly the strike; one without the other is not booked at all. Example: 2 contracts of a 59 put are removed and 200
 * shares appear at 59.00 five minutes earlier: one assignment. Two removals of 1 contract may share one row of 200.
 */
import { addDays } from '../../../../lib/dates.ts';
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { product } from '../../../../lib/rounding.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Transaction } from '../types.ts';
import { bringsShares, compareIds, removalDate } from './events.ts';

const ONE_E8 = 100_000_000;

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
    lonelyShares: [...free].filter((share) => isLonely(share, rows)),
  };
}

/** Removals that together moved exactly what this row moved: the nearest in time, and of those one if one is enough. */
function groupFor(share: Transaction, removals: readonly Transaction[]): readonly Transaction[] | null {
  const fitting = removals.filter((removal) => fits(share, removal)).toSorted(nearest(share));
  for (let count = 1; count <= fitting.length; count++) {
    const near = fitting.slice(0, count);
    const single = near.find((removal) => signedShares(removal) === share.quantityE8);
    const group = single ? [single] : exactly(near, signedShares, share.quantityE8);
    if (group !== null) return group;
  }
  return null;
}

/** Share rows that together are what this removal moved. */
function partsFor(removal: Transaction, shares: readonly Transaction[]): readonly Transaction[] | null {
  const fitting = shares.filter((share) => fits(share, removal)).toSorted(nearest(removal));
  return exactly(fitting, (share) => share.quantityE8, signedShares(removal));
}

/** The first few, in order of preference, that add up to the wanted sum. */
function exactly(
  candidates: readonly Transaction[],
  amountOf: (row: Transaction) => number,
  wanted: number,
): readonly Transaction[] | null {
  if (wanted === 0) return [];
  const [first, ...rest] = candidates;
  if (first === undefined) return null;
  const amount = amountOf(first);
  const isUsable = Math.sign(amount) === Math.sign(wanted) && Math.abs(amount) <= Math.abs(wanted);
  const withFirst = isUsable ? exactly(rest, amountOf, wanted - amount) : null;
  return withFirst === null ? exactly(rest, amountOf, wanted) : [first, ...withFirst];
}

function fits(share: Transaction, removal: Transaction): boolean {
  const contract = contractOf(removal);
  if (contract === null || share.priceE6 === null) return false;
  if (Math.sign(share.quantityE8) !== Math.sign(signedShares(removal))) return false;
  return isStrike(share.priceE6, contract) && isNearInTime(share, removal, contract);
}

/** |price x deliverable - strike x multiplier| < 0.005 x deliverable: the price is the strike, to half a cent. */
function isStrike(priceE6: number, { strikeE6, multiplier, deliverableE8 }: OptionContract): boolean {
  const deliverable = deliverableE8 / ONE_E8;
  return Math.abs(priceE6 * deliverable - strikeE6 * multiplier) < 5_000 * deliverable;
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

/** Shares that came or went at the strike of a contract, by no order: the half of an assignment whose other is missing. */
function isLonely(share: Transaction, rows: readonly Transaction[]): boolean {
  if (!share.hasTime && share.effectiveOn === null) return false;
  return rows.some((row) => {
    const contract = contractOf(row);
    if (contract === null || share.priceE6 === null || share.quantityE8 === 0) return false;
    const isAlive = row.tradedOn <= share.tradedOn && share.tradedOn <= addDays(contract.expiresOn, 4);
    return isAlive && isStrike(share.priceE6, contract);
  });
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
