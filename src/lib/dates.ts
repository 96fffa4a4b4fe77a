/** A calendar date, 'YYYY-MM-DD': as text it sorts and compares as a date. */
export type IsoDate = string;

const SHAPE = /^\d{4}-\d\d-\d\d$/;
const DAY = 86_400_000;

export function isIsoDate(text: string): boolean {
  if (midnights.has(text)) return true;
  const instant = SHAPE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(instant) || dateOf(instant) !== text) return false;
  if (midnights.size >= MOST_REMEMBERED) midnights.clear();
  midnights.set(text, instant);
  return true;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOf(midnight(date) + days * DAY);
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (midnight(to) - midnight(from)) / DAY;
}

export function compareDates(a: IsoDate, b: IsoDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Monday is 1, Sunday 7. */
export function weekday(date: IsoDate): number {
  return new Date(midnight(date)).getUTCDay() || 7;
}

// The same few thousand dates come again and again: reading them was half of what grouping 100,000 rows cost.
const midnights = new Map<IsoDate, number>();
const MOST_REMEMBERED = 20_000;

// A date that is none is a bug of the caller: what comes from outside passes isIsoDate first.
function midnight(date: IsoDate): number {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  if (!isIsoDate(date)) throw new RangeError(`${date} is not a date`);
  return midnights.get(date) ?? Date.parse(`${date}T00:00:00Z`);
}

function dateOf(instant: number): IsoDate {
  return new Date(instant).toISOString().slice(0, 10);
}
