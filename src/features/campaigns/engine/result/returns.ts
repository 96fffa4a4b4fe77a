/**
 * Rule: a return is what a campaign made by the most it tied up; a year of it is the same by 365 days, and not told of
 * less than a week. Captured is how much of what was sold to open was kept. Example: a put 50 sold for 149.34 on 2 March
 * and expired on the 20th made 2.9868 % in 18 days, 60.57 % a year, and captured all of it.
 */
import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import { quotient, roundedQuotient, tenTo } from '../../../../lib/rounding.ts';
import type { Capital, Returns } from '../types.ts';

interface Outcome {
  readonly startedOn: IsoDate;
  /** The day it closed, or of which it is asked. */
  readonly until: IsoDate;
  readonly isOpen: boolean;
  /** What is realised in the economic book; of an open campaign, so far. null: unknown. */
  readonly totalE4: number | null;
  readonly capital: Capital | null;
  /** What contracts sold to open brought, rolls among them. */
  readonly soldE4: number;
}

const SHORTEST_YEARLY = 7;
const YEAR = 365;

export function returnsOf({ startedOn, until, isOpen, totalE4, capital, soldE4 }: Outcome): Returns {
  const days = Math.max(0, daysBetween(startedOn, until));
  const peakE4 = capital?.peakE4 ?? 0;
  const hasReturn = totalE4 !== null && peakE4 > 0;
  return {
    days,
    capital,
    returnE6: hasReturn ? quotient(totalE4, peakE4, 6) : null,
    annualisedE6: hasReturn && days >= SHORTEST_YEARLY ? yearly(totalE4, peakE4, days) : null,
    captureE6: totalE4 === null || soldE4 === 0 ? null : quotient(totalE4, soldE4, 6),
    isWin: isOpen || totalE4 === null ? null : totalE4 > 0,
  };
}

function yearly(totalE4: number, peakE4: number, days: number): number {
  const aYear = BigInt(totalE4) * BigInt(YEAR) * tenTo(6);
  return Number(roundedQuotient(aYear, BigInt(peakE4) * BigInt(days)));
}
