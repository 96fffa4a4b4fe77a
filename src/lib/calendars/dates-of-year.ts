import { addDays, type IsoDate, weekday } from '../dates.ts';

/** The n-th of a weekday (Monday 1) in a month. */
export function nth(year: number, month: number, day: number, n: number): IsoDate {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (n - 1));
}

export function lastMonday(year: number, month: number): IsoDate {
  const next = `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -(((weekday(next) - 1 + 6) % 7) + 1));
}

export function goodFriday(year: number): IsoDate {
  return addDays(easter(year), -2);
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
