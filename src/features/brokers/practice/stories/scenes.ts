/**
 * What stories are made of. Whoever writes them has seen the film: a put that is to be assigned is sold on a day, and at
 * a strike, from which it will be, so that rows and prices never contradict each other.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { nextSession, previousSession } from '../../../../lib/market-calendar.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Desk, Leg } from '../ledger/desk.ts';
import { settle } from '../ledger/endings.ts';
import { expiryIn, strikeByDelta, strikeStep } from '../market/contracts.ts';
import { payoutsBetween } from '../market/dividends.ts';

type Side = OptionContract['type'];
export type End = 'worthless' | 'delivered';

export interface Plan {
  readonly date: IsoDate;
  readonly expiresOn: IsoDate;
  readonly strike: number;
}

const MOST_SESSIONS = 15;

/** A day in the three weeks from this one on which a usual strike leads to this end. */
export function planFor(
  desk: Desk,
  week: number,
  type: Side,
  end: End,
  { days = 32, delta = 0.3 }: { readonly days?: number; readonly delta?: number } = {},
): Plan {
  let date = desk.day(week);
  let plan = planOn(desk, date, type, days, delta);
  const first = plan;
  for (let tries = 0; tries < MOST_SESSIONS && !endsSo(desk, type, end, plan); tries++) {
    date = nextSession(date);
    plan = planOn(desk, date, type, days, delta);
  }
  const chosen = endsSo(desk, type, end, plan) ? plan : first;
  return { ...chosen, strike: strikeEnding(desk, type, end, chosen.expiresOn, chosen.strike) };
}

function planOn(desk: Desk, date: IsoDate, type: Side, days: number, delta: number): Plan {
  const expiresOn = expiryIn(date, days);
  const at = desk.at(date, '10:30');
  return { date, expiresOn, strike: usualStrike(desk, type, expiresOn, at, delta) };
}

export function usualStrike(desk: Desk, type: Side, expiresOn: IsoDate, at: number, delta = 0.33): number {
  return strikeByDelta(desk.market, desk.of, { type, expiresOn, at, delta });
}

function endsSo(desk: Desk, type: Side, end: End, { strike, expiresOn }: Plan): boolean {
  return strikeEnding(desk, type, end, expiresOn, strike) === strike;
}

/** The strike nearest to the one wished for that has this end: half a percent and more from where the share closes. */
export function strikeEnding(desk: Desk, type: Side, end: End, expiresOn: IsoDate, wish: number): number {
  const close = desk.market.closeOn(desk.of.symbol, expiresOn) / 100;
  const step = strikeStep(desk.of, close);
  const isAbove = (type === 'PUT') === (end === 'delivered');
  if (isAbove) return wish >= close * 1.005 ? wish : Math.ceil((close * 1.005) / step) * step;
  return wish <= close * 0.995 ? wish : Math.floor((close * 0.995) / step) * step;
}

export function sessionsAfter(date: IsoDate, count: number): IsoDate {
  let day = date;
  for (let i = 0; i < count; i++) day = nextSession(day);
  return day;
}

export function sessionsBefore(date: IsoDate, count: number): IsoDate {
  let day = date;
  for (let i = 0; i < count; i++) day = previousSession(day);
  return day;
}

/** A put sold that is about to be rolled, and the one it is rolled into, which ends worthless. */
export interface Rolled {
  readonly sold: Leg;
  readonly rollOn: IsoDate;
  readonly strike: number;
  readonly expiresOn: IsoDate;
}

export function soldAndTested(desk: Desk, week: number, count: number): Rolled {
  const { date, expiresOn, strike } = planFor(desk, week, 'PUT', 'delivered');
  const sold = desk.put(strike, expiresOn, -count);
  desk.order(desk.at(date, '10:42'), [sold]);
  const later = expiryIn(expiresOn, 28);
  return {
    sold,
    rollOn: sessionsBefore(expiresOn, 3),
    strike: strikeEnding(desk, 'PUT', 'worthless', later, strike - strikeStep(desk.of, strike)),
    expiresOn: later,
  };
}

/** Calls that expire, one after the other, until the shares have paid a dividend; then one that takes them away. */
export function callUntilPaid(desk: Desk, after: IsoDate, count: number): IsoDate {
  let day = after;
  while (payoutsBetween(desk.of, after, day).length === 0) {
    const date = sessionsAfter(day, 2);
    const expiresOn = expiryIn(date, 25);
    const wish = usualStrike(desk, 'CALL', expiresOn, desk.at(date, '10:50'));
    const strike = strikeEnding(desk, 'CALL', 'worthless', expiresOn, wish);
    desk.order(desk.at(date, '10:50'), [desk.call(strike, expiresOn, -count)]);
    settle(desk, expiresOn);
    day = expiresOn;
  }
  return callAway(desk, day, count);
}

/** Shares called away: a call is sold the next Monday and ends in the money. Answers the day. */
export function callAway(desk: Desk, after: IsoDate, count: number): IsoDate {
  const date = sessionsAfter(after, 1);
  const at = desk.at(date, '11:05');
  const expiresOn = expiryIn(addDays(date, 1), 28);
  const wish = usualStrike(desk, 'CALL', expiresOn, at);
  const strike = strikeEnding(desk, 'CALL', 'delivered', expiresOn, wish);
  desk.order(at, [desk.call(strike, expiresOn, -count)]);
  settle(desk, expiresOn);
  return expiresOn;
}
