import type { Desk, Position } from '../ledger/desk.ts';
import { optionPriceAt } from '../market/contracts.ts';
import { creditOf, daysLeft, isShort, legOf, strikeOf, timeOf } from './screen.ts';
import type { Day } from './wheel.ts';

/** A spread is closed whole: with profit, when tested, or on its last days, for nobody wants half of it assigned. */
export function closeSpread(day: Day): boolean {
  const { desk, date, luck } = day;
  const legs = desk.positions;
  const bought = legs.filter((each) => !isShort(each));
  const [first] = legs;
  if (bought.length === 0 || first === undefined) return false;
  const at = desk.at(date, timeOf(luck(20)));
  const isTested = legs.some((each) => isShort(each) && isNear(desk, each, at, 1.01));
  const isLate = daysLeft(first, date) <= 4;
  const isAlone = bought.length === legs.length;
  // What costs next to nothing any more is left to expire.
  if (!isAlone && !isTested && creditOf(desk, legs.map(legOf), at) < 6) return true;
  const wants = isAlone ? luck(21) < 0.16 || isLate : luck(21) < 0.05 || (isTested && isLate);
  if (!wants) return isAlone || legs.length > 1;
  desk.order(
    at,
    legs.map((each) => desk.back(legOf(each))),
  );
  return true;
}

/** Shares that a call took and nobody had are bought at once. */
export function coverOwed({ desk, date, luck }: Day): boolean {
  if (desk.shares >= 0) return false;
  desk.order(desk.at(date, timeOf(luck(24) * 0.1)), [desk.stock(-desk.shares)]);
  return true;
}

/** Most of the premium earned with time left: it is bought back. */
export function closeEarly({ desk, date, luck, habits }: Day): boolean {
  const short = desk.positions.find(isShort);
  if (short === undefined || daysLeft(short, date) < 6 || luck(22) > 0.3) return false;
  const at = desk.at(date, timeOf(luck(23)));
  const { mid, terms } = optionPriceAt(desk.market, short.contract, at);
  // It was sold for about two hundredths of the share: a quarter of that is left.
  if (mid > terms.spot * 0.55) return false;
  desk.order(at, [desk.back(legOf(short))], habits.fills);
  return true;
}

/** In the money, or not far from it. */
export function isNear(desk: Desk, position: Position, at: number, margin: number): boolean {
  const spot = desk.spot(at);
  return position.contract.type === 'PUT'
    ? spot < strikeOf(position) * margin
    : spot > strikeOf(position) / margin;
}
