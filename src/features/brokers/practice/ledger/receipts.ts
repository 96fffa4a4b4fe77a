/** What an account receives without an order. */
import type { IsoDate } from '../../../../lib/dates.ts';
import { payoutsBetween } from '../market/dividends.ts';
import { cashOf, reinvestmentOf, sharesOf } from './bookings.ts';
import type { Desk } from './desk.ts';

interface Terms {
  /** Shares are bought with it, at once. */
  readonly again?: boolean;
  /** Held before the ex-date; those of now unless said. */
  readonly shares?: number;
}

/** Dividends whose ex-date lies after one session, up to another. */
export function payDividends(desk: Desk, after: IsoDate, to: IsoDate, { again, shares }: Terms = {}): void {
  for (const { paidOn, amountE6 } of payoutsBetween(desk.of, after, to)) {
    const held = shares ?? desk.shares;
    if (held <= 0) continue;
    const paidE4 = Math.round((held * amountE6) / 10_000) * 100;
    const at = Date.parse(`${paidOn}T11:${10 + desk.next(40)}:00Z`);
    receiveCash(desk, at, 'DIVIDEND_OR_INTEREST', payerOf(desk), paidE4);
    withhold(desk, at, paidE4);
    if (again === true) reinvest(desk, paidOn, paidE4);
  }
}

// Whoever pays spells its name in another way than the contracts on its shares.
function payerOf({ of }: Desk): string {
  return of.symbol === 'KO' ? 'THE COCA-COLA CO' : of.name;
}

function withhold(desk: Desk, at: number, paidE4: number): void {
  const tax = desk.of.dividend?.tax ?? 0;
  if (tax > 0) receiveCash(desk, at, 'JOURNAL', payerOf(desk), -Math.round((paidE4 * tax) / 10_000) * 100);
}

function reinvest(desk: Desk, date: IsoDate, paidE4: number): void {
  const at = desk.at(date, '09:31');
  const cents = desk.market.priceAt(desk.of.symbol, at);
  desk.book(reinvestmentOf(desk.who, at, [desk.of.symbol, desk.of.name], paidE4, cents));
}

export function receiveCash(desk: Desk, at: number, type: string, description: string, netE4: number): void {
  desk.book(cashOf(desk.who, at, type, description, netE4));
}

/** Shares that no order brought: of a split, or from elsewhere. */
export function receiveShares(desk: Desk, at: number, description: string, shares: number): void {
  desk.book(sharesOf(desk.who, at, description, desk.of.symbol, shares));
}
