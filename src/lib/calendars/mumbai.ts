import type { IsoDate } from '../dates.ts';
import { goodFriday } from './dates-of-year.ts';

/**
 * Half of the National Stock Exchange's holidays follow the moon or an election, so it publishes each year's list in
 * the December before. To extend: take its circular "Trading holidays for the calendar year", write the weekdays
 * here by month and day, and move the year from EXPECTED to PUBLISHED. An hour of trading on the evening of Diwali
 * does not make that day a session.
 */
const PUBLISHED: Readonly<Record<number, string>> = {
  2021: '01-26 03-11 03-29 04-02 04-14 04-21 05-13 07-21 08-19 09-10 10-15 11-04 11-05 11-19',
  2022: '01-26 03-01 03-18 04-14 04-15 05-03 08-09 08-15 08-31 10-05 10-24 10-26 11-08',
  2023: '01-26 03-07 03-30 04-04 04-07 04-14 05-01 06-29 08-15 09-19 10-02 10-24 11-14 11-27 12-25',
  2024: '01-22 01-26 03-08 03-25 03-29 04-11 04-17 05-01 05-20 06-17 07-17 08-15 10-02 11-01 11-15 11-20 12-25',
  2025: '02-26 03-14 03-31 04-10 04-14 04-18 05-01 08-15 08-27 10-02 10-21 10-22 11-05 12-25',
  2026: '01-15 01-26 03-03 03-26 03-31 04-03 04-14 05-01 05-28 06-26 09-14 10-02 10-20 11-10 11-24 12-25',
};

// Not published yet. Those of the moon are reckoned and may be a day off: Id-ul-Fitr 03-10, Holi 03-22, Ram Navami
// 04-15, Mahavir Jayanti 04-19, Bakri Id 05-17, Muharram 06-16, Diwali 10-29.
const EXPECTED: Readonly<Record<number, string>> = {
  2027: '01-26 03-10 03-22 03-26 04-14 04-15 04-19 05-17 06-16 10-29',
};

/** Saturdays and Sundays with a full session: rehearsals of the second site, and days of the budget. */
const EXTRA: ReadonlySet<IsoDate> = new Set([
  '2024-01-20',
  '2024-03-02',
  '2024-05-18',
  '2025-02-01',
  '2026-02-01',
]);

/** Weekdays without trade. Of a year that nobody has written down, those that keep to the calendar. */
export function closedInMumbai(year: number): readonly IsoDate[] {
  const days = PUBLISHED[year] ?? EXPECTED[year];
  if (days === undefined) return fixedDays(year);
  return days.split(' ').map((day) => `${year}-${day}`);
}

export function isExtraInMumbai(date: IsoDate): boolean {
  return EXTRA.has(date);
}

/** Whether the exchange itself has said which days of this year are holidays. */
export function isPublishedInMumbai(year: number): boolean {
  return year in PUBLISHED;
}

// Republic Day, Good Friday, Ambedkar's birthday, Maharashtra Day, Independence Day, Gandhi's birthday, Christmas.
function fixedDays(year: number): readonly IsoDate[] {
  const fixed = ['01-26', '04-14', '05-01', '08-15', '10-02', '12-25'].map((day) => `${year}-${day}`);
  return [...fixed, goodFriday(year)];
}
