import type { IsoDate } from './dates.ts';

// Building a formatter costs a hundred times what using it does.
const clocks = new Map<string, Intl.DateTimeFormat>();
const names = new Map<string, readonly Intl.DateTimeFormat[]>();

// Each of these knows the abbreviations of its own readers, and says GMT+5:30 for the others'.
const LOCALES = ['en-US', 'en-IN', 'en-GB', 'en-AU'];

// The engine lists each zone under its oldest name only.
const ALSO = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Ho_Chi_Minh',
  'Europe/Kyiv',
  'America/Argentina/Buenos_Aires',
];
let known: ReadonlySet<string> | null = null;

/** Only names of the list: any spelling the engine would take costs a formatter that is kept for good. */
export function isTimeZone(name: string): boolean {
  known ??= new Set([...Intl.supportedValuesOf('timeZone'), ...ALSO]);
  return known.has(name);
}

const dates = new Map<string, IsoDate>();
const MOST_REMEMBERED = 20_000;
const QUARTER = 900_000;

/** The calendar date at an instant (milliseconds since 1970) where the clocks show this zone. */
export function dateIn(instant: number, zone: string): IsoDate {
  // Midnight has fallen on a quarter of an hour in every zone since 1972: within one the date is the same.
  const key = `${Math.floor(instant / QUARTER)} ${zone}`;
  const known = dates.get(key);
  if (known !== undefined) return known;
  if (dates.size >= MOST_REMEMBERED) dates.clear();
  const date = clockOf(zone).format(instant).slice(0, 10);
  dates.set(key, date);
  return date;
}

/** '16:45:00' */
export function wallTimeIn(instant: number, zone: string): string {
  return clockOf(zone).format(instant).slice(-8);
}

/** 'EDT', 'IST', 'UTC'; 'GMT+4' where nobody we know has a short name for it. */
export function zoneAbbreviation(instant: number, zone: string): string {
  const known = namesOf(zone).map((formatter) => zoneName(formatter, instant));
  return known.find((name) => !/^GMT[+-]/.test(name)) ?? known[0] ?? zone;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const clock = clocks.get(zone) ?? newClock(zone);
  clocks.set(zone, clock);
  return clock;
}

// Swedes write dates as ISO does: 2026-03-20 16:45:00.
function newClock(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
}

function namesOf(zone: string): readonly Intl.DateTimeFormat[] {
  const formatters =
    names.get(zone) ??
    LOCALES.map((locale) => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }));
  names.set(zone, formatters);
  return formatters;
}

function zoneName(formatter: Intl.DateTimeFormat, instant: number): string {
  return formatter.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
}
