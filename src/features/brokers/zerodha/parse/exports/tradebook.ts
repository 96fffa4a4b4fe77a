import { E6, E8, parseScaled } from '../../../../../lib/decimal.ts';
import type { Transaction } from '../../../../../model/transaction.ts';
import { amountOf } from '../../../parse/amounts.ts';
import { type Fault, isFault } from '../../../parse/faults.ts';
import type { FileRow, ReadRows, UnreadLine } from '../../../parse/file-rows.ts';
import { readKiteTime } from '../times.ts';
import { type Line, readTable } from './tables.ts';

/**
 * Rule: a line of Zerodha's tradebook is a trade, known by its date, exchange and number as Kite's own trades of the day
 * are, so that both are one. Fees are not in it, nor are splits and bonuses. Example: `INFY,...,buy,false,5.000000,
 * 1412.950000,10000001,...` costs 7,064.75.
 */
export const tradebookColumns = [
  'symbol',
  'trade_date',
  'exchange',
  'segment',
  'trade_type',
  'quantity',
  'price',
  'trade_id',
  'order_id',
  'order_execution_time',
] as const;

type TradeLine = Line<(typeof tradebookColumns)[number]>;
type Cells = NonNullable<TradeLine['cells']>;

export function readTradebook(text: string, account: string): ReadRows | Fault {
  const table = readTable(text, tradebookColumns);
  if (isFault(table)) return table;
  const rows = new Map<string, FileRow>();
  const unread: UnreadLine[] = [];
  for (const line of table.lines) {
    const trade = readLine(line, account);
    if (isFault(trade)) unread.push({ line: line.line, text: line.text, reason: trade.fault });
    else if (rows.has(trade.id)) unread.push({ ...REPEATED, line: line.line, text: line.text });
    else rows.set(trade.id, trade);
  }
  return { rows: [...rows.values()].toSorted((a, b) => a.happenedAt - b.happenedAt), unread };
}

const REPEATED = { reason: 'has the number of a trade above it' };

function readLine({ line, text, cells }: TradeLine, account: string): FileRow | Fault {
  if (cells === null) return { fault: 'breaks off before its end' };
  const moment = momentOf(cells);
  if (isFault(moment)) return moment;
  const figures = figuresOf(cells);
  if (isFault(figures)) return figures;
  if (!['NSE', 'BSE'].includes(cells.exchange) || cells.segment !== 'EQ') return NOT_SHARES;
  if (!/^[\w&-]{1,30}$/.test(cells.symbol)) return { fault: 'names no symbol' };
  if (!/^\w{1,40}$/.test(cells.trade_id)) return { fault: 'has no trade number' };
  const id = [moment.tradedOn, cells.exchange, cells.trade_id].join('-');
  const transaction: Transaction = {
    ...{ id, part: 0, account, ...moment, effectiveOn: null, kind: 'TRADE', ...figures },
    orderId: cells.order_id || null,
    instrument: { kind: 'SHARE', ticker: cells.symbol },
    ...{ effect: null, feesE4: {}, currency: 'INR', description: '' },
  };
  const told = { transactions: [transaction], problems: [] };
  return { id, line, happenedAt: moment.executedAt, type: cells.trade_type, text, ...told };
}

const NOT_SHARES = { fault: 'is of a future, an option or a fund, and Rollbook keeps no Indian ones' };

type Moment = Pick<Transaction, 'executedAt' | 'tradedOn' | 'hasTime'>;

function momentOf({ trade_date, order_execution_time }: Cells): Moment | Fault {
  const day = readKiteTime(`${trade_date}T00:00:00`);
  const time = readKiteTime(order_execution_time);
  if (day === null) return { fault: 'has no date we can read' };
  if (time === null) {
    if (order_execution_time !== '') return { fault: 'has no time we can read' };
    return { executedAt: Date.parse(`${day.date}T00:00:00Z`), tradedOn: day.date, hasTime: false };
  }
  if (time.date !== day.date) return { fault: 'was executed on another day than it was traded' };
  return { executedAt: time.instant, tradedOn: day.date, hasTime: true };
}

function figuresOf(cells: Cells): Pick<Transaction, 'quantityE8' | 'priceE6' | 'netE4'> | Fault {
  const side = SIDES[cells.trade_type.toLowerCase()];
  if (side === undefined) return { fault: 'neither buys nor sells' };
  const sizeE8 = parseScaled(cells.quantity, E8);
  const priceE6 = parseScaled(cells.price, E6);
  if (sizeE8 === null || sizeE8 <= 0) return { fault: 'has a quantity we cannot read' };
  if (priceE6 === null || priceE6 < 0) return { fault: 'has a price we cannot read' };
  const paidE4 = amountOf(side * sizeE8, priceE6);
  if (paidE4 === null) return { fault: 'is of more money than there is' };
  return { quantityE8: side * sizeE8, priceE6, netE4: 0 - paidE4 };
}

const SIDES: Readonly<Record<string, 1 | -1>> = { buy: 1, sell: -1 };
