import type { Broker } from '../port.ts';
import type { ZerodhaMeans } from './client/means.ts';
import { accountsOf, bookOf, holdingsOf, stretchesOf, tradesOf } from './client/portfolio.ts';
import { candlesOf, listingsOf, quotesOf } from './client/prices.ts';
import { parseTrades } from './parse/trades.ts';
import { zerodhaSignIn } from './sign-in.ts';

export function zerodhaBroker(means: ZerodhaMeans): Broker {
  return {
    kind: 'zerodha',
    can: new Set(['sign-in', 'transactions', 'positions', 'holdings', 'quotes', 'candles', 'instruments']),
    signIn: zerodhaSignIn(means),
    accounts: (pass) => accountsOf(means, pass),
    stretches: stretchesOf,
    transactions: (pass) => tradesOf(means, pass),
    parse: ({ number }, rows) => parseTrades(number, rows),
    book: (pass) => bookOf(means, pass),
    holdings: (pass) => holdingsOf(means, pass),
    quotes: (pass, symbols) => quotesOf(means, pass, symbols),
    candles: (pass, symbol, from, to) => candlesOf(means, pass, symbol, from, to),
    listings: (pass, words) => listingsOf(means, pass, words),
  };
}
