/**
 * Rule: sells puts about as likely as three in ten to be assigned, a month out; takes profit early; rolls when tested, or
 * takes the shares; then writes calls on them until they are called away. Now and then a spread, a condor or a call
 * bought for a few days. Decides by what the screen shows that day, never by what comes later.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { closesAt } from '../../../../lib/market-hours.ts';
import { uniform } from '../chance.ts';
import { Desk } from '../ledger/desk.ts';
import { settle } from '../ledger/endings.ts';
import type { Pause } from '../ledger/ledger.ts';
import type { Draft } from '../ledger/postings.ts';
import { payDividends } from '../ledger/receipts.ts';
import type { Market } from '../market/market.ts';
import { closeEarly, closeSpread, coverOwed } from './closing.ts';
import { earlyAssignment, openSomething, writeCall } from './opening.ts';
import { rollIfTested } from './rolling.ts';

export interface Habits {
  readonly account: string;
  readonly symbol: string;
  /** Contracts at a time, at most. */
  readonly size: number;
  /** Days to expiration when something is sold. */
  readonly days: number;
  /** Into how many fills an order mostly falls. */
  readonly fills: number;
  /** How likely to act on a day on which nothing is open: 1 is at once. */
  readonly eagerness: number;
  readonly fromWeek: number;
}

/** A day at the desk: what the trader sees, and a supply of chance. */
export interface Day {
  readonly desk: Desk;
  readonly date: IsoDate;
  readonly habits: Habits;
  /** From 0 to 1; the same for the same number on the same day. */
  readonly luck: (number: number) => number;
}

// After three sessions nobody takes a new put for a roll of the old one.
const REST = 4;

export function* tradeTheWheel(market: Market, habits: Habits): Generator<Draft | Pause> {
  const desk = new Desk(market, habits.account, habits.symbol, `wheel ${habits.symbol}`);
  const days = market.days('NYSE');
  let before = days.dateOf(days.onOrBefore(desk.day(habits.fromWeek)) - 1);
  let restsUntil = 0;
  for (let session = days.onOrBefore(desk.day(habits.fromWeek)); ; session++) {
    const date = days.dateOf(session);
    payDividends(desk, before, date);
    const luck = (number: number) => uniform(desk.seed, session, number);
    const wasBusy = desk.positions.length > 0;
    if (wasBusy || session >= restsUntil) act({ desk, date, habits, luck });
    settle(desk, date);
    if (wasBusy && desk.positions.length === 0 && habits.eagerness < 1) restsUntil = session + REST;
    before = date;
    const ends = closesAt(date, 'NYSE');
    yield* desk.take(ends);
    yield { bookedAt: ends, isPause: true };
  }
}

function act(day: Day): void {
  if (coverOwed(day)) return;
  if (day.desk.isFlat) {
    if (day.luck(1) < day.habits.eagerness) openSomething(day);
    return;
  }
  if (closeSpread(day) || closeEarly(day) || rollIfTested(day)) return;
  if (earlyAssignment(day)) return;
  writeCall(day);
}
