import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { isSession, nextSession } from '../../../../lib/market-calendar.ts';
import type { Security } from './securities.ts';

export interface Payout {
  /** Whoever holds the share when the session before ends is paid. */
  readonly exDate: IsoDate;
  readonly paidOn: IsoDate;
  readonly amountE6: number;
}

/** Those whose ex-date lies after the first date, up to and including the second. */
export function payoutsBetween(of: Security, after: IsoDate, to: IsoDate): readonly Payout[] {
  if (of.dividend === null) return [];
  const found: Payout[] = [];
  const last = Number(to.slice(0, 4));
  for (let year = Number(after.slice(0, 4)); year <= last; year++)
    for (let quarter = 0; quarter < 4; quarter++) {
      const payout = payoutOf(of.dividend, year, quarter);
      if (payout.exDate > after && payout.exDate <= to) found.push(payout);
    }
  return found;
}

function payoutOf(
  { amountE6, month, day, daysToPay }: NonNullable<Security['dividend']>,
  year: number,
  quarter: number,
): Payout {
  const first = `${year}-${String(month + 3 * quarter).padStart(2, '0')}-01`;
  const exDate = onOrAfter(addDays(first, day - 1));
  return { exDate, paidOn: onOrAfter(addDays(exDate, daysToPay)), amountE6 };
}

function onOrAfter(date: IsoDate): IsoDate {
  return isSession(date) ? date : nextSession(date);
}
