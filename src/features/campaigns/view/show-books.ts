import { formatMoney } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { quotient } from '../../../lib/rounding.ts';
import type { Currency } from '../../../model/money.ts';
import { type HeldLot, heldLots, type RealisedLine, realisedLines } from '../engine/chain/bridge.ts';
import type { Shown } from '../engine/chain/shown.ts';
import { countWords, dayOf, priceE4Words, sharesWords } from './chain-words.ts';
import { amountOf, contractWords, counted } from './statistics/words.ts';

type Of = Pick<Shown, 'campaign' | 'chain' | 'today'>;

/** Line by line what is realised, in both books, down to the sums the page begins with. */
export function booksView({ campaign, chain, today }: Of, isWhole: boolean) {
  const { currency, realisedE4, realisedTaxE4 } = campaign;
  const amount = amountIn(currency);
  const all = realisedLines(chain);
  const lines = isWhole ? all : all.slice(-MOST_LINES);
  const earlier = all.slice(0, all.length - lines.length);
  return {
    earlier: earlier.length > 0 && {
      what: counted(earlier.length, 'earlier line'),
      economic: amount(sumOf(earlier, (line) => line.realisedE4)),
      tax: amount(sumOf(earlier, (line) => line.realisedTaxE4)),
    },
    lines: lines.map((line) => ({
      href: `#link-${line.link.replace('/', '-')}`,
      what: lineWords(line),
      when: formatDate(line.on, today),
      economic: amount(line.realisedE4),
      tax: amount(line.realisedTaxE4),
      isApart: line.realisedE4 !== line.realisedTaxE4,
    })),
    economic: amount(realisedE4),
    tax: amount(realisedTaxE4),
    apart: apartWords(realisedE4, realisedTaxE4, currency),
  };
}

/** Beyond these, what ended first is told as one line. */
const MOST_LINES = 100;

function sumOf(lines: readonly RealisedLine[], of: (line: RealisedLine) => number | null): number | null {
  return lines.reduce<number | null>((sum, line) => {
    const part = of(line);
    return sum === null || part === null ? null : sum + part;
  }, 0);
}

function apartWords(realisedE4: number | null, taxE4: number | null, currency: Currency): string {
  if (realisedE4 === null || taxE4 === null) return 'A cost is unknown, so the two cannot be compared.';
  if (realisedE4 === taxE4) return 'Both books have realised the same.';
  const money = formatMoney({ amountE4: Math.abs(realisedE4 - taxE4), currency });
  return `The books differ by ${money}: the premium of assigned contracts. The economic book has realised it; in the tax book it is part of what the shares cost, and is realised when they go.`;
}

function lineWords({ instrument, quantityE8, kind, deed }: RealisedLine): string {
  if (instrument === null) return kind === 'income' ? 'Dividend' : 'Settled in cash';
  if (instrument.kind === 'SHARE')
    return deed === 'sell' ? `${sharesWords(quantityE8)} sold` : sharesWords(quantityE8);
  const what = `${countWords(quantityE8)} × ${contractWords(instrument)}`;
  if (deed === 'hand over') return `${what}, ${kind === 'exercise' ? 'exercised' : 'assigned'}`;
  if (kind === 'expiration') return `${what}, expired`;
  return kind === 'settlement' ? `${what}, settled` : `${what}, closed`;
}

/** The shares that are held, lot by lot, with what they cost in both books. */
export function lotsView({ campaign, chain, today }: Of) {
  const { currency } = campaign;
  return heldLots(chain).map((lot) => ({
    href: `#link-${lot.link.replace('/', '-')}`,
    what: sharesWords(lot.sharesE8),
    when: dayOf(lot.on, today),
    economic: costWords(lot.economicE4, lot, currency),
    tax: costWords(lot.taxE4, lot, currency),
    folded: lot.foldedE4 === 0 ? '' : formatMoney({ amountE4: lot.foldedE4, currency }),
  }));
}

/** "$59.00 a share" */
function costWords(costE4: number | null, { sharesE8 }: HeldLot, currency: Currency): string {
  return costE4 === null ? 'unknown' : priceE4Words(quotient(-costE4, sharesE8, 8), currency);
}

export function amountIn(currency: Currency) {
  return (amountE4: number | null) =>
    amountE4 === null ? ({ text: 'unknown', tone: 'unknown' } as const) : amountOf(amountE4, currency);
}
