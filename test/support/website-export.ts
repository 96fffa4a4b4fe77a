import { addDays, type IsoDate, weekday } from '../../src/lib/dates.ts';
import { E4, E6, E8, formatScaled } from '../../src/lib/decimal.ts';
import type { Transaction } from '../../src/model/transaction.ts';

/** The CSV that Schwab's website would give out for these rows of its own API: newest first, without a time. */
export function websiteCsv(rows: readonly Transaction[]): string {
  const heading = '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"';
  return `${[heading, ...rows.toReversed().map(lineOf)].join('\r\n')}\r\n`;
}

function lineOf(row: Transaction): string {
  const cells = [
    ...[datesOf(row), actionOf(row), symbolOf(row), row.description],
    row.quantityE8 === 0 ? '' : formatScaled(quantityOf(row), E8),
    row.priceE6 === null || row.priceE6 === 0 ? '' : `$${formatScaled(row.priceE6, E6)}`,
    dollars(Object.values(row.feesE4).reduce((sum, fee) => sum + fee, 0)),
    isRemoval(row) ? '' : dollars(row.netE4),
  ];
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** What happened in the night or on a weekend is posted on the next working day, as of the last. */
function datesOf({ tradedOn, executedAt, orderId, kind, hasTime }: Transaction): string {
  const hour = new Date(executedAt).getUTCHours();
  const isOfNight = hasTime && orderId === null && hour >= 4 && hour < 12 && !isCash(kind);
  if (!isOfNight) return american(tradedOn);
  return `${american(following(tradedOn))} as of ${american(previous(tradedOn))}`;
}

function previous(date: IsoDate): IsoDate {
  const before = addDays(date, -1);
  return weekday(before) > 5 ? previous(before) : before;
}

function following(date: IsoDate): IsoDate {
  return weekday(date) > 5 ? following(addDays(date, 1)) : date;
}

function american(date: IsoDate): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}

function actionOf({ kind, quantityE8, netE4, effect, instrument }: Transaction): string {
  if (kind === 'TRADE') {
    const side = quantityE8 > 0 ? 'Buy' : 'Sell';
    return instrument?.kind === 'OPTION' && effect
      ? `${side} to ${effect === 'OPENING' ? 'Open' : 'Close'}`
      : side;
  }
  if (kind === 'CASH') return netE4 < 0 ? 'Service Fee' : 'Funds Received';
  return ACTIONS[kind];
}

const ACTIONS: Readonly<Record<Exclude<Transaction['kind'], 'TRADE' | 'CASH'>, string>> = {
  ASSIGNMENT: 'Assigned',
  EXERCISE: 'Exchange or Exercise',
  EXPIRATION: 'Expired',
  CASH_SETTLEMENT: 'Exchange or Exercise',
  DIVIDEND: 'Cash Dividend',
  WITHHOLDING: 'NRA Tax Adj',
  SPLIT: 'Stock Split',
  ADJUSTMENT: 'Reverse Split',
  TRANSFER: 'Security Transfer',
};

function symbolOf({ instrument }: Transaction): string {
  if (instrument === null) return '';
  if (instrument.kind === 'SHARE') return instrument.ticker;
  const { symbol, expiresOn, strikeE6, type } = instrument;
  const root = symbol.slice(0, 6).trim();
  return `${root} ${american(expiresOn)} ${(strikeE6 / 1e6).toFixed(2)} ${type.charAt(0)}`;
}

function quantityOf(row: Transaction): number {
  return row.kind === 'TRADE' ? Math.abs(row.quantityE8) : row.quantityE8;
}

function dollars(amountE4: number): string {
  return amountE4 === 0 ? '' : `${amountE4 < 0 ? '-' : ''}$${formatScaled(Math.abs(amountE4), E4)}`;
}

function isRemoval({ kind }: Transaction): boolean {
  return kind === 'EXPIRATION' || kind === 'ASSIGNMENT' || kind === 'EXERCISE';
}

function isCash(kind: Transaction['kind']): boolean {
  return kind === 'CASH' || kind === 'DIVIDEND' || kind === 'WITHHOLDING';
}
