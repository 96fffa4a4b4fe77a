import { deliver, isInTheMoney } from '../ledger/endings.ts';
import { choose, creditOf, daysLeft, soleShort, stepAt, strikeOf, timeOf } from './screen.ts';
import type { Day } from './wheel.ts';

/** Mostly a put; now and then something else. */
export function openSomething(day: Day): void {
  const luck = day.luck(2);
  if (luck < 0.74) sellPut(day);
  else if (luck < 0.84) sellPutSpread(day);
  else if (luck < 0.92) sellCondor(day);
  else buyCall(day);
}

function sizeOf({ luck, habits }: Day): number {
  return 1 + Math.floor(luck(3) * habits.size);
}

function fillsOf({ luck, habits }: Day): number {
  return habits.fills + (luck(6) < 0.25 ? 1 : 0);
}

function sellPut(day: Day): void {
  const { desk, habits, luck } = day;
  const at = desk.at(day.date, timeOf(luck(4)));
  const { strike, expiresOn } = choose(day, 'PUT', habits.days + Math.floor(luck(5) * 12), 0.3, at);
  desk.order(at, [desk.put(strike, expiresOn, -sizeOf(day))], fillsOf(day));
}

// Below this, in hundredths, two fees a side eat the credit: then it is a put alone.
const LEAST_CREDIT = { spread: 14, condor: 24 };

function sellPutSpread(day: Day): void {
  const { desk, habits, luck } = day;
  const at = desk.at(day.date, timeOf(luck(4)));
  const { strike, expiresOn } = choose(day, 'PUT', habits.days, 0.28, at);
  const width = stepAt(desk, at) * 2;
  const count = sizeOf(day);
  if (strike - width <= 0) return;
  const legs = [desk.put(strike, expiresOn, -count), desk.put(strike - width, expiresOn, count)];
  if (creditOf(desk, legs, at) < LEAST_CREDIT.spread) sellPut(day);
  else desk.order(at, legs);
}

function sellCondor(day: Day): void {
  const { desk, habits, luck } = day;
  const at = desk.at(day.date, timeOf(luck(4)));
  const put = choose(day, 'PUT', habits.days, 0.18, at);
  const call = choose(day, 'CALL', habits.days, 0.18, at);
  const width = stepAt(desk, at) * 2;
  const count = sizeOf(day);
  if (put.strike - width <= 0) return;
  const legs = [
    desk.put(put.strike, put.expiresOn, -count),
    desk.put(put.strike - width, put.expiresOn, count),
    desk.call(call.strike, call.expiresOn, -count),
    desk.call(call.strike + width, call.expiresOn, count),
  ];
  if (creditOf(desk, legs, at) < LEAST_CREDIT.condor) sellPut(day);
  else desk.order(at, legs);
}

/** For a few days, or for an hour of the same one. */
function buyCall(day: Day): void {
  const { desk, luck } = day;
  const at = desk.at(day.date, '10:05');
  const { strike, expiresOn } = choose(day, 'CALL', 30, 0.5, at);
  const bought = desk.call(strike, expiresOn, sizeOf(day));
  desk.order(at, [bought]);
  if (luck(7) < 0.4) desk.order(desk.at(day.date, '14:40'), [desk.back(bought)]);
}

/** On shares no call asks for yet, and above what they cost wherever that still pays. */
export function writeCall(day: Day): void {
  const { desk, habits, luck } = day;
  const called = desk.positions
    .filter(({ contract }) => contract.type === 'CALL')
    .reduce((sum, { count }) => sum - count, 0);
  const free = Math.floor(desk.shares / 100) - called;
  if (free < 1 || luck(8) > 0.5) return;
  const at = desk.at(day.date, timeOf(luck(9)));
  const { strike, expiresOn } = choose(day, 'CALL', Math.max(7, habits.days - 7), 0.32, at);
  desk.order(at, [desk.call(strike, expiresOn, -free)], fillsOf(day));
}

/** Somebody would rather have the money than the share, or the share before its dividend. */
export function earlyAssignment({ desk, date, luck }: Day): boolean {
  const put = soleShort(desk, 'PUT');
  if (put === null || luck(11) > 0.06 || daysLeft(put, date) < 1) return false;
  const close = desk.market.closeOn(desk.of.symbol, date) / 100;
  if (!isInTheMoney(put.contract, close * 1.08) || close >= strikeOf(put)) return false;
  deliver(desk, put, Math.ceil(Math.abs(put.count) / 2), date);
  return true;
}
