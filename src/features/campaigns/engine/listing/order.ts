/**
 * Rule: a page of the list begins behind the campaign that the page before it ended with. So a place is what that one is
 * sorted by, and its id; what arrives meanwhile neither shifts nor repeats a campaign. What is unknown stands last,
 * whichever way round. Example: `OPEN.2026-03-02.0k3v9x1q2b7d` is
 * behind an open campaign of 2 March, where what is open stands first.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Currency } from '../../../../model/money.ts';
import type { BookName } from '../statistics/narrowing.ts';

export const orders = [
  'open',
  'newest',
  'oldest',
  'pnl',
  'pnl-least',
  'expiry',
  'expiry-last',
  'return',
  'return-least',
] as const;
export type Order = (typeof orders)[number];

export type Place = readonly (string | number)[];

export interface Placed {
  readonly id: string;
  readonly currency: Currency;
  readonly status: 'OPEN' | 'CLOSED';
  readonly startedOn: IsoDate;
  readonly expiresOn: IsoDate | null;
  readonly realisedE4: number | null;
  readonly realisedTaxE4: number | null;
  readonly returnE6: number | null;
}

/** Beyond all that can be known, at either end. */
export const LAST = 9_007_199_254_740_991;
export const NEVER = '9999-12-31';
export const BEFORE_ALL = '0000-00-00';

export function placeOf(order: Order, book: BookName, row: Placed): Place {
  const made = book === 'tax' ? row.realisedTaxE4 : row.realisedE4;
  switch (order) {
    case 'open':
      return [row.status, row.startedOn, row.id];
    case 'newest':
    case 'oldest':
      return [row.startedOn, row.id];
    case 'expiry':
      return [row.expiresOn ?? NEVER, row.id];
    case 'expiry-last':
      return [row.expiresOn ?? BEFORE_ALL, row.id];
    case 'pnl':
      return [row.currency, made ?? -LAST, row.id];
    case 'pnl-least':
      return [row.currency, made ?? LAST, row.id];
    case 'return':
      return [row.returnE6 ?? -LAST, row.id];
    case 'return-least':
      return [row.returnE6 ?? LAST, row.id];
  }
}

export function fromPlace(place: Place): string {
  return place.join('.');
}

const ID = '([0-9a-z]{1,40})';
const BY_DATE = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)\\.${ID}$`);
const BY_STATUS = new RegExp(`^(OPEN|CLOSED)\\.(\\d{4}-\\d\\d-\\d\\d)\\.${ID}$`);
const BY_AMOUNT = new RegExp(`^([A-Z]{3})\\.(-?\\d{1,16})\\.${ID}$`);
const BY_SHARE = new RegExp(`^(-?\\d{1,16})\\.${ID}$`);

/** null: no place in a list of this order. */
export function placeIn(order: Order, text: string): Place | null {
  const [, ...found] = shapeOf(order).exec(text) ?? [];
  const [id, key, ...before] = found.toReversed();
  if (id === undefined || key === undefined) return null;
  return [...before, isAmount(order) ? Number(key) : key, id];
}

function shapeOf(order: Order): RegExp {
  if (order === 'open') return BY_STATUS;
  if (!isAmount(order)) return BY_DATE;
  return order.startsWith('pnl') ? BY_AMOUNT : BY_SHARE;
}

function isAmount(order: Order): boolean {
  return order.startsWith('pnl') || order.startsWith('return');
}
