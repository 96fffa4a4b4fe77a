import type { Desk } from '../ledger/desk.ts';
import { settle } from '../ledger/endings.ts';
import type { Draft } from '../ledger/postings.ts';
import { receiveCash } from '../ledger/receipts.ts';
import { expiryIn } from '../market/contracts.ts';
import { sessionsBefore, strikeEnding, usualStrike } from './scenes.ts';
import { type Story, story } from './story.ts';

const DAY = 86_400_000;

/** What brokers do to rows after the fact. */
export const ODD_ROWS: readonly Story[] = [
  story('INTC', 'a row that is not valid', (desk) => {
    const date = desk.day(-26, 2);
    desk.order(desk.at(date, '10:10'), [
      desk.put(usualStrike(desk, 'PUT', expiryIn(date, 30), desk.at(date, '10:10')), expiryIn(date, 30), -1),
    ]);
    desk.changeLast((draft) => ({ ...draft, status: 'INVALID' }));
  }),
  story('INTC', 'a row that is corrected', (desk) => {
    sellLastWeek(desk, 2, '10:40');
    // On Wednesday of the anchor's week: five cents more had been paid.
    const at = Date.parse(`${desk.market.anchor}T22:05:00Z`) + 2 * DAY;
    desk.changeLast((draft) => ({ ...draft, change: { at, to: dearer(draft, 5) } }));
    settle(desk, lastWeeksExpiry(desk));
  }),
  story('INTC', 'a row that vanishes', (desk) => {
    const date = desk.day(-1, 3);
    desk.order(desk.at(date, '15:12'), [desk.stock(15)]);
    const at = Date.parse(`${desk.market.anchor}T21:40:00Z`) + 3 * DAY;
    desk.changeLast((draft) => ({ ...draft, change: { at, to: null } }));
  }),
  story('INTC', 'a journal posted long after it happened', (desk) => {
    const at = Date.parse(`${desk.day(-20, 4)}T06:15:00Z`);
    receiveCash(desk, at, 'JOURNAL', 'ADJ NET CREDIT INTEREST', 31_000);
    desk.changeLast((draft) => ({ ...draft, time: at - 47 * DAY }));
  }),
  story('INTC', 'notes that move nothing', (desk) => {
    receiveCash(desk, Date.parse(`${desk.day(-75, 2)}T08:00:00Z`), 'SMA_ADJUSTMENT', 'SMA ADJUSTMENT', 0);
    receiveCash(
      desk,
      Date.parse(`${desk.day(-33, 5)}T08:00:00Z`),
      'MEMORANDUM',
      'MARGIN AGREEMENT ON FILE',
      0,
    );
  }),
];

function lastWeeksExpiry(desk: Desk): string {
  return expiryIn(desk.day(-1, 2), 31);
}

function sellLastWeek(desk: Desk, count: number, time: string): void {
  const date = desk.day(-1, 2);
  const expiresOn = lastWeeksExpiry(desk);
  const wish = usualStrike(desk, 'PUT', expiresOn, desk.at(date, time));
  const strike = strikeEnding(desk, 'PUT', 'worthless', expiresOn, wish);
  desk.order(desk.at(date < expiresOn ? date : sessionsBefore(expiresOn, 1), time), [
    desk.put(strike, expiresOn, -count),
  ]);
}

function dearer({ netE4, fees, moves }: Draft, cents: number): Pick<Draft, 'netE4' | 'fees' | 'moves'> {
  const [move] = moves;
  if (move === undefined) return { netE4, fees, moves };
  const moreE4 = Math.round((-move.quantityE8 / 1e8) * cents * 100 * 100);
  const better = { ...move, priceE6: move.priceE6 + cents * 10_000, costE4: move.costE4 + moreE4 };
  return { netE4: netE4 + moreE4, fees, moves: [better] };
}
