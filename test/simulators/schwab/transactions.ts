import {
  transactionsOf,
  type VisibleRow,
} from '../../../src/features/brokers/practice/schwab/transactions.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import { type Answer, json } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import { numberIn } from './accounts.ts';
import { serviceError } from './errors.ts';
import type { SignedIn } from './grants.ts';

const MOST_ROWS = 3000;
const LONGEST = 365 * 86_400_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;
const TYPES = new Set([
  ...['TRADE', 'RECEIVE_AND_DELIVER', 'DIVIDEND_OR_INTEREST', 'ACH_RECEIPT', 'ACH_DISBURSEMENT'],
  ...['CASH_RECEIPT', 'CASH_DISBURSEMENT', 'ELECTRONIC_FUND', 'WIRE_OUT', 'WIRE_IN', 'JOURNAL', 'MEMORANDUM'],
  ...['MARGIN_CALL', 'MONEY_MARKET', 'SMA_ADJUSTMENT'],
]);

/** Found by when they were posted, whatever time they show; no more than so many, and no word of the others. */
export function listTransactions(world: World, signedIn: SignedIn, question: Question): Answer {
  const number = numberIn(question, signedIn);
  if (typeof number !== 'string') return number;
  const wanted = wantedIn(question.query);
  if (Array.isArray(wanted)) return serviceError(400, 'Bad Request', wanted);
  const found = transactionsOf(world, number, question.at).filter((row) => fits(row, wanted as Wanted));
  return json(found.slice(0, MOST_ROWS).map((row) => row.print()));
}

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly types: readonly string[];
  readonly symbol: string | null;
}

/** Or everything that is wrong with the question. */
function wantedIn(query: URLSearchParams): Wanted | string[] {
  const [start, end] = ['startDate', 'endDate'].map((name) => query.get(name) ?? '');
  const types = (query.get('types') ?? '').split(',').filter(Boolean);
  const [from, to] = [instantOf(start), instantOf(end)];
  const wrong = [
    ...(Number.isNaN(from) ? ['startDate is required, as yyyy-MM-ddTHH:mm:ss.SSSZ'] : []),
    ...(Number.isNaN(to) ? ['endDate is required, as yyyy-MM-ddTHH:mm:ss.SSSZ'] : []),
    ...(to < from ? ['endDate is before startDate'] : []),
    ...(to - from > LONGEST ? ['The maximum date range is 1 year'] : []),
    ...(types.length === 0 || !types.every((type) => TYPES.has(type)) ? ['types is missing or unknown'] : []),
  ];
  return wrong.length > 0 ? wrong : { from, to, types, symbol: query.get('symbol') };
}

function instantOf(text = ''): number {
  return INSTANT.test(text) ? Date.parse(text) : Number.NaN;
}

function fits({ postedAt, type, symbols }: VisibleRow, { from, to, types, symbol }: Wanted): boolean {
  if (postedAt < from || postedAt > to || !types.includes(type)) return false;
  return symbol === null || symbols.includes(symbol.replace(/^\$/, ''));
}

/** One row is a list of one. */
export function showTransaction(world: World, signedIn: SignedIn, question: Question): Answer {
  const number = numberIn(question, signedIn);
  if (typeof number !== 'string') return number;
  const id = question.params['id'] ?? '';
  if (!/^\d{1,16}$/.test(id)) return serviceError(400, 'Invalid transaction id');
  for (const row of transactionsOf(world, number, question.at)) {
    const printed = row.print();
    if (printed.activityId === Number(id)) return json([printed]);
  }
  return serviceError(404, 'Transaction not found');
}
