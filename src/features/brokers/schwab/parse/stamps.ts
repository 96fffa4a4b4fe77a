import { type IsoDate, isIsoDate } from '../../../../lib/dates.ts';
import { dateIn } from '../../../../lib/time-zones.ts';
import type { Activity } from '../payloads.ts';
import type { Fault } from './faults.ts';

/**
 * Rule: the exchange's date is New York's. 2026-03-20T02:30:00+0000 is the evening of the 19th; a stamp at exactly
 * midnight UTC is no time at all, but a date Schwab had to put a clock to: it is that date itself.
 */
export interface Stamp {
  readonly instant: number;
  readonly hasTime: boolean;
  readonly date: IsoDate;
}

const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** null for what is no date, or one no brokerage account has seen. */
export function readStamp(text: string): Stamp | null {
  const [match, day = '', clock = '', zone = ''] = ISO.exec(text.trim()) ?? [];
  if (match === undefined || !isTradingDate(day)) return null;
  const instant = Date.parse(`${day}T${clock || '00:00'}${offsetOf(zone)}`);
  if (!Number.isFinite(instant)) return null;
  const hasTime = /[1-9]/.test(clock) || /[1-9]/.test(zone);
  return { instant, hasTime, date: hasTime ? dateIn(instant, 'America/New_York') : day };
}

/** Before 1990 there was no such account, and after 2099 option symbols run out of years. */
export function isTradingDate(day: string): day is IsoDate {
  return isIsoDate(day) && day >= '1990-01-01' && day < '2100-01-01';
}

/** tradeDate says the day; whichever of the two has a clock says the moment. */
export function stampOf({ time, tradeDate }: Activity): Stamp | Fault {
  const happened = readStamp(time);
  const traded = tradeDate == null || tradeDate === time ? happened : readStamp(tradeDate);
  if (happened === null || traded === null) return { fault: 'has no date we can read' };
  const moment = happened.hasTime ? happened : traded;
  return { ...moment, date: traded.date };
}

// '+0000' and '+05' are ISO 8601, but not the part of it that Date.parse promises to read.
function offsetOf(zone: string): string {
  const digits = zone.replace(':', '');
  return digits.length < 3 ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`;
}
