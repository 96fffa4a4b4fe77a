import { addDays, type IsoDate, isIsoDate } from '../../../../lib/dates.ts';
import { dateIn } from '../../../../lib/time-zones.ts';

const SIX = 'T06:00:00+05:30';

/**
 * Rule: every access ends at six in the morning in India, whenever it was given: at 02:00 it lives four hours, at
 * 06:00 a whole day.
 */
export function nextSix(now: number): number {
  const today = dateIn(now, 'Asia/Kolkata');
  const six = Date.parse(today + SIX);
  return six > now ? six : Date.parse(addDays(today, 1) + SIX);
}

export interface KiteTime {
  readonly instant: number;
  readonly date: IsoDate;
}

const NAIVE = /^(\d{4}-\d\d-\d\d)[ T]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\+05:?30)?$/;

/** `2021-05-31 09:16:39` names no zone: it is India's. null for what is no time, or 1970, which means none. */
export function readKiteTime(text: string | null | undefined): KiteTime | null {
  const [match, date = '', clock] = NAIVE.exec(text ?? '') ?? [];
  if (match === undefined || !isIsoDate(date) || date < '1990-01-01' || date >= '2100-01-01') return null;
  return { instant: Date.parse(`${date}T${clock}+05:30`), date };
}

/** Midnight in India. */
export function startOfDay(instant: number): number {
  return Date.parse(`${dateIn(instant, 'Asia/Kolkata')}T00:00:00+05:30`);
}
