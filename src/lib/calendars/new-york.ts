import { addDays, type IsoDate, weekday } from '../dates.ts';
import { goodFriday, lastMonday, nth } from './dates-of-year.ts';

/** Days the New York exchange was closed out of turn: a new one is written here. */
const MOURNING = ['2018-12-05', '2025-01-09'];

/** Weekdays without trade; every one follows from a rule. */
export function closedInNewYork(year: number): readonly IsoDate[] {
  return [
    // Falling on a Saturday, New Year is not made up for: the Friday before closes the year's books.
    weekday(`${year}-01-01`) === 7 ? `${year}-01-02` : `${year}-01-01`,
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    goodFriday(year),
    lastMonday(year, 5),
    ...(year >= 2022 ? [observed(`${year}-06-19`)] : []),
    observed(`${year}-07-04`),
    nth(year, 9, 1, 1),
    thanksgiving(year),
    observed(`${year}-12-25`),
    ...MOURNING.filter((date) => date.startsWith(`${year}-`)),
  ];
}

/** Days that end at 13:00, where they are sessions at all. */
export function shortInNewYork(year: number): readonly IsoDate[] {
  return [`${year}-07-03`, addDays(thanksgiving(year), 1), `${year}-12-24`];
}

function thanksgiving(year: number): IsoDate {
  return nth(year, 11, 4, 4);
}

/** A Saturday's holiday is kept on Friday, a Sunday's on Monday. */
function observed(date: IsoDate): IsoDate {
  const day = weekday(date);
  if (day === 6) return addDays(date, -1);
  return day === 7 ? addDays(date, 1) : date;
}
