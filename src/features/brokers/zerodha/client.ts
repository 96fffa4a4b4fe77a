import type { Broker } from '../port.ts';
import type { ZerodhaMeans } from './client/means.ts';
import { accountsOf, bookOf, holdingsOf, stretchesOf, tradesOf } from './client/portfolio.ts';
import { candlesOf, listingsOf, quotesOf } from './client/prices.ts';
import { streamOf } from './client/stream.ts';
import { parseTrades } from './parse/trades.ts';
import { zerodhaSignIn } from './sign-in.ts';

export function zerodhaBroker(means: ZerodhaMeans): Broker {
  return {
    kind: 'zerodha',
    can: new Set([
      ...(['sign-in', 'transactions', 'positions', 'holdings', 'quotes'] as const),
      ...(['streaming', 'candles', 'instruments'] as const),
    ]),
    signIn: zerodhaSignIn(means),
    accounts: (pass) => accountsOf(means, pass),
    stretches: stretchesOf,
    transactions: (pass, account) => tradesOf(means, pass, account),
    parse: ({ number }, rows) => parseTrades(number, rows),
    book: (pass, account) => bookOf(means, pass, account),
    holdings: (pass, account) => holdingsOf(means, pass, account),
    quotes: (pass, symbols) => quotesOf(means, pass, symbols),
    streamQuotes: (pass, symbols) => streamOf(means, pass, symbols),
    candles: (pass, symbol, from, to) => candlesOf(means, pass, symbol, from, to),
    listings: (pass, words) => listingsOf(means, pass, words),
  };
}
