/**
 * The practice market: two accounts at Schwab and one at Zerodha, whose owner has traded for three years when the
 * anchor comes, and trades on. A seed and a Monday make it, the same on every machine; whoever asks says when.
 */
import { addDays, type IsoDate, weekday } from '../../../lib/dates.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { Desk } from './ledger/desk.ts';
import { Ledger, type Source } from './ledger/ledger.ts';
import { AMERICAN } from './market/american.ts';
import { INDIAN } from './market/indian.ts';
import { Market } from './market/market.ts';
import { STORIES } from './stories/all.ts';
import { journalBetween, moveCash } from './stories/cash.ts';
import { crowdOf, type Size, tradeInCrowd } from './trader/crowd.ts';
import { type Habits, tradeTheWheel } from './trader/wheel.ts';

export interface WorldOptions {
  readonly seed: number;
  /** A Monday. */
  readonly anchor: IsoDate;
  /** A large history instead of the stories: for measuring. */
  readonly size?: Size;
}

export interface World {
  readonly seed: number;
  readonly anchor: IsoDate;
  readonly market: Market;
  readonly ledger: Ledger;
}

/** Account numbers as Schwab writes them. */
export const MAIN = '48213907';
export const OTHER = '60377125';

const FIRST_WEEK = -170;

export function makeWorld({ seed, anchor, size }: WorldOptions): World {
  const crowd = size === undefined ? [] : crowdOf(size);
  const market = new Market(anchor, seed, [...AMERICAN, ...INDIAN, ...crowd]);
  const start = addDays(anchor, 7 * FIRST_WEEK);
  const sources = (ledger: Ledger) =>
    size === undefined ? lifeOf(market, ledger, start) : tradeInCrowd(market, crowd, size, MAIN);
  return { seed, anchor, market, ledger: new Ledger(start, sources) };
}

/** The Monday of the week in which this moment lies, in UTC. */
export function anchorOf(at: number): IsoDate {
  const date = dateIn(at, 'UTC');
  return addDays(date, 1 - weekday(date));
}

const WHEELS: readonly Habits[] = [
  { account: MAIN, symbol: 'F', size: 5, days: 30, fills: 1, eagerness: 0.2, fromWeek: -165 },
  { account: MAIN, symbol: 'BAC', size: 2, days: 34, fills: 1, eagerness: 0.15, fromWeek: -158 },
  { account: MAIN, symbol: 'SOFI', size: 4, days: 28, fills: 1, eagerness: 0.2, fromWeek: -118 },
  { account: MAIN, symbol: 'AMD', size: 1, days: 32, fills: 1, eagerness: 0.1, fromWeek: -98 },
  { account: OTHER, symbol: 'PFE', size: 3, days: 36, fills: 1, eagerness: 0.12, fromWeek: -161 },
  { account: OTHER, symbol: 'INTC', size: 2, days: 31, fills: 1, eagerness: 0.12, fromWeek: -120 },
];

function lifeOf(market: Market, ledger: Ledger, start: IsoDate): readonly Source[] {
  return [
    moveCash(ledger, { account: MAIN, story: 'cash', first: 180_000, monthly: 1_500 }, start),
    moveCash(ledger, { account: OTHER, story: 'cash', first: 42_000, monthly: 0 }, addDays(start, 9)),
    journalBetween(MAIN, OTHER, addDays(market.anchor, -7 * 79 + 1), 4_000)[Symbol.iterator](),
    ...WHEELS.map((habits) => tradeTheWheel(market, habits)),
    ...STORIES.map((story) => told(market, story)[Symbol.iterator]()),
  ];
}

function told(market: Market, { account, symbol, name, tell }: (typeof STORIES)[number]) {
  const desk = new Desk(market, account === 'main' ? MAIN : OTHER, symbol, name);
  tell(desk);
  return desk.take();
}
