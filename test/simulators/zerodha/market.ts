import { historical } from '../../../src/features/brokers/practice/kite/historical.ts';
import { instrumentLines } from '../../../src/features/brokers/practice/kite/instruments.ts';
import { ltp, ohlc, quote } from '../../../src/features/brokers/practice/kite/prices.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import { type Answer, csv } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import { badInput, success } from './errors.ts';

type Printer = (world: World, keys: readonly string[], at: number) => Record<string, unknown>;

/** As often as `i` is said; whoever is not listed is left out without a word. */
function quoting(print: Printer, most: number) {
  return (world: World, { query, at }: Question): Answer => {
    const keys = query.getAll('i');
    if (keys.length === 0) return badInput('Missing or empty field `i`.');
    return keys.length > most ? badInput(`Up to ${most} instruments.`) : success(print(world, keys, at));
  };
}

export const showQuotes = quoting(quote, 500);
export const showOhlc = quoting(ohlc, 1000);
export const showLtp = quoting(ltp, 1000);

const EXCHANGES = ['NSE', 'BSE', 'NFO', 'BFO', 'CDS', 'BCD', 'MCX', 'NCO'];

/** `filler` more lines that nobody holds: the real list has a hundred thousand. */
export function listInstruments({ params }: Question, filler: number): Answer {
  const exchange = params['exchange'] ?? null;
  if (exchange !== null && !EXCHANGES.includes(exchange)) return badInput('Invalid `exchange`.');
  return csv([...instrumentLines(exchange, filler), ''].join('\n'));
}

const MOST_DAYS: Readonly<Record<string, number>> = {
  minute: 60,
  '3minute': 100,
  '5minute': 100,
  '10minute': 100,
  '15minute': 200,
  '30minute': 200,
  '60minute': 400,
  day: 2000,
};

export function showHistory(world: World, { params, query }: Question): Answer {
  const interval = params['interval'] ?? '';
  const most = MOST_DAYS[interval];
  if (most === undefined) return badInput('Invalid `interval`.');
  const [from, to] = [indianInstant(query.get('from')), indianInstant(query.get('to'))];
  if (!(from <= to)) return badInput('Invalid `from` or `to`.');
  if (to - from > most * 86_400_000) return badInput(`interval exceeds max limit: ${most} days`);
  const candles = historical(world, Number(params['token']), interval, from, to);
  if (candles === null) return badInput('Invalid `instrument_token`.');
  // Shares have no open interest: where it is asked for it is nothing.
  return success({ candles: query.get('oi') === '1' ? candles.map((candle) => [...candle, 0]) : candles });
}

// `2026-03-20` or `2026-03-20 09:15:00`, by the clocks of India.
function indianInstant(text: string | null): number {
  const [date = '', time = '00:00:00'] = (text ?? '').split(' ');
  return Date.parse(`${date}T${time}+05:30`);
}
