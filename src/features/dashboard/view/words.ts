import type { IsoDate } from '../../../lib/dates.ts';
import { E6, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney, formatQuantity } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { quotient } from '../../../lib/rounding.ts';
import type { Currency } from '../../../model/money.ts';
import type { Leg, Open } from '../engine/open.ts';

/** Its arrow tells a gain from a loss without its colour. */
export function gained(amountE4: number | null, currency: Currency) {
  if (amountE4 === null) return { text: 'unknown', tone: 'unknown' };
  const text = formatMoney({ amountE4, currency });
  return { text, tone: amountE4 === 0 ? '' : amountE4 > 0 ? 'gain' : 'loss' };
}

/** A price of the underlying, to the cent. */
export function priceOf(priceE6: number, currency: Currency): string {
  return formatMoney({ amountE4: Math.round(priceE6 / 100), currency });
}

/** '2.98 %' of what was tied up at most. */
export function returnOf(amountE4: number | null, peakE4: number | null): string {
  if (amountE4 === null || peakE4 === null || peakE4 <= 0) return '';
  const shareE6 = quotient(amountE4, peakE4, 6);
  const text = formatFixed(shareE6 * 100, E6, 1).replace('-', '\u2212');
  return `${shareE6 > 0 ? '+' : ''}${text} %`;
}

/** "200 shares, 2 × 61C 15 May"; long legs are said to be. */
export function holdingWords(
  { sharesE8, openLegs }: Pick<Open, 'sharesE8' | 'openLegs'>,
  today: IsoDate,
): string {
  const shares = sharesE8 === 0 ? [] : [`${sharesWords(sharesE8)} shares`];
  const expiries = Map.groupBy(openLegs, ({ contract }) => contract.expiresOn);
  const legs = [...expiries].map(
    ([expiresOn, group]) =>
      `${groupWords(group)}${expiresOn < today ? ', expired' : ''} ${formatDate(expiresOn, today).slice(4)}`,
  );
  return [...shares, ...legs].join(', ');
}

/** Of reinvested dividends a hundredth is enough here. */
function sharesWords(sharesE8: number): string {
  return formatQuantity(Math.round(sharesE8 / 10 ** 6) * 10 ** 6);
}

function groupWords(legs: readonly Leg[]): string {
  const counts = new Set(legs.map(({ quantityE8 }) => Math.abs(quantityE8)));
  const [count = 0] = counts;
  if (legs.length > 1 && counts.size === 1)
    return `${formatQuantity(count)} × ${legs.toSorted(byStrike).map(legName).join('/')}`;
  return legs.map(legWords).join(', ');
}

function byStrike(a: Leg, b: Leg): number {
  return a.contract.strikeE6 - b.contract.strikeE6;
}

function legWords(leg: Leg): string {
  const count = formatQuantity(Math.abs(leg.quantityE8));
  return `${leg.quantityE8 > 0 ? 'long ' : ''}${count} × ${legName(leg)}`;
}

function legName({ contract: { strikeE6, type } }: Leg): string {
  return `${formatScaled(strikeE6, E6)}${type === 'PUT' ? 'P' : 'C'}`;
}

/** "150 put" */
export function contractWords({ contract: { strikeE6, type } }: Leg): string {
  return `${formatScaled(strikeE6, E6)} ${type.toLowerCase()}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
