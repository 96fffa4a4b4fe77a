import { BrokerFault } from '../faults.ts';
import type { Broker } from '../port.ts';
import { accountsOf, bookOf } from './client/accounts.ts';
import { transactionsOf } from './client/history.ts';
import type { SchwabMeans } from './client/means.ts';
import { candlesOf, listingsOf, quotesOf } from './client/prices.ts';
import { stretchesOf } from './client/stretches.ts';
import { parseRawRows } from './parse/raw-rows.ts';
import { schwabSignIn } from './sign-in.ts';

export function schwabBroker(means: SchwabMeans): Broker {
  return {
    kind: 'schwab',
    can: new Set(['sign-in', 'transactions', 'positions', 'quotes', 'candles', 'instruments']),
    signIn: schwabSignIn(means),
    accounts: (pass) => accountsOf(means, pass),
    stretches: stretchesOf,
    transactions: (pass, account, stretch) => transactionsOf(means, pass, account, stretch),
    parse: (_account, rows) => parseRawRows(rows),
    book: (pass, account) => bookOf(means, pass, account),
    holdings: async () => {
      throw new BrokerFault('refused', 'Schwab keeps positions, not holdings. Look at the positions.');
    },
    quotes: (pass, symbols) => quotesOf(means, pass, symbols),
    streamQuotes: null,
    candles: (pass, symbol, from, to) => candlesOf(means, pass, symbol, from, to),
    listings: (pass, words) => listingsOf(means, pass, words),
  };
}
