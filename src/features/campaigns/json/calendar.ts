import * as z from 'zod';
import { E4, E6, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { CURRENCIES } from '../../../model/money.ts';
import type { Day } from '../engine/calendar/days.ts';
import type { Expiry } from '../engine/calendar/expiries.ts';
import type { CalendarFound } from '../engine/calendar/found.ts';
import { BOOKS } from '../engine/statistics/narrowing.ts';
import { rowJson, rowShape } from './statistics.ts';

const decimal = z.string();

const expiry = z.strictObject({
  campaign: z.string(),
  ticker: z.string(),
  symbol: z.string(),
  type: z.enum(['PUT', 'CALL']),
  strike: decimal,
  quantity: decimal,
});

const day = z.strictObject({
  on: z.iso.date(),
  trades: z.boolean(),
  closes_early: z.boolean(),
  monthly_expiry: z.boolean(),
  days_away: z.number(),
  /** null where nothing ended. */
  realised: decimal.nullable(),
  rows: z.number(),
  expiries: z.array(expiry),
});

export const calendarShape = z.strictObject({
  month: z.string(),
  book: z.enum(BOOKS),
  currency: z.enum(CURRENCIES),
  today: z.iso.date(),
  realised: decimal,
  left_out: z.number(),
  days: z.array(day),
  opened: z.strictObject({ on: z.iso.date(), rows: z.array(rowShape) }).nullable(),
});

const money = (amountE4: number) => formatFixed(amountE4, E4, 2);

/** Every day of the month on which the exchange trades, something ended or something will. */
export function calendarJson(found: CalendarFound): z.infer<typeof calendarShape> {
  const { told, narrowing, today, unknownCount, opened } = found;
  const days = told.weeks.flatMap((week) => week.days).filter(({ isInMonth }) => isInMonth);
  return {
    month: told.month,
    book: narrowing.book,
    currency: narrowing.currency,
    today,
    realised: money(told.realisedE4),
    left_out: unknownCount,
    days: days.map(dayJson),
    opened: opened && { on: opened.on, rows: opened.rows.map(rowJson) },
  };
}

function dayJson({ on, isHoliday, isWeekend, isShort, isMonthly, daysAway, realised, expiries }: Day) {
  return {
    on,
    trades: !isHoliday && !isWeekend,
    closes_early: isShort,
    monthly_expiry: isMonthly,
    days_away: daysAway,
    realised: realised === null ? null : money(realised.realisedE4),
    rows: realised?.count ?? 0,
    expiries: expiries.map(expiryJson),
  };
}

function expiryJson({ campaign, ticker, contract, quantityE8 }: Expiry): z.infer<typeof expiry> {
  const { symbol, type, strikeE6 } = contract;
  const strike = formatScaled(strikeE6, E6);
  return { campaign, ticker, symbol, type, strike, quantity: formatScaled(quantityE8, E8) };
}
