import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { isSession, nextSession } from '../../../../lib/market-calendar.ts';
import { cashOf } from '../ledger/bookings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Draft } from '../ledger/postings.ts';

export interface Purse {
  readonly account: string;
  readonly story: string;
  /** On the first day, and every month after. */
  readonly first: number;
  readonly monthly: number;
}

const DOLLAR = 10_000;

/** Money that comes and goes without a security: deposits every month, interest when it ends, a transfer a year. */
export function* moveCash(ledger: Ledger, purse: Purse, from: IsoDate): Generator<Draft> {
  const start = sessionFrom(from);
  yield cashOf(purse, at(start, '13:02:11'), 'WIRE_IN', 'WIRED FUNDS RECEIVED', purse.first * DOLLAR);
  for (let month = monthAfter(start); ; month = monthAfter(month)) {
    const paid = sessionFrom(month);
    if (purse.monthly > 0)
      yield cashOf(
        purse,
        at(paid, '10:31:00'),
        'ELECTRONIC_FUND',
        'TFR BANK OF AMERICA',
        purse.monthly * DOLLAR,
      );
    if (month.slice(5, 7) === '04')
      yield cashOf(purse, at(paid, '14:12:00'), 'ACH_DISBURSEMENT', 'TFR U.S. TREASURY', -3_200 * DOLLAR);
    const ends = addDays(month, 27);
    const interest = interestOf(purse, ledger.cashAt(purse.account, Date.parse(ends)), ends);
    if (interest !== null) yield interest;
  }
}

function interestOf(purse: Purse, cashE4: number, date: IsoDate): Draft | null {
  const rate = cashE4 > 0 ? 0.0045 : 0.118;
  const amountE4 = Math.round((cashE4 * rate) / 12 / 100) * 100;
  if (amountE4 === 0) return null;
  const [from, to] = [addDays(date, -28), addDays(date, -1)].map((each) => each.slice(5).replace('-', '/'));
  const words = cashE4 > 0 ? `SCHWAB1 INT ${from}-${to}` : `INTEREST ${from}THRU ${to}`;
  return cashOf(purse, at(sessionFrom(date), '07:05:00'), 'DIVIDEND_OR_INTEREST', words, amountE4);
}

/** Between two accounts of one owner: both rows of one moment. */
export function journalBetween(from: string, to: string, date: IsoDate, dollars: number): readonly Draft[] {
  const when = at(sessionFrom(date), '17:20:00');
  const story = 'a journal between own accounts';
  return [
    cashOf({ account: from, story }, when, 'JOURNAL', `JOURNAL TO ...${to.slice(-3)}`, -dollars * DOLLAR),
    cashOf({ account: to, story }, when, 'JOURNAL', `JOURNAL FRM ...${from.slice(-3)}`, dollars * DOLLAR),
  ];
}

function at(date: IsoDate, time: string): number {
  return Date.parse(`${date}T${time}Z`);
}

function sessionFrom(date: IsoDate): IsoDate {
  return isSession(date) ? date : nextSession(date);
}

function monthAfter(date: IsoDate): IsoDate {
  return `${addDays(`${date.slice(0, 7)}-01`, 32).slice(0, 7)}-01`;
}
