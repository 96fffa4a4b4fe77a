/**
 * The practice market as a broker. It prints what Schwab and Kite would, and reads it with their parsers: whatever
 * works here has gone the way that real rows go.
 */
import type { Broker } from '../port.ts';
import { stretchesOf } from '../schwab/client/stretches.ts';
import { parseRawRows } from '../schwab/parse/raw-rows.ts';
import { parseTrades } from '../zerodha/parse/trades.ts';
import type { Answers, PracticeMeans } from './answers.ts';

/** The market itself is loaded with the first question: who does not practise never has it in memory. */
export function practiceBroker(means: PracticeMeans): Broker {
  let opened: Promise<Answers> | null = null;
  const answers = () => {
    opened ??= import('./answers.ts').then(({ practiceAnswers }) => practiceAnswers(means));
    return opened;
  };
  return {
    kind: 'practice',
    can: new Set(['transactions', 'positions', 'holdings', 'quotes', 'candles', 'instruments']),
    signIn: null,
    stretches: stretchesOf,
    parse: ({ currency, number }, rows) =>
      currency === 'INR' ? parseTrades(number, rows) : parseRawRows(rows),
    accounts: async (...asked) => (await answers()).accounts(...asked),
    transactions: async (...asked) => (await answers()).transactions(...asked),
    book: async (...asked) => (await answers()).book(...asked),
    holdings: async (...asked) => (await answers()).holdings(...asked),
    quotes: async (...asked) => (await answers()).quotes(...asked),
    streamQuotes: null,
    candles: async (...asked) => (await answers()).candles(...asked),
    listings: async (...asked) => (await answers()).listings(...asked),
  };
}
