import type { World } from '../world.ts';
import { dayOf, depthOf, lastQuantity, ohlcOf, quantityIn, tradedAt } from './prices.ts';
import { listedByToken } from './spelling.ts';

export type TickMode = 'ltp' | 'quote' | 'full';

/** The numbers of one packet, in rupees and seconds; whoever sends it writes the bytes. null for an unknown token. */
export function tick(world: World, token: number, mode: TickMode, at: number) {
  const listed = listedByToken(token);
  if (listed === null) return null;
  const day = dayOf(world, listed, at);
  const isTradable = listed.of.kind !== 'INDEX';
  const depth = depthOf(listed, day, at);
  const plain = { instrument_token: token, mode, tradable: isTradable, last_price: day.last };
  if (mode === 'ltp') return plain;
  const change = ((day.last - day.previous) / day.previous) * 100;
  const daily = { ...plain, ohlc: ohlcOf(day), change };
  const seconds = Math.floor(at / 1000);
  if (!isTradable) return mode === 'quote' ? daily : { ...daily, exchange_timestamp: seconds };
  const traded = {
    ...daily,
    last_traded_quantity: lastQuantity(listed, at),
    average_traded_price: day.average,
    volume_traded: day.volume,
    total_buy_quantity: quantityIn(depth.buy),
    total_sell_quantity: quantityIn(depth.sell),
  };
  if (mode === 'quote') return traded;
  const open = { oi: 0, oi_day_high: 0, oi_day_low: 0 };
  const last_trade_time = Math.floor(tradedAt(world, at) / 1000);
  return { ...traded, last_trade_time, exchange_timestamp: seconds, ...open, depth };
}
