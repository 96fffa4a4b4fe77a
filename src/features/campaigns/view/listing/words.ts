import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import { E6, E8, formatScaled } from '../../../../lib/decimal.ts';
import { formatQuantity } from '../../../../lib/format.ts';
import type { Listed } from '../../engine/listing/listed.ts';
import type { OpenContracts, Phase, Strategy } from '../../engine/types.ts';
import { dayOf } from '../chain-words.ts';
import { counted } from '../statistics/words.ts';

const MOST = 4;

/** What is open: "200 shares, 2 × 61C 15 May", "1 × 195/200P 225/230C 19 Jun". */
export function openWords({ openLegs, sharesE8, phase }: Listed, today: IsoDate): string {
  const byExpiry = [...Map.groupBy(openLegs, ({ contract }) => contract.expiresOn)];
  const legs = byExpiry.flatMap(([expiresOn, own]) => {
    const words = isEven(own) ? [spreadWords(own)] : own.map((leg) => legWords(leg, openLegs));
    return words.map((each) => `${each} ${dayOf(expiresOn, today)}`);
  });
  const more = legs.length > MOST ? [`${legs.length - MOST} more`] : [];
  const shares = sharesE8 === 0 ? [] : [sharesWords(sharesE8)];
  const uncovered = phase === 'SHARES' ? ', uncovered' : '';
  return [...shares, ...legs.slice(0, MOST), ...more].join(', ') + uncovered;
}

/** Bought and sold in equal number: the strategy's name says which is which. */
function isEven(legs: readonly OpenContracts[]): boolean {
  const sizes = new Set(legs.map(({ quantityE8 }) => Math.abs(quantityE8)));
  const sides = new Set(legs.map(({ quantityE8 }) => Math.sign(quantityE8)));
  return legs.length > 1 && sizes.size === 1 && sides.size === 2;
}

function spreadWords(legs: readonly OpenContracts[]): string {
  const strikes = (type: 'PUT' | 'CALL') => {
    const own = legs.filter(({ contract }) => contract.type === type);
    const sorted = own.map(({ contract }) => contract.strikeE6).toSorted((a, b) => a - b);
    return sorted.length === 0 ? [] : [sorted.map(strikeWords).join('/') + type.charAt(0)];
  };
  const count = formatQuantity(Math.abs(legs[0]?.quantityE8 ?? 0));
  return `${count} × ${[...strikes('PUT'), ...strikes('CALL')].join(' ')}`;
}

/** Where not all are sold, which of them are. */
function legWords({ contract, quantityE8 }: OpenContracts, all: readonly OpenContracts[]): string {
  const isMixed = all.some((leg) => leg.quantityE8 > 0);
  const side = isMixed ? `${quantityE8 > 0 ? 'long' : 'short'} ` : '';
  const name = strikeWords(contract.strikeE6) + contract.type.charAt(0);
  return `${side}${formatQuantity(Math.abs(quantityE8))} × ${name}`;
}

function strikeWords(strikeE6: number): string {
  return formatScaled(strikeE6, E6);
}

const FINEST_E8 = 10_000;

/** Reinvested dividends leave shares of eight digits: a list has no room for more than four. */
function sharesWords(sharesE8: number): string {
  const size = Math.round(Math.abs(sharesE8) / FINEST_E8) * FINEST_E8;
  const words = size === 10 ** E8 ? '1 share' : `${formatQuantity(size)} shares`;
  return sharesE8 < 0 ? `short ${words}` : words;
}

/** "2 Mar to 15 May", "since 2 Mar" */
export function spanWords({ startedOn, closedOn }: Listed, today: IsoDate): string {
  const from = dayOf(startedOn, today);
  if (closedOn === null) return `since ${from}`;
  return closedOn === startedOn ? from : `${from} to ${dayOf(closedOn, today)}`;
}

/** Of a closed one: "74 days, 3 rolls". */
export function lengthWords({ days, rollCount }: Listed): string {
  const length = days === 0 ? 'a day' : counted(days, 'day');
  return rollCount === 0 ? length : `${length}, ${counted(rollCount, 'roll')}`;
}

/** "3 days", "today", "expired" */
export function daysLeft(expiresOn: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, expiresOn);
  if (days < 0) return 'expired';
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : counted(days, 'day');
}

const PHASES: Readonly<Record<Phase, { readonly text: string; readonly tone: string }>> = {
  SHORT_PUT: { text: 'short put', tone: '' },
  SHORT_CALL: { text: 'short call', tone: '' },
  LONG: { text: 'long', tone: '' },
  SPREAD: { text: 'spread', tone: '' },
  SHARES: { text: 'shares', tone: 'info' },
  COVERED: { text: 'covered', tone: 'gain' },
  MIXED: { text: 'mixed', tone: '' },
  SHORT_SHARES: { text: 'short shares', tone: 'warning' },
  CLOSED: { text: 'closed', tone: '' },
};

/** What the strategy's name says by itself. */
const SAID: Readonly<Partial<Record<Strategy, Phase>>> = {
  NAKED_PUT: 'SHORT_PUT',
  NAKED_CALL: 'SHORT_CALL',
  LONG_CALL: 'LONG',
  LONG_PUT: 'LONG',
  COVERED_CALL: 'COVERED',
  PUT_CREDIT_SPREAD: 'SPREAD',
  PUT_DEBIT_SPREAD: 'SPREAD',
  CALL_CREDIT_SPREAD: 'SPREAD',
  CALL_DEBIT_SPREAD: 'SPREAD',
  IRON_CONDOR: 'SPREAD',
  SHARES: 'SHARES',
};

/** What is open now, where it is not what the strategy is called after; that it is closed, its end says. */
export function phaseOf({ phase, strategy }: Listed) {
  return phase === 'CLOSED' || SAID[strategy] === phase ? null : PHASES[phase];
}
