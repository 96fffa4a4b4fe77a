import type { IsoDate } from '../../../lib/dates.ts';
import { closesAt, opensAt } from '../../../lib/market-hours.ts';
import type { Candle } from '../../../model/candle.ts';
import type { Listing } from '../../../model/listing.ts';
import type { Quote } from '../../../model/quote.ts';
import { BrokerFault } from '../faults.ts';
import { type Fault, isFault } from '../parse/faults.ts';
import { readCandles as readSchwabCandles } from '../schwab/parse/candles.ts';
import { readListings } from '../schwab/parse/listings.ts';
import { marketSymbol, readQuotes as readSchwabQuotes } from '../schwab/parse/quotes.ts';
import { searchInstruments } from '../zerodha/parse/instruments.ts';
import {
  keyOf,
  readCandles as readKiteCandles,
  readQuotes as readKiteQuotes,
} from '../zerodha/parse/quotes.ts';
import { historical } from './kite/historical.ts';
import { instrumentLines } from './kite/instruments.ts';
import { quote } from './kite/prices.ts';
import { listedByKey } from './kite/spelling.ts';
import { instruments, priceHistory } from './schwab/market-data.ts';
import { quotes } from './schwab/quotes.ts';
import type { World } from './world.ts';

/** Symbols of either country in one question: no ticker is used in both. */
export function quotesIn(world: World, symbols: readonly string[], at: number): readonly Quote[] {
  const found = [
    ...fromSchwab(
      world,
      symbols.filter((symbol) => !isIndian(symbol)),
      at,
    ),
    ...fromKite(world, symbols.filter(isIndian), at),
  ];
  return found.toSorted((a, b) => symbols.indexOf(a.symbol) - symbols.indexOf(b.symbol));
}

function fromSchwab(world: World, symbols: readonly string[], at: number): readonly Quote[] {
  const answer = printed(quotes(world, symbols.map(marketSymbol), at));
  return understood(readSchwabQuotes(answer, symbols, at)).quotes;
}

function fromKite(world: World, symbols: readonly string[], at: number): readonly Quote[] {
  const answer = printed(quote(world, symbols.map(keyOf), at));
  return understood(readKiteQuotes(answer, symbols, at)).quotes;
}

export function candlesIn(world: World, symbol: string, from: IsoDate, to: IsoDate): readonly Candle[] {
  const listed = listedByKey(keyOf(symbol));
  if (listed !== null) {
    const range = [opensAt(from, 'NSE'), closesAt(to, 'NSE')] as const;
    const candles = historical(world, listed.token, 'day', ...range) ?? [];
    return understood(readKiteCandles(printed({ candles }), from, to)).candles;
  }
  const range = { from: opensAt(from, 'NYSE'), to: closesAt(to, 'NYSE'), minutes: 0 };
  return understood(readSchwabCandles(printed(priceHistory(world, marketSymbol(symbol), range)), from, to))
    .candles;
}

export function listingsIn(world: World, words: string): readonly Listing[] {
  if (words.trim() === '') return [];
  const named = instruments(world, words, 'desc-search');
  const found = 'instruments' in named ? named : instruments(world, marketSymbol(words), 'symbol-search');
  return [
    ...understood(readListings(printed(found))).listings,
    ...understood(searchInstruments(instrumentLines('NSE'), words)).listings,
  ];
}

function isIndian(symbol: string): boolean {
  return listedByKey(keyOf(symbol)) !== null;
}

/** As it comes off the wire. */
export function printed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What a parser made of a printed answer; that it could not is a fault of the printer. */
export function understood<T extends object>(read: T | Fault): T {
  if (isFault(read)) throw new BrokerFault('unreadable', `The practice market's answer ${read.fault}.`);
  return read as T;
}
