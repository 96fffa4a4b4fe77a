import { E4, E6, E8, formatFixed, formatScaled, scaledFromNumber } from './decimal.ts';

const SYMBOLS = { USD: '$', INR: '₹' } as const;
const MINUS = '\u2212';
const THOUSANDS = /\B(?=(\d{3})+$)/g;
const LAKHS = /\B(?=(\d\d)*\d{3}$)/g;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

interface Amount {
  readonly amountE4: number;
  readonly currency: keyof typeof SYMBOLS;
}

export interface NumberStyle {
  /** A gain says so: +$12.00. */
  readonly plus?: boolean;
  /** What stands for what is not known; never a zero. */
  readonly unknown?: string;
  readonly digits?: number;
}

/** $1,234.56 and ₹1,23,456.78, each grouped as its readers group it. */
export function formatMoney(amount: Amount | null, style: NumberStyle = {}): string {
  if (amount === null) return unknown(style);
  const text = formatFixed(amount.amountE4, E4, style.digits ?? 2);
  const groups = amount.currency === 'INR' ? LAKHS : THOUSANDS;
  return signed(text, style, (size) => SYMBOLS[amount.currency] + grouped(size, groups));
}

/** 0.1482 is 14.82 %. */
export function formatPercent(ratio: number | null, style: NumberStyle = {}): string {
  const ratioE8 = ratio === null ? null : scaledFromNumber(ratio, E8);
  if (ratioE8 === null) return unknown(style);
  // A hundredth is a percent: eight digits of a ratio are six of a percentage.
  const text = formatFixed(ratioE8, E6, style.digits ?? 2);
  return signed(text, style, (size) => `${grouped(size, THOUSANDS)} %`);
}

export function formatQuantity(quantityE8: number | null, style: NumberStyle = {}): string {
  if (quantityE8 === null) return unknown(style);
  return signed(formatScaled(quantityE8, E8), style, (size) => grouped(size, THOUSANDS));
}

export function formatWhole(value: number | null, style: NumberStyle = {}): string {
  if (value === null) return unknown(style);
  return signed(String(Math.round(value) + 0), style, (size) => grouped(size, THOUSANDS));
}

/** 3.4 MB, of a million bytes each. */
export function formatBytes(bytes: number | null, style: NumberStyle = {}): string {
  if (bytes === null) return unknown(style);
  const power = UNITS.findIndex((_unit, index) => bytes < 999.5 * 1000 ** index);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

function signed(text: string, style: NumberStyle, format: (size: string) => string): string {
  if (text.startsWith('-')) return MINUS + format(text.slice(1));
  return (style.plus && /[1-9]/.test(text) ? '+' : '') + format(text);
}

function grouped(text: string, groups: RegExp): string {
  const [whole = '', fraction] = text.split('.');
  const front = whole.replace(groups, ',');
  return fraction === undefined ? front : `${front}.${fraction}`;
}

function unknown(style: NumberStyle): string {
  return style.unknown ?? 'unknown';
}
