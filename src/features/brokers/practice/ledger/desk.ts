import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { isSession, nextSession, previousSession } from '../../../../lib/market-calendar.ts';
import { instantAt } from '../../../../lib/market-hours.ts';
import type { Instrument, OptionContract } from '../../../../model/instrument.ts';
import { draw, seedOf } from '../chance.ts';
import { contractFor, optionPriceAt } from '../market/contracts.ts';
import type { Market } from '../market/market.ts';
import type { Security } from '../market/securities.ts';
import { type Fill, tradeOf } from './bookings.ts';
import type { Draft } from './postings.ts';

/** What an order says: so many of this, - sold, at the market's price. */
export interface Leg {
  readonly instrument: Instrument;
  readonly count: number;
}

export interface Position {
  readonly contract: OptionContract;
  /** Negative: short. */
  readonly count: number;
}

/** One ticker of one account: what is held of it, and the rows that came of it. */
export class Desk {
  readonly market: Market;
  readonly of: Security;
  shares = 0;
  readonly who: { readonly account: string; readonly story: string };
  readonly #positions = new Map<string, Position>();
  #drafts: Draft[] = [];
  readonly #seed: number;
  #count = 0;

  constructor(market: Market, account: string, symbol: string, story: string) {
    this.market = market;
    this.of = market.security(symbol);
    this.who = { account, story };
    this.#seed = seedOf(`${account} ${symbol} ${story}`, market.seed);
  }

  /** Draws of this desk's own, each asked for by its keys. */
  get seed(): number {
    return this.#seed;
  }

  get positions(): readonly Position[] {
    return [...this.#positions.values()];
  }

  get isFlat(): boolean {
    return this.shares === 0 && this.#positions.size === 0;
  }

  /** The rows since the last time, in the order they are booked; those of a later time wait for it. */
  take(until = Number.POSITIVE_INFINITY): readonly Draft[] {
    const due = this.#drafts.filter(({ bookedAt }) => bookedAt < until);
    this.#drafts = this.#drafts.filter(({ bookedAt }) => bookedAt >= until);
    return due.toSorted((a, b) => a.bookedAt - b.bookedAt);
  }

  /** The session in this week from the anchor: Monday is 1; the next one where that is a holiday. */
  day(week: number, weekday = 1): IsoDate {
    const date = addDays(this.market.anchor, 7 * week + weekday - 1);
    return isSession(date) ? date : nextSession(date);
  }

  /** The last session of this week. */
  fridayOf(week: number): IsoDate {
    const friday = addDays(this.market.anchor, 7 * week + 4);
    return isSession(friday) ? friday : previousSession(friday);
  }

  at(date: IsoDate, time: string): number {
    return instantAt(date, time, 'NYSE') + (this.next(60) + 1) * 1000;
  }

  spot(at: number): number {
    return this.market.priceAt(this.of.symbol, at) / 100;
  }

  put(strike: number, expiresOn: IsoDate, count: number): Leg {
    return { instrument: contractFor(this.of, 'PUT', strike, expiresOn), count };
  }

  call(strike: number, expiresOn: IsoDate, count: number): Leg {
    return { instrument: contractFor(this.of, 'CALL', strike, expiresOn), count };
  }

  stock(count: number): Leg {
    return { instrument: { kind: 'SHARE', ticker: this.of.symbol }, count };
  }

  /** What takes back so many contracts of a position, all of them unless said. */
  back({ instrument, count }: Leg, part = Math.abs(count)): Leg {
    return { instrument, count: -Math.sign(count) * part };
  }

  /** One order; each leg in so many fills, a second or more apart. */
  order(at: number, legs: readonly Leg[], fills = 1, order: object = {}): object {
    const second = legs.length > 1 ? 0 : 1000;
    for (const leg of legs)
      for (const [i, fill] of this.#fills(leg, at, fills).entries())
        this.book(tradeOf(this.who, at + i * 4 * second, order, [fill]));
    return order;
  }

  /** All legs in one row, as some of Schwab's rows have them. */
  combined(at: number, legs: readonly Leg[]): void {
    this.book(
      tradeOf(
        this.who,
        at,
        {},
        legs.flatMap((leg) => this.#fills(leg, at, 1)),
      ),
    );
  }

  #fills({ instrument, count }: Leg, at: number, fills: number): readonly Fill[] {
    const price = this.#priceOf(instrument, count, at);
    const held = this.#held(instrument);
    const effect = held * count < 0 ? 'CLOSING' : 'OPENING';
    const parts = partsOf(count, fills);
    return parts.map((part, i) => ({ instrument, count: part, cents: price + (i % 2), effect }) as const);
  }

  // Nobody gets the middle: a third of the way from it.
  #priceOf(instrument: Instrument, count: number, at: number): number {
    if (instrument.kind === 'SHARE') return this.market.priceAt(instrument.ticker, at) + Math.sign(count);
    const { bid, ask } = optionPriceAt(this.market, instrument, at);
    const middle = (bid + ask) / 2;
    const price = middle + (Math.sign(count) * (ask - bid)) / 6;
    return Math.max(1, Math.round(price));
  }

  /** What becomes of the row booked last. */
  changeLast(change: (draft: Draft) => Draft): void {
    const last = this.#drafts.pop();
    if (last !== undefined) this.#drafts.push(change(last));
  }

  book(draft: Draft): void {
    this.#drafts.push(draft);
    for (const { instrument, quantityE8 } of draft.moves) this.#move(instrument, quantityE8 / 1e8);
  }

  #move(instrument: Instrument, count: number): void {
    if (instrument.kind === 'SHARE') {
      this.shares = Math.round((this.shares + count) * 1e4) / 1e4;
      return;
    }
    const left = (this.#positions.get(instrument.symbol)?.count ?? 0) + count;
    if (left === 0) this.#positions.delete(instrument.symbol);
    else this.#positions.set(instrument.symbol, { contract: instrument, count: left });
  }

  #held(instrument: Instrument): number {
    return instrument.kind === 'SHARE' ? this.shares : (this.#positions.get(instrument.symbol)?.count ?? 0);
  }

  /** The next draw in turn, below this number. */
  next(below: number): number {
    return draw(this.#seed, this.#count++) % below;
  }
}

function partsOf(count: number, fills: number): readonly number[] {
  const sign = Math.sign(count);
  const size = Math.abs(count);
  const lot = size >= 100 ? 100 : 1;
  const parts: number[] = [];
  let left = size;
  while (parts.length < fills - 1 && left > lot) {
    parts.push(sign * lot);
    left -= lot;
  }
  return [...parts, sign * left];
}
