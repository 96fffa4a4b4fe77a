import type { Db } from '../../../db/open.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import { endingDays } from '../engine/calendar/expiries.ts';
import type { CalendarFound } from '../engine/calendar/found.ts';
import { tellMonth } from '../engine/calendar/month.ts';
import { firstDay, lastDay, monthOf } from '../engine/statistics/months.ts';
import type { Narrowing } from '../engine/statistics/narrowing.ts';
import type { SummedRow } from '../engine/statistics/summed-row.ts';
import { expiriesBetween, unknownBetween } from '../store/calendar.ts';
import { realisedByDay, summedRows } from '../store/sums-by-row.ts';
import type { CalendarQuery } from '../view/statistics/address.ts';
import { choiceOf, narrowingOf } from './statistics.ts';

const MOST_ROWS = 500;
const MOST_AHEAD = 4;
const FAR_AHEAD = '9999-12-31';

/** The month asked for, else that of the day asked for, else this one. */
export function lookAtCalendar(db: Db, userId: string, query: CalendarQuery, today: IsoDate): CalendarFound {
  const { day } = query;
  const month = query.month ?? monthOf(day ?? today);
  const choice = choiceOf(db, userId);
  const chosen = narrowingOf(db, userId, query, choice);
  const [from, to] = [firstDay(month), lastDay(month)];
  const narrowing = { ...chosen, from, to };
  const realised = realisedByDay(db, userId, narrowing);
  const expiries = expiriesBetween(db, userId, chosen, from, to);
  const ahead = expiriesBetween(db, userId, chosen, today, FAR_AHEAD);
  return {
    narrowing,
    choice,
    today,
    told: tellMonth(month, today, realised, expiries),
    ahead: endingDays(ahead).slice(0, MOST_AHEAD),
    opened: day?.startsWith(month) ? { on: day, rows: rowsOn(db, userId, chosen, day) } : null,
    unknownCount: unknownBetween(db, userId, chosen, from, to),
  };
}

function rowsOn(db: Db, userId: string, narrowing: Narrowing, day: IsoDate): readonly SummedRow[] {
  const ofDay = { ...narrowing, from: day, to: day };
  return summedRows(db, userId, 'realised', ofDay, null, MOST_ROWS).rows;
}
