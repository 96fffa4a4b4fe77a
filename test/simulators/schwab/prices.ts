import {
  type HistoryRange,
  instrumentByCusip,
  instruments,
  priceHistory,
} from '../../../src/features/brokers/practice/schwab/market-data.ts';
import { quotes } from '../../../src/features/brokers/practice/schwab/quotes.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import { type Answer, json } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import { priceError } from './errors.ts';

const MOST_SYMBOLS = 500;
const PARTS = ['quote', 'fundamental', 'extended', 'reference', 'regular'];
const PROJECTIONS = ['symbol-search', 'symbol-regex', 'desc-search', 'desc-regex', 'search', 'fundamental'];

export function listQuotes(world: World, { query, at }: Question): Answer {
  const symbols = (query.get('symbols') ?? '').split(',').filter(Boolean);
  if (symbols.length === 0 || symbols.length > MOST_SYMBOLS)
    return priceError(400, 'Bad Request', `1 to ${MOST_SYMBOLS} symbols`, ['symbols']);
  const found = quotes(world, symbols, at);
  if (Object.keys(found).every((key) => key === 'errors')) return notFound('No symbol was found');
  return json(Object.fromEntries(Object.entries(found).map(([key, one]) => [key, partsOf(one, query)])));
}

export function showQuote(world: World, { params, query, at }: Question): Answer {
  const symbol = params['symbol'] ?? '';
  const { [symbol]: one } = quotes(world, [symbol], at);
  return one === undefined ? notFound('Symbol not found') : json({ [symbol]: partsOf(one, query) });
}

// Only the parts asked for; what is not a part stays.
function partsOf(one: unknown, query: URLSearchParams): unknown {
  const fields = query.get('fields')?.split(',') ?? ['all'];
  if (fields.includes('all') || typeof one !== 'object' || one === null) return one;
  return Object.fromEntries(
    Object.entries(one).filter(([key]) => !PARTS.includes(key) || fields.includes(key)),
  );
}

export function listInstruments(world: World, { query }: Question): Answer {
  const [symbol, projection] = [query.get('symbol'), query.get('projection')];
  if (symbol === null || projection === null || !PROJECTIONS.includes(projection))
    return priceError(400, 'Bad Request', 'symbol and projection are required', ['symbol', 'projection']);
  return json(instruments(world, symbol, projection));
}

export function showInstrument(world: World, { params }: Question): Answer {
  const found = instrumentByCusip(world, params['cusip'] ?? '');
  return found === null ? notFound('Instrument not found') : json(found);
}

export function showHistory(world: World, { query, at }: Question): Answer {
  const symbol = query.get('symbol') ?? '';
  const range = rangeIn(query, at);
  if (symbol === '' || range === null)
    return priceError(400, 'Bad Request', 'what was asked is none', ['symbol']);
  return json(priceHistory(world, symbol, range));
}

const DAYS = { day: 1, month: 31, year: 366, ytd: 366 } as const;
const PERIOD = { day: 10, month: 1, year: 1, ytd: 1 } as const;

// Weeks and months as candles are not printed: nothing here asks for them.
function rangeIn(query: URLSearchParams, at: number): HistoryRange | null {
  const type = (query.get('periodType') ?? 'day') as keyof typeof DAYS;
  if (!(type in DAYS)) return null;
  const to = Number(query.get('endDate') ?? at);
  const period = Number(query.get('period') ?? PERIOD[type]) * DAYS[type] * 86_400_000;
  const from = Number(query.get('startDate') ?? to - period);
  const kind = query.get('frequencyType') ?? (type === 'day' ? 'minute' : 'daily');
  const frequency = Number(query.get('frequency') ?? 1);
  const isMinutes = kind === 'minute' && type === 'day' && [1, 5, 10, 15, 30].includes(frequency);
  const isDays = kind === 'daily' && type !== 'day' && frequency === 1;
  if (!(isMinutes || isDays) || !(from <= to)) return null;
  return { from, to, minutes: isMinutes ? frequency : 0 };
}

function notFound(detail: string): Answer {
  return priceError(404, 'Not Found', detail);
}
