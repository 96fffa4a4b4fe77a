/**
 * Rule: what expires in the money changes hands the night after, shares at the strike first and the contract minutes
 * later; the rest is removed for nothing. An index pays the difference. Example: a put 12 on a share that closes at 11.60
 * on Friday: 100 shares at 12.00 on Saturday at 07:25, the put at 07:30.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { deliveryOf, type Ending, morningAfter, removalOf } from './bookings.ts';
import type { Desk, Position } from './desk.ts';

/** What expires today, by where the share closed. */
export function settle(desk: Desk, date: IsoDate): void {
  const close = desk.market.closeOn(desk.of.symbol, date) / 100;
  const due = desk.positions
    .filter(({ contract }) => contract.expiresOn === date)
    // What brings shares comes first, so that there are some to deliver.
    .toSorted((a, b) => Number(bringsShares(b)) - Number(bringsShares(a)));
  for (const [place, position] of due.entries()) {
    if (!isInTheMoney(position.contract, close)) expire(desk, position, date, place);
    else if (position.contract.deliverableE8 === 0) payDifference(desk, position, date, close);
    else deliver(desk, position, Math.abs(position.count), date);
  }
}

function expire(desk: Desk, position: Position, date: IsoDate, place: number): void {
  const at = morningAfter(date, 41 + (place % 12), desk.next(60));
  remove(desk, position, Math.abs(position.count), 'Expiration', at);
}

function payDifference(desk: Desk, position: Position, date: IsoDate, close: number): void {
  const at = morningAfter(date, 32, desk.next(60));
  remove(desk, position, Math.abs(position.count), endingOf(position), at, settlementOf(position, close));
}

/** So many of a position's contracts, the night after this date. */
export function deliver(desk: Desk, position: Position, count: number, date: IsoDate): void {
  const [minute, second] = [21 + desk.next(8), desk.next(60)];
  deliverShares(desk, position, count, morningAfter(date, minute, second));
  remove(desk, position, count, endingOf(position), morningAfter(date, minute + 5, desk.next(60)));
}

export function deliverShares(
  desk: Desk,
  position: Position,
  count: number,
  at: number,
  bookedAt = at,
): void {
  const shares = (bringsShares(position) ? 100 : -100) * count;
  desk.book({ ...deliveryOf(desk.who, at, desk.of.name, position.contract, shares), bookedAt });
}

export function remove(
  desk: Desk,
  { contract, count }: Position,
  part: number,
  ending: Ending,
  at: number,
  cashE4 = 0,
): void {
  const gone = { contract, count: -Math.sign(count) * part };
  desk.book(removalOf(desk.who, at, [ending, desk.of.name], gone, cashE4));
}

function endingOf({ count }: Position): Ending {
  return count < 0 ? 'Assignment' : 'Exercise';
}

function bringsShares({ contract, count }: Position): boolean {
  return (contract.type === 'PUT') === count < 0;
}

export function isInTheMoney({ type, strikeE6 }: OptionContract, price: number): boolean {
  return type === 'PUT' ? price < strikeE6 / 1e6 : price > strikeE6 / 1e6;
}

/** What an index option pays at its end: + received. */
export function settlementOf({ contract, count }: Position, close: number): number {
  const worth = Math.abs(close - contract.strikeE6 / 1e6);
  return Math.round(worth * 100) * 100 * contract.multiplier * count;
}
