import type { IsoDate } from '../../../../lib/dates.ts';
import { E6, scaledFromNumber } from '../../../../lib/decimal.ts';
import type { Candle } from '../../../../model/candle.ts';
import type { Quote } from '../../../../model/quote.ts';
import type { Fault } from '../../parse/faults.ts';
import { history, type KiteQuote, lastPrice, quote } from '../payloads.ts';
import { readKiteTime } from './times.ts';

/** `INFY` is asked for on the National Stock Exchange; whoever wants another says `BSE:INFY`. */
export function keyOf(symbol: string): string {
  return symbol.includes(':') ? symbol : `NSE:${symbol}`;
}

/** What Kite does not know is missing, without a word. */
export function readQuotes(
  data: unknown,
  symbols: readonly string[],
  now: number,
): { readonly quotes: readonly Quote[] } | Fault {
  if (!isMap(data)) return { fault: 'is no list of quotes' };
  const quotes: Quote[] = [];
  for (const symbol of symbols) {
    if (!Object.hasOwn(data, keyOf(symbol))) continue;
    const read = quote.safeParse(data[keyOf(symbol)]);
    const found = read.success ? quoteOf(symbol, read.data, now) : null;
    if (found === null) return { fault: `has a quote for ${symbol.slice(0, 30)} that cannot be read` };
    if (found.priceE6 > 0) quotes.push(found);
  }
  return { quotes };
}

function quoteOf(symbol: string, sent: KiteQuote, now: number): Quote | null {
  const sides = [sent.depth?.buy[0]?.price, sent.depth?.sell[0]?.price, sent.ohlc?.close];
  const prices = [sent.last_price, ...sides.map((price) => price ?? 0)].map((price) =>
    scaledFromNumber(price, E6),
  );
  const [priceE6, bid, ask, close] = prices;
  if (priceE6 == null || bid == null || ask == null || close == null) return null;
  const time = readKiteTime(sent.timestamp) ?? readKiteTime(sent.last_trade_time);
  return {
    symbol,
    currency: 'INR',
    priceE6,
    bidE6: bid > 0 ? bid : null,
    askE6: ask > 0 ? ask : null,
    closeE6: close > 0 ? close : null,
    at: time?.instant ?? now,
  };
}

/** The number by which Kite knows each symbol; what it does not know is missing. */
export function readTokens(
  data: unknown,
  symbols: readonly string[],
): { readonly tokens: ReadonlyMap<string, number> } | Fault {
  if (!isMap(data)) return { fault: 'is no list of prices' };
  const tokens = new Map<string, number>();
  for (const symbol of symbols) {
    if (!Object.hasOwn(data, keyOf(symbol))) continue;
    const read = lastPrice.safeParse(data[keyOf(symbol)]);
    if (!read.success) return { fault: 'names an instrument without its number' };
    tokens.set(symbol, read.data.instrument_token);
  }
  return { tokens };
}

export function readCandles(
  data: unknown,
  from: IsoDate,
  to: IsoDate,
): { readonly candles: readonly Candle[] } | Fault {
  const read = history.safeParse(data);
  if (!read.success) return { fault: 'is no history of prices' };
  const candles = read.data.candles.map(candleOf);
  const good = candles.filter((candle) => candle !== null);
  if (good.length < candles.length) return { fault: 'has a day with impossible prices' };
  const days = new Map(good.map((candle) => [candle.tradedOn, candle]));
  const within = [...days.values()].filter(({ tradedOn }) => tradedOn >= from && tradedOn <= to);
  return { candles: within.sort((a, b) => (a.tradedOn < b.tradedOn ? -1 : 1)) };
}

function candleOf([time, ...numbers]: (typeof history)['_output']['candles'][number]): Candle | null {
  const date = readKiteTime(time)?.date;
  const [volume, prices] = [
    Number(numbers[4]),
    numbers.slice(0, 4).map((price) => scaledFromNumber(Number(price), E6)),
  ];
  const [openE6, highE6, lowE6, closeE6] = prices.filter((price) => price !== null && price >= 0);
  if (date === undefined || openE6 == null || highE6 == null || lowE6 == null || closeE6 == null) return null;
  if (!(volume >= 0) || volume > Number.MAX_SAFE_INTEGER) return null;
  return { tradedOn: date, openE6, highE6, lowE6, closeE6, volume: Math.round(volume) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
