import { type IsoDate, weekday } from './dates.ts';
import { dateIn, wallTimeIn, zoneAbbreviation } from './time-zones.ts';

const DAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// How many of each make it time for the next larger one.
const STEPS = [
  [MINUTE, 60, 'minute'],
  [HOUR, 24, 'hour'],
  [DAY, 30, 'day'],
  [30.44 * DAY, 12, 'month'],
  [365.25 * DAY, Number.POSITIVE_INFINITY, 'year'],
] as const;

/** 'Fri 20 Mar', with the year when it is not this one. */
export function formatDate(date: IsoDate | null, today: IsoDate, unknown = 'unknown'): string {
  if (date === null) return unknown;
  const [year = '', month = '', day = ''] = date.split('-');
  const text = `${DAYS[weekday(date)]} ${Number(day)} ${MONTHS[Number(month)]}`;
  return today.startsWith(year) ? text : `${text} ${year}`;
}

/** 'Fri 20 Mar, 16:45': for someone whose own zone it is. */
export function formatLocal(instant: number | null, zone: string, now: number, unknown = 'unknown'): string {
  if (instant === null) return unknown;
  return `${formatDate(dateIn(instant, zone), dateIn(now, zone))}, ${wallTimeIn(instant, zone).slice(0, 5)}`;
}

/** 'Fri 20 Mar, 16:45 IST' */
export function formatInstant(
  instant: number | null,
  zone: string,
  now: number,
  unknown = 'unknown',
): string {
  if (instant === null) return unknown;
  return `${formatLocal(instant, zone, now)} ${zoneAbbreviation(instant, zone)}`;
}

/** '3 minutes ago', 'in 6 days'; stands beside an absolute time, never alone. */
export function formatRelative(instant: number | null, now: number, unknown = 'unknown'): string {
  if (instant === null) return unknown;
  const distance = Math.abs(instant - now);
  const isPast = instant <= now;
  if (Math.round(distance / MINUTE) === 0) return isPast ? 'just now' : 'in a moment';
  const text = inWords(distance);
  return isPast ? `${text} ago` : `in ${text}`;
}

/** '2 h 5 min': the two largest units that say something. */
export function formatDuration(milliseconds: number | null, unknown = 'unknown'): string {
  if (milliseconds === null) return unknown;
  const seconds = Math.round(Math.max(0, milliseconds) / SECOND);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  const told = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return first === -1 ? '0 s' : told.map((part) => part.join(' ')).join(' ');
}

function inWords(distance: number): string {
  const step = STEPS.find(([size, limit]) => Math.round(distance / size) < limit) ?? STEPS[4];
  const count = Math.round(distance / step[0]);
  return `${count} ${step[2]}${count === 1 ? '' : 's'}`;
}
