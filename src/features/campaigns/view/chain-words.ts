import { type IsoDate, isIsoDate } from '../../../lib/dates.ts';
import { E4, E6, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney, formatQuantity } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { wallTimeIn } from '../../../lib/time-zones.ts';
import type { OptionContract } from '../../../model/instrument.ts';
import type { Currency } from '../../../model/money.ts';
import type { Transaction } from '../../../model/transaction.ts';
import type { LinkLeg } from '../engine/chain/links.ts';
import { contractWords, counted } from './statistics/words.ts';

/** In which words, on which day and in which money a campaign is told. */
export interface Telling {
  readonly today: IsoDate;
  readonly currency: Currency;
  readonly ticker: string;
}

/** '20 Mar', with the year when it is not this one. */
export function dayOf(date: IsoDate, today: IsoDate): string {
  return formatDate(date, today).slice(4);
}

/** Dates in the engine's sentences, as people write them: "the KO 60 put of 2026-03-20" is of 20 Mar. They quote the broker too. */
export function withDays(sentence: string, today: IsoDate): string {
  return sentence.replace(/\d{4}-\d\d-\d\d/g, (text) => (isIsoDate(text) ? dayOf(text, today) : text));
}

/** A price of the underlying, in ten-thousandths, to the cent. */
export function priceE4Words(priceE4: number, currency: Currency): string {
  return formatMoney({ amountE4: priceE4, currency });
}

/** Of a share or contract, with all the digits it has: 0.51, 15.9925. */
export function priceWords(priceE6: number): string {
  const [whole, fraction = ''] = formatScaled(priceE6, E6).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** An average may have more digits than any fill: it is told to four. */
export function averageWords(priceE6: number): string {
  return priceWords(Math.round(priceE6 / 100) * 100);
}

export function countWords(quantityE8: number): string {
  return formatQuantity(Math.abs(quantityE8));
}

export function sharesWords(quantityE8: number): string {
  const size = Math.abs(quantityE8);
  return size % 10 ** E8 === 0 ? counted(size / 10 ** E8, 'share') : `${countWords(size)} shares`;
}

/** "Bought back 2 × 60 put" */
export function legWords(leg: LinkLeg): string {
  const { instrument, quantityE8 } = leg;
  if (instrument?.kind === 'OPTION') return optionWords(leg, timesWords(quantityE8, instrument));
  return instrument === null || leg.deed === 'pay'
    ? paidWords(leg)
    : shareWords(leg, sharesWords(quantityE8));
}

/** "2 × 60 put", which stays on one line. */
export function timesWords(
  quantityE8: number,
  contract: Pick<OptionContract, 'strikeE6' | 'type' | 'expiresOn'>,
): string {
  return `${countWords(quantityE8)}\u00A0×\u00A0${contractWords(contract)}`;
}

function optionWords({ deed, quantityE8, entries }: LinkLeg, what: string): string {
  const kind = entries[0]?.row.kind;
  if (deed === 'rename') return `Split: ${what}`;
  if (deed === 'open') return quantityE8 < 0 ? `Sold ${what}` : `Bought ${what}`;
  if (kind === 'TRADE') return quantityE8 > 0 ? `Bought back ${what}` : `Sold ${what}`;
  return `${what} ${ENDED[kind ?? 'TRADE'] ?? 'ended'}`;
}

const ENDED: Readonly<Partial<Record<Transaction['kind'], string>>> = {
  ASSIGNMENT: 'assigned',
  EXERCISE: 'exercised',
  EXPIRATION: 'expired',
  CASH_SETTLEMENT: 'settled in cash',
};

function shareWords({ deed, quantityE8, entries, priceE6 }: LinkLeg, what: string): string {
  const isHalf = entries[0]?.allocation.role === 'ASSIGNMENT';
  const at = isHalf && priceE6 !== null ? ` at ${averageWords(priceE6)}` : '';
  if (deed === 'split') return quantityE8 === 0 ? 'Split' : `Split: ${what} more`;
  if (deed === 'move') return `${what} transferred out`;
  if (entries[0]?.row.kind === 'TRANSFER') return `${what} transferred in`;
  if (isHalf) return quantityE8 > 0 ? `${what} came${at}` : `${what} went${at}`;
  return quantityE8 > 0 ? `Bought ${what}` : `Sold ${what}`;
}

function paidWords({ entries, cashE4 }: LinkLeg): string {
  const kind = entries[0]?.row.kind;
  if (kind === 'WITHHOLDING') return 'Tax withheld';
  if (kind === 'DIVIDEND') return cashE4 < 0 ? 'Dividend paid out' : 'Dividend';
  return 'Settled in cash';
}

/** When it was done, on the exchange's clock; only the day where no more is known. */
export function whenWords({ hasTime, executedAt, tradedOn, currency }: Transaction, today: IsoDate): string {
  const day = formatDate(tradedOn, today);
  if (!hasTime) return day;
  const zone = currency === 'INR' ? 'Asia/Kolkata' : 'America/New_York';
  return `${day}, ${wallTimeIn(executedAt, zone).slice(0, 5)}`;
}

export function plainMoney(amountE4: number): string {
  return formatFixed(amountE4, E4, 2).replace('-', '\u2212');
}
