import { closedInMumbai, isExtraInMumbai } from './calendars/mumbai.ts';
import { closedInNewYork } from './calendars/new-york.ts';
import { addDays, type IsoDate, weekday } from './dates.ts';

export type Exchange = 'NYSE' | 'NSE';

interface Calendar {
  /** Weekdays without trade. */
  readonly closed: (year: number) => readonly IsoDate[];
  /** Trade on a Saturday or Sunday. */
  readonly isExtra: (date: IsoDate) => boolean;
  readonly holidays: Map<number, ReadonlySet<IsoDate>>;
  readonly next: Map<IsoDate, IsoDate>;
}

const CALENDARS: Readonly<Record<Exchange, Calendar>> = {
  NYSE: { closed: closedInNewYork, isExtra: () => false, holidays: new Map(), next: new Map() },
  NSE: { closed: closedInMumbai, isExtra: isExtraInMumbai, holidays: new Map(), next: new Map() },
};

const MOST_REMEMBERED = 20_000;

/** Whether the exchange trades on this date. */
export function isSession(date: IsoDate, exchange: Exchange = 'NYSE'): boolean {
  const calendar = CALENDARS[exchange];
  if (weekday(date) > 5) return calendar.isExtra(date);
  return !holidaysOf(calendar, Number(date.slice(0, 4))).has(date);
}

export function previousSession(date: IsoDate, exchange: Exchange = 'NYSE'): IsoDate {
  const before = addDays(date, -1);
  return isSession(before, exchange) ? before : previousSession(before, exchange);
}

export function nextSession(date: IsoDate, exchange: Exchange = 'NYSE'): IsoDate {
  const { next } = CALENDARS[exchange];
  const known = next.get(date);
  if (known !== undefined) return known;
  const after = addDays(date, 1);
  const found = isSession(after, exchange) ? after : nextSession(after, exchange);
  if (next.size >= MOST_REMEMBERED) next.clear();
  next.set(date, found);
  return found;
}

/** How many sessions lie after `from` up to and including `to`; stops counting at `most`. */
export function sessionsBetween(from: IsoDate, to: IsoDate, most = 400, exchange: Exchange = 'NYSE'): number {
  let count = 0;
  for (let date = from; date < to && count < most; count++) {
    date = nextSession(date, exchange);
    if (date > to) break;
  }
  return count;
}

/** The same, whichever of the two dates is the earlier. */
export function sessionsApart(a: IsoDate, b: IsoDate, most?: number): number {
  return Math.max(sessionsBetween(a, b, most), sessionsBetween(b, a, most));
}

function holidaysOf({ closed, holidays }: Calendar, year: number): ReadonlySet<IsoDate> {
  const known = holidays.get(year) ?? new Set(closed(year));
  holidays.set(year, known);
  return known;
}
