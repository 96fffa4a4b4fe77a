import type { IsoDate } from '../../../lib/dates.ts';
import { E6, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney, formatQuantity } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { wallTimeIn } from '../../../lib/time-zones.ts';
import type { Instrument } from '../../../model/instrument.ts';
import type { Transaction, TransactionKind } from '../../../model/transaction.ts';
import type { Source } from '../engine/listed.ts';

/** "F 12 put, 17 Apr"; for plain cash what the broker says of it. */
export function titleOf({ instrument, description, kind }: Transaction, today: IsoDate): string {
  if (instrument !== null) return nameOf(instrument, today);
  return description === '' ? KINDS[kind] : description;
}

export function nameOf(instrument: Instrument, today: IsoDate): string {
  if (instrument.kind === 'SHARE') return instrument.ticker;
  const { ticker, strikeE6, type, expiresOn } = instrument;
  return `${ticker} ${formatScaled(strikeE6, E6)} ${type.toLowerCase()}, ${dayOf(expiresOn, today)}`;
}

/** Without the day of the week: '17 Apr', '15 Jan 2027'. */
function dayOf(date: IsoDate, today: IsoDate): string {
  return formatDate(date, today).slice(4);
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

/** What happened, in the trader's words: "Sold to open". */
export function eventOf({ kind, instrument, quantityE8, effect, netE4 }: Transaction): string {
  if (kind === 'TRADE')
    return `${quantityE8 < 0 ? 'Sold' : 'Bought'}${effectOf(instrument, quantityE8, effect)}`;
  if (kind === 'TRANSFER') return quantityE8 < 0 ? 'Transferred out' : 'Transferred in';
  if (kind === 'CASH') return netE4 < 0 ? 'Cash out' : 'Cash in';
  return EVENTS[kind];
}

const EVENTS: Readonly<Record<Exclude<TransactionKind, 'TRADE' | 'TRANSFER' | 'CASH'>, string>> = {
  ASSIGNMENT: 'Assigned',
  EXERCISE: 'Exercised',
  EXPIRATION: 'Expired',
  CASH_SETTLEMENT: 'Settled in cash',
  DIVIDEND: 'Dividend',
  WITHHOLDING: 'Tax withheld',
  SPLIT: 'Split',
  ADJUSTMENT: 'Adjusted',
};

// Of shares only what is out of the ordinary is said: sold without having them, bought back.
function effectOf(instrument: Instrument | null, quantityE8: number, effect: Transaction['effect']): string {
  if (effect === null) return '';
  if (instrument?.kind === 'OPTION') return effect === 'OPENING' ? ' to open' : ' to close';
  if (effect === 'OPENING') return quantityE8 < 0 ? ' short' : '';
  return quantityE8 > 0 ? ' to cover' : '';
}

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

/** Received with its plus and its colour, paid with its minus; nothing moved, nothing to see. */
export function amountOf({ netE4, currency }: Pick<Transaction, 'netE4' | 'currency'>) {
  const text = formatMoney({ amountE4: netE4, currency }, { plus: true });
  return { text, tone: netE4 > 0 ? 'gain' : netE4 === 0 ? 'unknown' : '' };
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
