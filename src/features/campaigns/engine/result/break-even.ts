/**
 * Rule: a campaign breaks even at the prices of the underlying at which it comes to nothing; there may be one, several
 * or none. Between two strikes the payoff is a straight line, so each is found exactly. Example: the strangle 50/56 sold
 * for 238.68 breaks even at 47.6132 and 58.3868.
 */
import { roundedQuotient } from '../../../../lib/rounding.ts';
import { bendsOf, type OpenPosition, worthAt } from './payoff.ts';

interface Point {
  readonly priceE6: number;
  readonly worth: bigint;
}

const ONE_E6 = 1_000_000;

/** In ten-thousandths, the lowest first. */
export function breakEvensOf(position: OpenPosition): readonly number[] {
  if (position.openLegs.length === 0 && position.sharesE8 === 0) return [];
  const pointAt = (priceE6: number): Point => ({ priceE6, worth: worthAt(position, priceE6) });
  const points = bendsOf(position).map(pointAt);
  return points.flatMap((from, i) => {
    const to = points[i + 1];
    if (from.worth === 0n) return [Number(roundedQuotient(BigInt(from.priceE6), 100n))];
    return to ? between(from, to) : beyond(from, pointAt(from.priceE6 + ONE_E6));
  });
}

function between(from: Point, to: Point): readonly number[] {
  return from.worth * to.worth < 0n ? [crossing(from, to)] : [];
}

/** After the last strike the line goes on for ever: `to` only tells its slope. */
function beyond(from: Point, to: Point): readonly number[] {
  const slope = to.worth - from.worth;
  return slope * from.worth < 0n ? [crossing(from, to)] : [];
}

function crossing(from: Point, to: Point): number {
  const fall = from.worth - to.worth;
  const wayE6 = BigInt(to.priceE6 - from.priceE6) * from.worth;
  return Number(roundedQuotient(BigInt(from.priceE6) * fall + wayE6, fall * 100n));
}
