/**
 * Rule: a day says what ended on it, what will, and whether New York trades. Example: 3 April 2026 is Good Friday, so the
 * April contracts that would end on a third Friday which is a holiday end the session before.
 */
import { nth } from '../../../../lib/calendars/dates-of-year.ts';
import { shortInNewYork } from '../../../../lib/calendars/new-york.ts';
import { addDays, daysBetween, type IsoDate, weekday } from '../../../../lib/dates.ts';
import { isSession, previousSession } from '../../../../lib/market-calendar.ts';
import { firstDay, lastDay, type Month } from '../statistics/months.ts';
import type { Expiry } from './expiries.ts';

/** What the rows of a day have realised, and how many they are. */
export interface Realised {
  readonly on: IsoDate;
  readonly realisedE4: number;
  readonly count: number;
}

export interface Day {
  readonly on: IsoDate;
  readonly isInMonth: boolean;
  readonly isToday: boolean;
  readonly isWeekend: boolean;
  /** A weekday on which New York does not trade. */
  readonly isHoliday: boolean;
  /** New York closes at 13:00. */
  readonly isShort: boolean;
  /** On which a month's contracts end: its third Friday, or the session before. */
  readonly isMonthly: boolean;
  /** null where nothing ended. */
  readonly realised: Realised | null;
  readonly expiries: readonly Expiry[];
  /** Calendar days until then; negative once it is past. */
  readonly daysAway: number;
}

/** Whole weeks, from the Monday on or before the first of the month. */
export function daysOf(
  month: Month,
  today: IsoDate,
  realised: readonly Realised[],
  expiries: readonly Expiry[],
): readonly Day[] {
  const [first, last] = [firstDay(month), lastDay(month)];
  const from = addDays(first, 1 - weekday(first));
  const count = daysBetween(from, addDays(last, 7 - weekday(last))) + 1;
  const ended = new Map(realised.map((each) => [each.on, each]));
  const ending = Map.groupBy(expiries, ({ contract }) => contract.expiresOn);
  const short = new Set(shortInNewYork(Number(month.slice(0, 4))));
  const monthly = monthlyExpiry(month);
  return Array.from({ length: count }, (_, i): Day => {
    const on = addDays(from, i);
    const isInMonth = on.startsWith(month);
    return {
      ...{ on, isInMonth, isToday: on === today, isWeekend: weekday(on) > 5 },
      isHoliday: weekday(on) < 6 && !isSession(on),
      isShort: short.has(on) && isSession(on),
      isMonthly: on === monthly,
      realised: (isInMonth && ended.get(on)) || null,
      expiries: isInMonth ? (ending.get(on) ?? []) : [],
      daysAway: daysBetween(today, on),
    };
  });
}

function monthlyExpiry(month: Month): IsoDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const friday = nth(year, number, 5, 3);
  return isSession(friday) ? friday : previousSession(friday);
}
