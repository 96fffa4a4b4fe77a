/**
 * Rule: a month is told week by week, from Monday on; each week and the month are the sum of their days. Saturday and
 * Sunday are left out of a month in which nothing is dated on one. Example: 149.34 on Friday the 20th and -60.00 on Monday
 * the 23rd are two weeks, and a month of 89.34.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Month } from '../statistics/months.ts';
import { type Day, daysOf, type Realised } from './days.ts';
import type { Expiry } from './expiries.ts';

export interface Week {
  readonly days: readonly Day[];
  readonly realisedE4: number;
  /** Of how many rows; 0 where nothing ended. */
  readonly count: number;
}

export interface MonthTold {
  readonly month: Month;
  readonly weeks: readonly Week[];
  readonly hasWeekends: boolean;
  readonly realisedE4: number;
  readonly gainDays: number;
  readonly lossDays: number;
  /** null in a month without. */
  readonly best: Realised | null;
  readonly worst: Realised | null;
  readonly expiries: readonly Expiry[];
}

export function tellMonth(
  month: Month,
  today: IsoDate,
  realised: readonly Realised[],
  expiries: readonly Expiry[],
): MonthTold {
  const days = daysOf(month, today, realised, expiries);
  const ended = days.flatMap((day) => day.realised ?? []);
  const hasWeekends = days.some((day) => day.isWeekend && (day.realised !== null || day.expiries.length > 0));
  return {
    month,
    weeks: weeksOf(days, hasWeekends),
    hasWeekends,
    realisedE4: sumOf(ended),
    gainDays: ended.filter(({ realisedE4 }) => realisedE4 > 0).length,
    lossDays: ended.filter(({ realisedE4 }) => realisedE4 < 0).length,
    best: furthest(ended, 1),
    worst: furthest(ended, -1),
    expiries: days.flatMap((day) => day.expiries),
  };
}

function weeksOf(days: readonly Day[], hasWeekends: boolean): readonly Week[] {
  const weeks = Array.from({ length: days.length / 7 }, (_, i) => days.slice(7 * i, 7 * i + 7));
  return weeks
    .map((week) => {
      const ended = week.flatMap((day) => day.realised ?? []);
      return {
        days: hasWeekends ? week : week.filter(({ isWeekend }) => !isWeekend),
        realisedE4: sumOf(ended),
        count: ended.reduce((sum, { count }) => sum + count, 0),
      };
    })
    .filter((week) => week.days.some(({ isInMonth }) => isInMonth));
}

function sumOf(ended: readonly Realised[]): number {
  return ended.reduce((sum, { realisedE4 }) => sum + realisedE4, 0);
}

/** Which day made the most (1), or lost the most (-1); null where none did. */
function furthest(ended: readonly Realised[], sign: 1 | -1): Realised | null {
  const [first] = ended
    .filter(({ realisedE4 }) => Math.sign(realisedE4) === sign)
    .toSorted((a, b) => sign * (b.realisedE4 - a.realisedE4));
  return first ?? null;
}
