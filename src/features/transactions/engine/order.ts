/**
 * Rule: a page of the list begins behind the row that the page before it ended with. So a place is what that row is
 * sorted by, its own number last; what arrives meanwhile neither shifts nor repeats a row. Each order is the other one of
 * its pair read backwards. Amounts of two currencies are no larger or smaller than each other: they stand apart.
 * Example: `BRK.B.1773759600000.17` is behind row 17 of BRK.B, in the order of tickers.
 */
import type { ListedTransaction } from './listed.ts';

export const orders = [
  'newest',
  'oldest',
  'largest',
  'smallest',
  'ticker',
  'ticker-down',
  'kind',
  'kind-down',
] as const;
export type Order = (typeof orders)[number];

export type Place = readonly (string | number)[];

type Placed = Pick<ListedTransaction, 'executedAt' | 'rowId' | 'netE4' | 'currency' | 'kind' | 'instrument'>;

export function placeOf(order: Order, row: Placed): Place {
  const { executedAt, rowId, netE4, currency, kind, instrument } = row;
  if (order === 'newest' || order === 'oldest') return [executedAt, rowId];
  if (order === 'largest' || order === 'smallest') return [currency, netE4, rowId];
  return [order.startsWith('kind') ? kind : (instrument?.ticker ?? ''), executedAt, rowId];
}

export function fromPlace(place: Place): string {
  return place.join('.');
}

// Tickers have points of their own: the numbers are the last two.
const PLACE = /^(?:(.{0,60})\.)?(-?\d{1,15})\.(\d{1,15})$/s;

/** null: no place in a list of this order. */
export function placeIn(order: Order, text: string): Place | null {
  const [, word, first, id] = PLACE.exec(text) ?? [];
  if (id === undefined || (word === undefined) !== (order === 'newest' || order === 'oldest')) return null;
  const numbers = [Number(first), Number(id)];
  return word === undefined ? numbers : [word, ...numbers];
}
