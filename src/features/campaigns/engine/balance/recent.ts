/**
 * Rule: rows come before the positions and the cash that follow from them: where the newest rows, as many as it takes,
 * are the whole difference, they are only not yet there. Rows of before the last session are. Example: an assignment
 * posted on Saturday brings 200 shares, and the broker shows them on Monday.
 */
import { type IsoDate, isIsoDate } from '../../../../lib/dates.ts';
import { previousSession } from '../../../../lib/market-calendar.ts';
import { compareRows } from '../rows/events.ts';
import type { Known } from './types.ts';

/** The newest rows whose sum is what is missing; null where there are none. */
export function notYetThere(
  rows: readonly Known[],
  amountOf: (row: Known) => number,
  missing: number,
): readonly Known[] | null {
  const newest = rows.toSorted((a, b) => b.executedAt - a.executedAt || compareRows(b, a));
  let sum = 0;
  for (const [place, row] of newest.entries()) {
    sum += amountOf(row);
    if (sum === missing) return newest.slice(0, place + 1).filter((each) => amountOf(each) !== 0);
  }
  return null;
}

/** The first day whose rows may not be there yet: positions follow within a session, cash in two. */
export function firstRecentDay(readOn: IsoDate, sessions: number): IsoDate {
  let day = readOn;
  for (let back = 0; back < sessions; back++) day = previousSession(day);
  return isIsoDate(day) ? day : readOn;
}
