/** What a trader reads off the screen. */
import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Desk, Leg, Position } from '../ledger/desk.ts';
import { expiryIn, optionPriceAt, strikeByDelta, strikeStep } from '../market/contracts.ts';
import type { Day } from './wheel.ts';

/** A time of day between ten and half past three, as chance has it. */
export function timeOf(luck: number): string {
  const minutes = 600 + Math.floor(luck * 330);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export function strikeOf({ contract }: Position): number {
  return contract.strikeE6 / 1e6;
}

export function daysLeft({ contract }: Position, date: IsoDate): number {
  return daysBetween(date, contract.expiresOn);
}

export function isShort({ count }: Position): boolean {
  return count < 0;
}

/** The one short put or call that stands alone on its side. */
export function soleShort(desk: Desk, type: OptionContract['type']): Position | null {
  const [only, ...more] = desk.positions.filter(({ contract }) => contract.type === type);
  return only !== undefined && more.length === 0 && isShort(only) ? only : null;
}

export function legOf({ contract, count }: Position): Leg {
  return { instrument: contract, count };
}

/** In hundredths: the middle of bid and ask. */
export function worthOf(desk: Desk, contract: OptionContract, at: number): number {
  return optionPriceAt(desk.market, contract, at).mid;
}

/** A strike by its delta, so many days out. */
export function choose(
  { desk, date }: Day,
  type: OptionContract['type'],
  days: number,
  delta: number,
  at: number,
): { readonly strike: number; readonly expiresOn: IsoDate } {
  const expiresOn = expiryIn(date, days);
  return { expiresOn, strike: strikeByDelta(desk.market, desk.of, { type, expiresOn, at, delta }) };
}

export function stepAt(desk: Desk, at: number): number {
  return strikeStep(desk.of, desk.spot(at));
}

/** What an order brings for one of each: in hundredths, negative where it costs. */
export function creditOf(desk: Desk, legs: readonly Leg[], at: number): number {
  return legs.reduce((sum, { instrument, count }) => {
    const worth = instrument.kind === 'OPTION' ? worthOf(desk, instrument, at) : 0;
    return sum - Math.sign(count) * worth;
  }, 0);
}
