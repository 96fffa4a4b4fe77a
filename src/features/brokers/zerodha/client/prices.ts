import { addDays, compareDates, type IsoDate } from '../../../../lib/dates.ts';
import type { Candle } from '../../../../model/candle.ts';
import type { Listing } from '../../../../model/listing.ts';
import type { Quote } from '../../../../model/quote.ts';
import type { Answer, Reader } from '../../../../web/outgoing.ts';
import { inAddress } from '../../asking.ts';
import type { Pass } from '../../port.ts';
import { InstrumentSearch, linesOf } from '../parse/instruments.ts';
import { keyOf, readCandles, readQuotes, readTokens } from '../parse/quotes.ts';
import { answerTo, askKite, orThrow } from './ask.ts';
import type { ZerodhaMeans } from './means.ts';

const MOST_SYMBOLS = 500;
const MOST_DAYS = 2000;

export async function quotesOf(
  means: ZerodhaMeans,
  pass: Pass,
  symbols: readonly string[],
): Promise<readonly Quote[]> {
  const quotes: Quote[] = [];
  for (const batch of batchesOf(symbols)) {
    const data = await askKite(means, pass, `/quote?${instrumentsIn(batch)}`, 'quote');
    quotes.push(...orThrow(readQuotes(data, batch, means.clock())).quotes);
  }
  return quotes;
}

function* batchesOf(symbols: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < symbols.length; at += MOST_SYMBOLS) yield symbols.slice(at, at + MOST_SYMBOLS);
}

// The list repeats its name: i=NSE:INFY&i=NSE:M%26M
function instrumentsIn(symbols: readonly string[]): string {
  return symbols.map((symbol) => `i=${inAddress(keyOf(symbol))}`).join('&');
}

/** The numbers by which candles are asked for and live prices told. */
export async function tokensOf(
  means: ZerodhaMeans,
  pass: Pass,
  symbols: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const tokens = new Map<string, number>();
  for (const batch of batchesOf(symbols)) {
    const data = await askKite(means, pass, `/quote/ltp?${instrumentsIn(batch)}`, 'quote');
    for (const [symbol, token] of orThrow(readTokens(data, batch)).tokens) tokens.set(symbol, token);
  }
  return tokens;
}

/** Part of a subscription that costs extra: without it, a fault of kind `refused`. */
export async function candlesOf(
  means: ZerodhaMeans,
  pass: Pass,
  symbol: string,
  from: IsoDate,
  to: IsoDate,
): Promise<readonly Candle[]> {
  const token = (await tokensOf(means, pass, [symbol])).get(symbol);
  if (token === undefined) return [];
  const candles: Candle[] = [];
  for (let start = from; compareDates(start, to) <= 0; start = addDays(start, MOST_DAYS)) {
    const end = earlier(addDays(start, MOST_DAYS - 1), to);
    const path = `/instruments/historical/${token}/day?from=${start}&to=${end}`;
    candles.push(...orThrow(readCandles(await askKite(means, pass, path, 'historical'), start, end)).candles);
  }
  return candles;
}

function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return compareDates(a, b) < 0 ? a : b;
}

/** The other exchange is asked only where the National one lists nothing of that name. */
export async function listingsOf(
  means: ZerodhaMeans,
  pass: Pass,
  words: string,
): Promise<readonly Listing[]> {
  if (words.trim() === '') return [];
  const national = await searchIn(means, pass, 'NSE', words);
  return national.length > 0 ? national : searchIn(means, pass, 'BSE', words);
}

async function searchIn(means: ZerodhaMeans, pass: Pass, exchange: string, words: string) {
  let search = new InstrumentSearch(words);
  const read: Reader = async (pieces) => {
    search = new InstrumentSearch(words);
    for await (const lines of linesOf(pieces)) search.read(lines);
  };
  await answerTo(means, pass, `/instruments/${exchange}`, {
    reader: (answer) => (isTable(answer) ? read : null),
  });
  return orThrow(search.result()).listings;
}

// Whatever else comes is an error, in words.
function isTable({ status, headers }: Pick<Answer, 'status' | 'headers'>): boolean {
  return status === 200 && /^text\/csv\b/.test(headers['content-type'] ?? '');
}
