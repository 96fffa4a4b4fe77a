/**
 * Rule: a row of shares fits a removal where the shares go the way the contract sends them, at its strike, on its day or
 * one session apart. The sign of the removal itself says nothing: it goes toward zero. Example: a put of 59 assigned on
 * Friday 17 April, and 100 shares that came at 59.00, posted on Saturday.
 */
import { sessionsApart } from '../../../../lib/market-calendar.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Transaction } from '../types.ts';
import { sharesOf } from './deliverable.ts';
import { bringsShares, compareRows, eventDate } from './events.ts';
import { isStrike } from './strikes.ts';

/** A row that takes contracts away, and of which shares are to be expected. */
export type Removal = Transaction & { readonly instrument: OptionContract };

export function fits(share: Transaction, removal: Removal): boolean {
  if (Math.sign(share.quantityE8) !== Math.sign(signedShares(removal))) return false;
  return isStrike(share.priceE6 ?? 0, removal.instrument) && isNearInTime(share, removal);
}

function isNearInTime(share: Transaction, removal: Removal): boolean {
  const contract = removal.instrument;
  return sessionsApart(eventDate(share, contract), eventDate(removal, contract), 2) <= 1;
}

/** Shares that a removal moves, + towards us. */
export function signedShares(removal: Removal): number {
  const sharesE8 = sharesOf(removal.instrument, Math.abs(removal.quantityE8));
  return bringsShares(removal) ? sharesE8 : -sharesE8;
}

export function byInstant(a: Transaction, b: Transaction): number {
  return a.executedAt - b.executedAt || compareRows(a, b);
}

export function nearestTo({ executedAt }: Transaction) {
  const apart = (row: Transaction) => Math.abs(row.executedAt - executedAt);
  return (a: Transaction, b: Transaction) => apart(a) - apart(b) || byInstant(a, b);
}
