import type { IsoDate } from '../lib/dates.ts';
import { E6, formatScaled } from '../lib/decimal.ts';
import { formatDate } from '../lib/format-time.ts';
import type { Instrument } from './instrument.ts';
import type { Transaction, TransactionKind } from './transaction.ts';

/** 'F', 'F 12 put, 17 Apr' */
export function nameOf(instrument: Instrument, today: IsoDate): string {
  if (instrument.kind === 'SHARE') return instrument.ticker;
  const { ticker, strikeE6, type, expiresOn } = instrument;
  return `${ticker} ${formatScaled(strikeE6, E6)} ${type.toLowerCase()}, ${dayOf(expiresOn, today)}`;
}

/** Without the day of the week: '17 Apr', '15 Jan 2027'. */
function dayOf(date: IsoDate, today: IsoDate): string {
  return formatDate(date, today).slice(4);
}

/** What happened, in the trader's words: "Sold to open". */
export function eventOf({ kind, instrument, quantityE8, effect, netE4 }: Transaction): string {
  if (kind === 'TRADE')
    return `${quantityE8 < 0 ? 'Sold' : 'Bought'}${effectOf(instrument, quantityE8, effect)}`;
  if (kind === 'TRANSFER') return quantityE8 < 0 ? 'Transferred out' : 'Transferred in';
  // A memorandum, an adjustment of what may be borrowed: the broker notes something, and no money moves.
  if (kind === 'CASH' && netE4 === 0) return 'Note, no money';
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

/** NAKED_PUT is 'Naked put'; what is short already stays: PMCC. */
export function wordsOf(code: string): string {
  if (code === 'PMCC') return code;
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
