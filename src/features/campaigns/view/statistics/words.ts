import type { IsoDate } from '../../../../lib/dates.ts';
import { E6, E8, formatFixed, formatScaled } from '../../../../lib/decimal.ts';
import { formatMoney, formatQuantity } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Currency } from '../../../../model/money.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 'March 2026' */
export function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** 'Mar 2026' */
export function monthInShort(month: string): string {
  return `${monthWords(month).slice(0, 3)} ${month.slice(0, 4)}`;
}

/** 'Mar ’26' */
export function monthTick(month: string): string {
  return `${monthWords(month).slice(0, 3)} ’${month.slice(2, 4)}`;
}

/** NAKED_PUT is 'Naked put', PMCC stays as it is. */
export function strategyWords(strategy: string): string {
  if (strategy === 'PMCC') return strategy;
  const words = strategy.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface Amount {
  readonly text: string;
  readonly tone: '' | 'gain' | 'loss';
}

/** With its sign, which tells a gain from a loss without its colour. */
export function amountOf(amountE4: number, currency: Currency): Amount {
  return { text: formatMoney({ amountE4, currency }, { plus: true }), tone: toneOf(amountE4) };
}

export function toneOf(amount: number): Amount['tone'] {
  if (amount === 0) return '';
  return amount > 0 ? 'gain' : 'loss';
}

/** Millionths as a percentage: 714,286 is '71.43 %'. */
export function shareOf(partE6: number | null, digits = 2): string {
  if (partE6 === null) return 'unknown';
  return `${formatFixed(partE6 * 100, E6, digits).replace('-', '\u2212')} %`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatQuantity(count * 10 ** E8)} ${count === 1 ? one : many}`;
}

/** "60 put", "60 put 20 Mar". */
export function contractWords(
  { strikeE6, type, expiresOn }: Pick<OptionContract, 'strikeE6' | 'type' | 'expiresOn'>,
  today: IsoDate | null = null,
): string {
  const name = `${formatScaled(strikeE6, E6)} ${type.toLowerCase()}`;
  return today === null ? name : `${name} ${formatDate(expiresOn, today).slice(4)}`;
}
