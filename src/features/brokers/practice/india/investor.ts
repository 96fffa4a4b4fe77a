/**
 * Rule: an account at Zerodha is its orders: shares bought today are a position until tomorrow, then on their way for a
 * session, then delivered; shares sold today are still held, but used. Example: bought on Thursday, on their way all
 * of Friday and the weekend, delivered on Monday.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { isSession, nextSession } from '../../../../lib/market-calendar.ts';
import { instantAt } from '../../../../lib/market-hours.ts';
import type { Market } from '../market/market.ts';
import { BOUGHT, type Purchase } from './purchases.ts';

export interface IndianOrder {
  readonly at: number;
  readonly on: IsoDate;
  readonly symbol: string;
  /** Negative: sold. */
  readonly count: number;
  /** In paise; null: shares that came from elsewhere, at a price nobody here knows. */
  readonly price: number | null;
}

/** What is held of one share, in the five quantities it is told apart by. */
export interface IndianHolding {
  readonly symbol: string;
  readonly delivered: number;
  readonly onTheWay: number;
  readonly pledged: number;
  readonly soldToday: number;
  /** In paise; null where it is not known. */
  readonly average: number | null;
}

export const PLEDGED: Readonly<Record<string, number>> = { RELIANCE: 25, NTPC: 150 };
const SAVING = 'NIFTYBEES';
const SAVING_SINCE = -30;

/** Every order filled until now, oldest first. */
export function ordersUntil(market: Market, at: number): readonly IndianOrder[] {
  const orders = [...BOUGHT.map((each) => bought(market, each)), ...savings(market, at)];
  return orders.filter((order) => order.at <= at).toSorted((a, b) => a.at - b.at);
}

function bought(market: Market, { symbol, week, count, isTransfer }: Purchase): IndianOrder {
  const on = sessionFrom(addDays(market.anchor, 7 * week + (Math.abs(week) % 5)));
  return order(market, symbol, on, '11:07', count, isTransfer === true);
}

// A few units of a fund every session, and a few sold on Thursdays: so something is always on its way.
function* savings(market: Market, at: number): Generator<IndianOrder> {
  const days = market.days('NSE');
  const last = days.dateAt(at);
  const first = sessionFrom(addDays(market.anchor, 7 * SAVING_SINCE));
  for (let date = first; date <= last; date = nextSession(date, 'NSE')) {
    yield order(market, SAVING, date, '10:21', 4, false);
    if (new Date(`${date}T00:00:00Z`).getUTCDay() === 4)
      yield order(market, SAVING, date, '14:02', -6, false);
  }
}

function order(
  market: Market,
  symbol: string,
  on: IsoDate,
  time: string,
  count: number,
  isTransfer: boolean,
): IndianOrder {
  const at = instantAt(on, time, 'NSE');
  return { at, on, symbol, count, price: isTransfer ? null : market.priceAt(symbol, at) };
}

function sessionFrom(date: IsoDate): IsoDate {
  return isSession(date, 'NSE') ? date : nextSession(date, 'NSE');
}

export function holdingsAt(market: Market, at: number): readonly IndianHolding[] {
  const today = market.days('NSE').dateAt(at);
  const bySymbol = Map.groupBy(ordersUntil(market, at), ({ symbol }) => symbol);
  return [...bySymbol]
    .map(([symbol, orders]) => holdingOf(symbol, orders, today))
    .filter(({ delivered, onTheWay }) => delivered + onTheWay > 0)
    .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function holdingOf(symbol: string, orders: readonly IndianOrder[], today: IsoDate): IndianHolding {
  const before = orders.filter(({ on }) => on < today);
  const isOnTheWay = ({ on, count }: IndianOrder) => count > 0 && nextSession(on, 'NSE') >= today;
  const onTheWay = sum(before.filter(isOnTheWay));
  const delivered = sum(before) - onTheWay;
  const soldToday = 0 - sum(orders.filter(({ on, count }) => on === today && count < 0));
  const pledged = Math.min(PLEDGED[symbol] ?? 0, delivered);
  return { symbol, delivered, onTheWay, pledged, soldToday, average: averageOf(before) };
}

function sum(orders: readonly IndianOrder[]): number {
  return orders.reduce((total, { count }) => total + count, 0);
}

/** Of what is left when those bought first are sold first. */
function averageOf(orders: readonly IndianOrder[]): number | null {
  if (orders.some(({ price }) => price === null)) return null;
  let sold = -sum(orders.filter(({ count }) => count < 0));
  let [shares, cost] = [0, 0];
  for (const { count, price } of orders.filter((each) => each.count > 0)) {
    const gone = Math.min(sold, count);
    sold -= gone;
    shares += count - gone;
    cost += (count - gone) * (price ?? 0);
  }
  return shares === 0 ? null : cost / shares;
}

/** Rupees paid in, less what the orders took, in paise; charges are left out. */
export function cashUntil(orders: readonly IndianOrder[]): number {
  return orders.reduce((cash, { count, price }) => cash - count * (price ?? 0), PAID_IN);
}

const PAID_IN = 520_000_000;
