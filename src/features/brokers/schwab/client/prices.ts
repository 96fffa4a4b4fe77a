import type { IsoDate } from '../../../../lib/dates.ts';
import type { Candle } from '../../../../model/candle.ts';
import type { Listing } from '../../../../model/listing.ts';
import type { Quote } from '../../../../model/quote.ts';
import { inAddress } from '../../asking.ts';
import type { Pass } from '../../port.ts';
import { readCandles } from '../parse/candles.ts';
import { readListings } from '../parse/listings.ts';
import { marketSymbol, readQuotes } from '../parse/quotes.ts';
import { lookUp, orThrow } from './ask.ts';
import type { SchwabMeans } from './means.ts';

// Some say 500; nobody has seen 100 refused.
const MOST_SYMBOLS = 100;

export async function quotesOf(
  means: SchwabMeans,
  pass: Pass,
  symbols: readonly string[],
): Promise<readonly Quote[]> {
  const quotes: Quote[] = [];
  for (let at = 0; at < symbols.length; at += MOST_SYMBOLS)
    quotes.push(...(await batchOf(means, pass, symbols.slice(at, at + MOST_SYMBOLS))));
  return quotes;
}

async function batchOf(
  means: SchwabMeans,
  pass: Pass,
  symbols: readonly string[],
): Promise<readonly Quote[]> {
  const list = inAddress(symbols.map(marketSymbol).join(','));
  const path = `/marketdata/v1/quotes?symbols=${list}&fields=quote,reference&indicative=false`;
  const answer = await lookUp(means, pass, path);
  return answer === null ? [] : orThrow(readQuotes(answer, symbols, means.clock())).quotes;
}

export async function candlesOf(
  means: SchwabMeans,
  pass: Pass,
  symbol: string,
  from: IsoDate,
  to: IsoDate,
): Promise<readonly Candle[]> {
  const answer = await lookUp(means, pass, `/marketdata/v1/pricehistory?${historyQuery(symbol, from, to)}`);
  return answer === null ? [] : orThrow(readCandles(answer, from, to)).candles;
}

// Days are stamped with the small hours of New York: the whole of the last one, by UTC, has its stamp in it.
function historyQuery(symbol: string, from: IsoDate, to: IsoDate): string {
  const range = `startDate=${Date.parse(`${from}T00:00:00Z`)}&endDate=${Date.parse(`${to}T23:59:59Z`)}`;
  const kind = 'periodType=year&frequencyType=daily&frequency=1&needExtendedHoursData=false';
  return `symbol=${inAddress(marketSymbol(symbol))}&${kind}&${range}`;
}

/** A search in the names first; a symbol is found by itself. */
export async function listingsOf(means: SchwabMeans, pass: Pass, words: string): Promise<readonly Listing[]> {
  if (words.trim() === '') return [];
  const named = await searchIn(means, pass, words, 'desc-search');
  return named.length > 0 ? named : searchIn(means, pass, marketSymbol(words), 'symbol-search');
}

async function searchIn(means: SchwabMeans, pass: Pass, words: string, projection: string) {
  const path = `/marketdata/v1/instruments?symbol=${inAddress(words)}&projection=${projection}`;
  const answer = await lookUp(means, pass, path);
  return answer === null ? [] : orThrow(readListings(answer)).listings;
}
