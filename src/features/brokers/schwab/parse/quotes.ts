import { E6, scaledFromNumber } from '../../../../lib/decimal.ts';
import { isCashSettled, parseOccSymbol } from '../../../../model/instrument.ts';
import type { Quote } from '../../../../model/quote.ts';
import { quoted, type SchwabQuote } from '../payloads.ts';
import type { Fault } from './faults.ts';

/** The market's own spelling: `$SPX` for an index, `BRK/B` for a class of shares. */
export function marketSymbol(symbol: string): string {
  if (isCashSettled(symbol)) return `$${symbol}`;
  return parseOccSymbol(symbol) === null ? symbol.replace(/^([A-Z]+)\.([A-Z])$/, '$1/$2') : symbol;
}

/** The quotes for those of the symbols that Schwab knows, under the names they were asked by. */
export function readQuotes(
  answer: unknown,
  symbols: readonly string[],
  now: number,
): { readonly quotes: readonly Quote[] } | Fault {
  if (!isMap(answer)) return { fault: 'is no list of quotes' };
  const quotes: Quote[] = [];
  for (const symbol of symbols) {
    const key = marketSymbol(symbol);
    if (!Object.hasOwn(answer, key)) continue;
    const read = quoted.safeParse(answer[key]);
    const quote = read.success ? quoteOf(symbol, read.data, now) : null;
    if (quote === null) return { fault: `has a quote for ${symbol.slice(0, 30)} that cannot be read` };
    if (quote.priceE6 > 0) quotes.push(quote);
  }
  return { quotes };
}

function quoteOf(symbol: string, sent: SchwabQuote, now: number): Quote | null {
  const { quote } = sent;
  const [bidE6, askE6, closeE6] = [quote.bidPrice, quote.askPrice, quote.closePrice].map(priceOf);
  const priceE6 = priceOf(tradedPrice(sent, parseOccSymbol(symbol) !== null));
  if (priceE6 === undefined || bidE6 === undefined || askE6 === undefined || closeE6 === undefined)
    return null;
  // Nobody offers at 0: then there is no market just now, and a bid of 0 says nothing either.
  const isQuoted = (askE6 ?? 0) > 0;
  return {
    symbol,
    currency: 'USD',
    priceE6: priceE6 ?? 0,
    bidE6: isQuoted ? bidE6 : null,
    askE6: isQuoted ? askE6 : null,
    closeE6: closeE6 === 0 ? null : closeE6,
    at: quote.quoteTime || quote.tradeTime || now,
  };
}

// Most options trade once in days: between bid and ask is nearer to the truth than the last trade. Mutual funds are
// priced at night, and in between only their last close is known.
function tradedPrice({ assetMainType, quote }: SchwabQuote, isOption: boolean): number | null | undefined {
  const { mark, lastPrice, nAV, closePrice } = quote;
  if (assetMainType === 'MUTUAL_FUND') return nAV || closePrice;
  return isOption ? mark || lastPrice : lastPrice || mark;
}

/** undefined for a number that is no price. */
function priceOf(sent: number | null | undefined): number | null | undefined {
  if (sent == null) return null;
  const price = scaledFromNumber(sent, E6);
  return price === null || price < 0 ? undefined : price;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
