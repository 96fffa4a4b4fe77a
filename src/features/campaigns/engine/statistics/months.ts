import type { IsoDate } from '../../../../lib/dates.ts';

/** '2026-03' */
export type Month = string;

export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7);
}

export function monthAfter(month: Month, by = 1): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

const LONGEST = 600;

/** From the first to the last of these, those in which nothing happened among them; not over half a century of gaps. */
export function monthsBetween(months: readonly Month[]): readonly Month[] {
  const known = months.toSorted();
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || monthAfter(first, LONGEST) < last) return known;
  const all = [first];
  for (let month = monthAfter(first); month <= last; month = monthAfter(month)) all.push(month);
  return all;
}

export function firstDay(month: Month): IsoDate {
  return `${month}-01`;
}

export function lastDay(month: Month): IsoDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
