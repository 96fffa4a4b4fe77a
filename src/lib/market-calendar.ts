import { addDays, type IsoDate, weekday } from './dates.ts';

/** Days the New York exchange was closed out of turn. */
const MOURNING = new Set(['2018-12-05', '2025-01-09']);

const next = new Map<IsoDate, IsoDate>();
const MOST_REMEMBERED = 20_000;
const holidays = new Map<number, ReadonlySet<IsoDate>>();

/** Whether New York trades on this date. */
export function isSession(date: IsoDate): boolean {
  return weekday(date) < 6 && !holidaysOf(Number(date.slice(0, 4))).has(date) && !MOURNING.has(date);
}

export function previousSession(date: IsoDate): IsoDate {
  const before = addDays(date, -1);
  return isSession(before) ? before : previousSession(before);
}

export function nextSession(date: IsoDate): IsoDate {
  const known = next.get(date);
  if (known !== undefined) return known;
  const after = addDays(date, 1);
  const found = isSession(after) ? after : nextSession(after);
  if (next.size >= MOST_REMEMBERED) next.clear();
  next.set(date, found);
  return found;
}

/** How many sessions lie after `from` up to and including `to`; stops counting at `most`. */
export function sessionsBetween(from: IsoDate, to: IsoDate, most = 400): number {
  let count = 0;
  for (let date = from; date < to && count < most; count++) {
    date = nextSession(date);
    if (date > to) break;
  }
  return count;
}

/** The same, whichever of the two dates is the earlier. */
export function sessionsApart(a: IsoDate, b: IsoDate, most?: number): number {
  return Math.max(sessionsBetween(a, b, most), sessionsBetween(b, a, most));
}

function holidaysOf(year: number): ReadonlySet<IsoDate> {
  const known = holidays.get(year) ?? new Set(listHolidays(year));
  holidays.set(year, known);
  return known;
}

function listHolidays(year: number): readonly IsoDate[] {
  return [
    // Falling on a Saturday, New Year is not made up for: the Friday before closes the year's books.
    weekday(`${year}-01-01`) === 7 ? `${year}-01-02` : `${year}-01-01`,
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    addDays(easter(year), -2),
    lastMonday(year, 5),
    ...(year >= 2022 ? [observed(`${year}-06-19`)] : []),
    observed(`${year}-07-04`),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    observed(`${year}-12-25`),
  ];
}

/** A Saturday's holiday is kept on Friday, a Sunday's on Monday. */
function observed(date: IsoDate): IsoDate {
  const day = weekday(date);
  if (day === 6) return addDays(date, -1);
  return day === 7 ? addDays(date, 1) : date;
}

/** The n-th of a weekday (Monday 1) in a month. */
function nth(year: number, month: number, day: number, n: number): IsoDate {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (n - 1));
}

function lastMonday(year: number, month: number): IsoDate {
  const next = `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -(((weekday(next) - 1 + 6) % 7) + 1));
}

/** Gauss's rule, as amended for the Gregorian calendar. */
function easter(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const epact =
    (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const moon =
    epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const day = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  const offset = moon - day;
  const month = 3 + Math.floor((offset + 40) / 44);
  const date = offset + 28 - 31 * Math.floor(month / 4);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
