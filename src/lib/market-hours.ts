import { nth } from './calendars/dates-of-year.ts';
import { shortInNewYork } from './calendars/new-york.ts';
import type { IsoDate } from './dates.ts';
import type { Exchange } from './market-calendar.ts';

/** When a session begins and ends, in milliseconds since 1970. Of a date without a session: when it would. */
export function opensAt(date: IsoDate, exchange: Exchange): number {
  return instantAt(date, exchange === 'NYSE' ? '09:30' : '09:15', exchange);
}

export function closesAt(date: IsoDate, exchange: Exchange): number {
  if (exchange === 'NSE') return instantAt(date, '15:30', exchange);
  return instantAt(date, yearOf(date).short.has(date) ? '13:00' : '16:00', exchange);
}

/** The moment at which the exchange's clock shows this time; for the small hours of the two days it is changed, a guess. */
export function instantAt(date: IsoDate, time: string, exchange: Exchange): number {
  const offset = exchange === 'NSE' ? '+05:30' : isSummer(date) ? '-04:00' : '-05:00';
  return Date.parse(`${date}T${time}${offset}`);
}

function isSummer(date: IsoDate): boolean {
  const { summer, winter } = yearOf(date);
  return date >= summer && date < winter;
}

interface Year {
  /** Clocks change on the second Sunday of March and the first of November, since 2007. */
  readonly summer: IsoDate;
  readonly winter: IsoDate;
  readonly short: ReadonlySet<IsoDate>;
}

// Reckoning them anew took half of the time of whoever asked for a price.
const years = new Map<string, Year>();

function yearOf(date: IsoDate): Year {
  const name = date.slice(0, 4);
  const known = years.get(name);
  if (known !== undefined) return known;
  const year = Number(name);
  const found = {
    summer: nth(year, 3, 7, 2),
    winter: nth(year, 11, 7, 1),
    short: new Set(shortInNewYork(year)),
  };
  years.set(name, found);
  return found;
}
