import { draw } from '../chance.ts';
import { dayBar } from '../market/candles.ts';
import type { World } from '../world.ts';
import { indianTime, type Listed, listedByKey } from './spelling.ts';

export interface DayPrices {
  readonly last: number;
  readonly previous: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly average: number;
  readonly volume: number;
}

/** In rupees. The two exchanges differ by a step of the price now and then. */
export function dayOf({ market }: World, { of, exchange }: Listed, at: number): DayPrices {
  const moment = market.days('NSE').momentOf(at);
  const bar = dayBar(market, of, moment.session, moment.part);
  const apart = exchange === 'BSE' ? ((draw(Math.floor(at / 60_000), of.number) % 3) - 1) * of.tick : 0;
  const previous = market.adjustedIn(of, { session: moment.session - 1, part: 1 });
  return {
    last: (bar.close + apart) / 100,
    previous: previous / 100,
    open: bar.open / 100,
    high: Math.max(bar.high, bar.close + apart) / 100,
    low: Math.min(bar.low, bar.close + apart) / 100,
    average: Math.round((bar.open + bar.high + bar.low + bar.close) / 4) / 100,
    volume: of.kind === 'INDEX' ? 0 : Math.round(bar.volume / (exchange === 'BSE' ? 12 : 1)),
  };
}

/** Under the keys that were asked for; what is not listed is missing. */
export function ltp(world: World, keys: readonly string[], at: number) {
  return each(keys, (listed) => ({
    instrument_token: listed.token,
    last_price: dayOf(world, listed, at).last,
  }));
}

export function ohlc(world: World, keys: readonly string[], at: number) {
  return each(keys, (listed) => {
    const day = dayOf(world, listed, at);
    return { instrument_token: listed.token, last_price: day.last, ohlc: ohlcOf(day) };
  });
}

export function quote(world: World, keys: readonly string[], at: number) {
  return each(keys, (listed) => {
    const day = dayOf(world, listed, at);
    const depth = depthOf(listed, day, at);
    return {
      instrument_token: listed.token,
      timestamp: indianTime(at),
      last_trade_time: indianTime(tradedAt(world, at)),
      last_price: day.last,
      last_quantity: lastQuantity(listed, at),
      buy_quantity: quantityIn(depth.buy),
      sell_quantity: quantityIn(depth.sell),
      volume: day.volume,
      average_price: day.average,
      oi: 0,
      oi_day_high: 0,
      oi_day_low: 0,
      net_change: 0,
      lower_circuit_limit: Math.round(day.previous * 18) / 20,
      upper_circuit_limit: Math.round(day.previous * 22) / 20,
      ohlc: ohlcOf(day),
      depth,
    };
  });
}

/** `close` is the session before's. */
export function ohlcOf({ open, high, low, previous }: DayPrices) {
  return { open, high, low, close: previous };
}

function each<T>(keys: readonly string[], print: (listed: Listed) => T): Record<string, T> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const listed = listedByKey(key);
      return listed === null ? [] : [[key, print(listed)]];
    }),
  );
}

interface Depth {
  readonly price: number;
  readonly quantity: number;
  readonly orders: number;
}

export function depthOf({ of, number }: Listed, { last }: DayPrices, at: number) {
  const side = (sign: number): readonly Depth[] =>
    Array.from({ length: 5 }, (_, i) => {
      const luck = draw(Math.floor(at / 1000), number, i, sign);
      const price = Math.round(last * 100 + sign * (i + 1) * of.tick) / 100;
      return { price, quantity: 5 + (luck % 900), orders: 1 + (luck % 12) };
    });
  return { buy: side(-1), sell: side(1) };
}

export function quantityIn(depth: readonly Depth[]): number {
  return depth.reduce((sum, { quantity }) => sum + quantity, 0);
}

export function lastQuantity({ number }: Listed, at: number): number {
  return 1 + (draw(Math.floor(at / 1000), number) % 120);
}

/** Now, or the end of the session before now. */
export function tradedAt({ market }: World, at: number): number {
  const days = market.days('NSE');
  const { session, part } = days.momentOf(at);
  return part < 1 ? at - 2000 : Date.parse(`${days.dateOf(session)}T15:29:58+05:30`);
}
