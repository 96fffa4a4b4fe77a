import * as z from 'zod';
import { E6, E8, scaledFromNumber } from '../../../../lib/decimal.ts';
import type { Parsed, Problem, Transaction } from '../../../../model/transaction.ts';
import { amountOf } from '../../parse/amounts.ts';
import { type Fault, isFault } from '../../parse/faults.ts';
import { readJson } from '../../parse/json-text.ts';
import { type KiteTrade, trade } from '../payloads.ts';
import { readKiteTime } from './times.ts';

/**
 * Rule: Kite knows the trades of the day, without what they cost in fees: each is a transaction at its bare price.
 * Exchanges begin to count anew every morning, so a trade is known by its date, exchange and number together.
 * Example: 5 INFY bought at 1412.95 are -7064.75.
 */
export interface WrittenTrade {
  readonly id: string;
  readonly happenedAt: number;
  readonly type: string;
  readonly text: string;
}

const outline = z.object({
  trade_id: z.string().min(1).max(60),
  exchange: z.string().max(20).catch(''),
  fill_timestamp: z.string().nullish().catch(null),
  exchange_timestamp: z.string().nullish().catch(null),
});

export function readTrades(data: unknown): { readonly rows: readonly WrittenTrade[] } | Fault {
  if (!Array.isArray(data)) return { fault: 'is no list of trades' };
  const rows = new Map<string, WrittenTrade>();
  for (const sent of data) {
    const row = readRow(sent);
    if (isFault(row)) return row;
    rows.set(row.id, row);
  }
  return { rows: [...rows.values()] };
}

export function parseTrades(account: string, rows: readonly Pick<WrittenTrade, 'id' | 'text'>[]): Parsed {
  const read = rows.map(({ id, text }) => parseTrade(account, id, text));
  return {
    transactions: read.filter((one): one is Transaction => 'kind' in one),
    problems: read.filter((one): one is Problem => 'code' in one),
  };
}

function readRow(sent: unknown): WrittenTrade | Fault {
  const read = outline.safeParse(sent);
  if (!read.success) return { fault: 'has a trade without a number' };
  const time = timeOf(read.data);
  if (time === null) return { fault: 'has a trade without a time' };
  const id = [time.date, read.data.exchange, read.data.trade_id].join('-');
  return { id, happenedAt: time.instant, type: 'TRADE', text: JSON.stringify(sent) };
}

function parseTrade(account: string, id: string, text: string): Transaction | Problem {
  const value = readJson(text);
  const read = trade.safeParse(isFault(value) ? null : value.value);
  if (!read.success) return bad(id, 'cannot be read');
  if (!['NSE', 'BSE'].includes(read.data.exchange))
    return bad(id, 'is of a future or an option, and Rollbook keeps no Indian ones');
  const [time, numbers] = [timeOf(read.data), numbersOf(read.data)];
  if (time === null || numbers === null) return bad(id, 'has an impossible time, quantity or price');
  return {
    ...CONSTANT,
    ...numbers,
    id,
    account,
    orderId: read.data.order_id,
    executedAt: time.instant,
    tradedOn: time.date,
    instrument: { kind: 'SHARE', ticker: read.data.tradingsymbol },
  };
}

const CONSTANT = {
  part: 0,
  hasTime: true,
  effectiveOn: null,
  kind: 'TRADE',
  effect: null,
  feesE4: {},
  currency: 'INR',
  description: '',
} as const satisfies Partial<Transaction>;

function numbersOf(sent: KiteTrade): Pick<Transaction, 'quantityE8' | 'priceE6' | 'netE4'> | null {
  const sizeE8 = scaledFromNumber(sent.quantity, E8);
  const priceE6 = scaledFromNumber(sent.average_price, E6);
  if (sizeE8 === null || priceE6 === null || sizeE8 <= 0 || priceE6 < 0) return null;
  const quantityE8 = sent.transaction_type === 'BUY' ? sizeE8 : -sizeE8;
  const paidE4 = amountOf(quantityE8, priceE6);
  return paidE4 === null ? null : { quantityE8, priceE6, netE4: 0 - paidE4 };
}

function timeOf(sent: Pick<KiteTrade, 'fill_timestamp' | 'exchange_timestamp'>) {
  return readKiteTime(sent.fill_timestamp) ?? readKiteTime(sent.exchange_timestamp);
}

function bad(id: string, why: string): Problem {
  return { code: 'BAD_ROW', message: `Trade ${id} ${why}.`, transactionIds: [id] };
}
