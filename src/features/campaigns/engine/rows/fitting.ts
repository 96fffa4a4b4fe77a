/**
 * Rule: a row of shares fits a removal where the shares go the way the contract sends them, at its strike, on its day or
 * one session apart. The sign of the removal itself says nothing: it goes toward zero. Example: a put of 59 assigned on
 * Friday 17 April, and 100 shares that came at 59.00, posted on Saturday.
 */
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Transaction } from '../types.ts';
import { sharesOf } from './deliverable.ts';
import { bringsShares, compareIds, eventDate } from './events.ts';
import { isStrike } from './strikes.ts';

export function fits(share: Transaction, removal: Transaction): boolean {
  const contract = contractIn(removal);
  if (contract === null || share.priceE6 === null) return false;
  if (Math.sign(share.quantityE8) !== Math.sign(signedShares(removal))) return false;
  return isStrike(share.priceE6, contract) && isNearInTime(share, removal, contract);
}

function isNearInTime(share: Transaction, removal: Transaction, contract: OptionContract): boolean {
  const [first = '', last = ''] = [eventDate(share, contract), eventDate(removal, contract)].toSorted();
  return first === last || sessionsBetween(first, last, 2) <= 1;
}

/** Shares that a removal moves, + towards us. */
export function signedShares(removal: Transaction): number {
  const contract = contractIn(removal);
  if (contract === null) return 0;
  const sharesE8 = sharesOf(contract, Math.abs(removal.quantityE8));
  return bringsShares(removal) ? sharesE8 : -sharesE8;
}

export function contractIn({ instrument }: Transaction): OptionContract | null {
  return instrument?.kind === 'OPTION' ? instrument : null;
}

export function byInstant(a: Transaction, b: Transaction): number {
  return a.executedAt - b.executedAt || compareIds(a.id, b.id) || a.part - b.part;
}

export function nearestTo({ executedAt }: Transaction) {
  const apart = (row: Transaction) => Math.abs(row.executedAt - executedAt);
  return (a: Transaction, b: Transaction) => apart(a) - apart(b) || byInstant(a, b);
}
