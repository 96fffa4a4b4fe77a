/** A tick as bytes: whole numbers, big end first, prices in paise; and the frame that holds several. */
import { type TickMode, tick } from '../../../src/features/brokers/practice/kite/ticks.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';

/** One byte that says: still here. */
export const HEARTBEAT = Buffer.of(0);

type Tick = NonNullable<ReturnType<typeof tick>>;

/** null for an unknown token. */
export function packetOf(world: World, token: number, mode: TickMode, at: number): Buffer | null {
  const printed = tick(world, token, mode, at);
  return printed === null ? null : bytesOf(printed);
}

export function frameOf(packets: readonly Buffer[]): Buffer {
  return Buffer.concat([short(packets.length), ...packets.flatMap((each) => [short(each.length), each])]);
}

function bytesOf(printed: Tick): Buffer {
  const head = [printed.instrument_token, paise(printed.last_price)];
  if (!('ohlc' in printed)) return longs(head);
  const { open, high, low, close } = printed.ohlc;
  if (!('volume_traded' in printed)) {
    const change = paise(printed.last_price - close);
    const day = [...[high, low, open, close].map(paise), change];
    return longs([...head, ...day, ...('exchange_timestamp' in printed ? [printed.exchange_timestamp] : [])]);
  }
  const { last_traded_quantity, average_traded_price, volume_traded } = printed;
  const traded = [last_traded_quantity, paise(average_traded_price), volume_traded];
  const sides = [printed.total_buy_quantity, printed.total_sell_quantity];
  const quote = longs([...head, ...traded, ...sides, ...[open, high, low, close].map(paise)]);
  if (!('depth' in printed)) return quote;
  const { last_trade_time, oi, oi_day_high, oi_day_low, exchange_timestamp, depth } = printed;
  const times = longs([last_trade_time, oi, oi_day_high, oi_day_low, exchange_timestamp]);
  return Buffer.concat([quote, times, ...[...depth.buy, ...depth.sell].map(offer)]);
}

interface Offer {
  readonly quantity: number;
  readonly price: number;
  readonly orders: number;
}

// Two bytes at its end hold nothing.
function offer({ quantity, price, orders }: Offer): Buffer {
  return Buffer.concat([longs([quantity, paise(price)]), short(orders), short(0)]);
}

function paise(rupees: number): number {
  return Math.round(rupees * 100);
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeInt32BE(Math.min(value, 0x7fffffff), 4 * i);
  return bytes;
}
