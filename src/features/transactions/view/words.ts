import type { IsoDate } from '../../../lib/dates.ts';
import { E6, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney, formatQuantity } from '../../../lib/format.ts';
import { wallTimeIn } from '../../../lib/time-zones.ts';
import type { Transaction, TransactionKind } from '../../../model/transaction.ts';
import { eventOf, nameOf } from '../../../model/words.ts';
import type { Source } from '../engine/listed.ts';

export { eventOf, nameOf };

/** "F 12 put, 17 Apr"; for plain cash what the broker says of it. */
export function titleOf({ instrument, description, kind }: Transaction, today: IsoDate): string {
  if (instrument !== null) return nameOf(instrument, today);
  return description === '' ? KINDS[kind] : description;
}

export const KINDS: Readonly<Record<TransactionKind, string>> = {
  TRADE: 'Trade',
  ASSIGNMENT: 'Assignment',
  EXERCISE: 'Exercise',
  EXPIRATION: 'Expiration',
  CASH_SETTLEMENT: 'Settlement in cash',
  DIVIDEND: 'Dividend',
  WITHHOLDING: 'Tax withheld',
  SPLIT: 'Split',
  ADJUSTMENT: 'Adjustment',
  TRANSFER: 'Transfer',
  CASH: 'Cash',
};

export function quantityOf({ quantityE8 }: Transaction): string {
  return quantityE8 === 0 ? '' : formatQuantity(quantityE8, { plus: true });
}

/** At least two digits behind the point, and all there are: 0.51, 15.9925. */
export function priceOf({ priceE6 }: Pick<Transaction, 'priceE6'>): string {
  if (priceE6 === null) return '';
  const [whole, fraction = ''] = formatScaled(priceE6, E6).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

export function feesOf({ feesE4, currency }: Transaction): string {
  const amountE4 = Object.values(feesE4).reduce((sum, fee) => sum + fee, 0);
  return amountE4 === 0 ? '' : formatMoney({ amountE4, currency });
}

/** Received with its plus and its colour, paid with its minus; where no money moved, there is none to see. */
export function amountOf({ netE4, currency }: Pick<Transaction, 'netE4' | 'currency'>) {
  if (netE4 === 0) return { text: '\u2013', tone: 'unknown' };
  return { text: formatMoney({ amountE4: netE4, currency }, { plus: true }), tone: netE4 > 0 ? 'gain' : '' };
}

/** The exchange's clock; '' where only the day is known. */
export function timeOf({ hasTime, executedAt, currency }: Transaction): string {
  if (!hasTime) return '';
  const [zone, name] = currency === 'INR' ? ['Asia/Kolkata', 'IST'] : ['America/New_York', 'New York'];
  return `${wallTimeIn(executedAt, zone).slice(0, 5)} ${name}`;
}

export const SOURCES: Readonly<Record<Source, string>> = {
  api: 'The broker itself',
  'schwab-csv': 'A CSV file from Schwab',
  'schwab-json': 'A JSON file from Schwab',
  'zerodha-tradebook': "Zerodha's tradebook",
};

export interface Label {
  readonly text: string;
  readonly tone: string;
}

/** `RECEIVE_AND_DELIVER` reads "Receive and deliver". */
export function wordsOf(type: string): string {
  const words = type.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Beside the row it is about, a problem need not say the row's number. */
export function ofItself(message: string, activityId: string): string {
  return message.replace(`Transaction ${activityId} `, 'It ');
}
