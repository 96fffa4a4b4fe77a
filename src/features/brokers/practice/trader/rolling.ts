import { instantAt } from '../../../../lib/market-hours.ts';
import type { Desk, Leg, Position } from '../ledger/desk.ts';
import { contractFor, expiryIn } from '../market/contracts.ts';
import { isNear } from './closing.ts';
import { daysLeft, legOf, soleShort, stepAt, strikeOf, timeOf, worthOf } from './screen.ts';
import type { Day } from './wheel.ts';

/** A month further, and a strike lower where somebody still pays for it; or it is left to be assigned. */
export function rollIfTested(day: Day): boolean {
  const { desk, date, luck } = day;
  const tested = soleShort(desk, desk.shares >= 100 ? 'CALL' : 'PUT');
  if (tested === null || daysLeft(tested, date) > 6 || daysLeft(tested, date) < 1) return false;
  const at = instantAt(date, timeOf(luck(30) * 0.8), 'NYSE');
  if (!isNear(desk, tested, at, 0.995) || luck(31) > (tested.contract.type === 'PUT' ? 0.22 : 0.1))
    return false;
  const next = nextLeg(day, tested, at);
  if (next === null) return false;
  const old = desk.back(legOf(tested));
  if (luck(32) < 0.65) desk.order(at, [old, next], day.habits.fills);
  else {
    desk.order(at, [old]);
    desk.order(at + (2 + Math.floor(luck(34) * 6)) * 60_000, [next]);
  }
  return true;
}

function nextLeg({ desk, date, habits, luck }: Day, tested: Position, at: number): Leg | null {
  const { contract, count } = tested;
  const expiresOn = expiryIn(contract.expiresOn, habits.days - 3);
  const away = (contract.type === 'PUT' ? -1 : 1) * stepAt(desk, at);
  const strikes = luck(35) < 0.7 ? [strikeOf(tested) + away, strikeOf(tested)] : [strikeOf(tested)];
  const paid = worthOf(desk, contract, at);
  const strike = strikes.find((each) => each > 0 && pays(desk, contract.type, each, expiresOn, at) > paid);
  if (strike === undefined || expiresOn <= date) return null;
  return contract.type === 'PUT' ? desk.put(strike, expiresOn, count) : desk.call(strike, expiresOn, count);
}

function pays(desk: Desk, type: 'PUT' | 'CALL', strike: number, expiresOn: string, at: number): number {
  return worthOf(desk, contractFor(desk.of, type, strike, expiresOn), at);
}
