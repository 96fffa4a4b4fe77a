import { parseOccSymbol } from '../../../../model/instrument.ts';
import { contractOf } from '../../schwab/parse/contracts.ts';
import type { Market } from '../market/market.ts';
import type { World } from '../world.ts';
import { underlyingSymbol } from './instruments.ts';
import { optionQuote } from './option-quotes.ts';
import { indexQuote, shareQuote } from './share-quotes.ts';

/** Under the symbols that were asked for; those nobody knows are named in one entry, and fail nothing. */
export function quotes({ market }: World, symbols: readonly string[], at: number): Record<string, unknown> {
  const found = symbols.map((symbol) => [symbol, quoteOf(market, symbol, at)] as const);
  const invalidSymbols = found.filter(([, one]) => one === null).map(([symbol]) => symbol);
  const known = Object.fromEntries(found.filter(([, one]) => one !== null));
  return invalidSymbols.length === 0 ? known : { ...known, errors: { invalidSymbols } };
}

function quoteOf(market: Market, symbol: string, at: number) {
  const occ = parseOccSymbol(symbol);
  if (occ !== null && symbol.length > 15) {
    const ticker = occ.root === 'SPXW' ? 'SPX' : occ.root;
    return market.find(ticker) === null ? null : optionQuote(market, contractOf(occ, ticker, 100), at);
  }
  const of = market.find(symbol.replace(/^\$/, ''));
  if (of === null || of.exchange !== 'NYSE' || underlyingSymbol(of) !== symbol) return null;
  return of.kind === 'INDEX' ? indexQuote(market, of, at) : shareQuote(market, of, at);
}
