import { daysBetween } from '../../../lib/dates.ts';
import { E6, formatScaled } from '../../../lib/decimal.ts';
import { type OccSymbol, parseOccSymbol } from '../../../model/instrument.ts';
import type { Link, LinkLeg } from '../engine/chain/links.ts';
import type { Pair } from '../engine/chain/told.ts';
import type { Roll } from '../engine/types.ts';
import type { ChainMeans } from './chain.ts';
import { withDays } from './chain-words.ts';
import { amountOf, counted } from './statistics/words.ts';

/** What leads to a link: in one word, with the reason, and with what it ended came to. */
export function jointOf(link: Link, means: ChainMeans) {
  return {
    word: wordOf(link),
    text: textOf(link, means),
    doubt: doubtOf(link.rolls),
    pair: pairOf(link, means),
  };
}

function wordOf(link: Link): string {
  const { kind, legs } = link;
  if (kind === 'assignment' && legs.some(goesByCall)) return 'called away';
  if (kind !== 'trade') return WORDS[kind];
  const opens = legs.some(({ deed }) => deed === 'open' || deed === 'buy');
  const ends = legs.some(({ deed }) => deed === 'end' || deed === 'sell');
  if (isAgain(link)) return 'opened again';
  if (opens && whysOf(link).some((why) => why.startsWith('covered by'))) return 'covered';
  if (opens) return ends ? 'changed' : 'added';
  return isOver(link) ? 'closed' : 'closed in part';
}

function goesByCall({ instrument, deed, quantityE8 }: LinkLeg): boolean {
  return instrument?.kind === 'SHARE' && deed === 'sell' && quantityE8 < 0;
}

const WORDS: Readonly<Record<Exclude<Link['kind'], 'trade'>, string>> = {
  roll: 'rolled',
  assignment: 'assigned',
  exercise: 'exercised',
  expiration: 'expired',
  settlement: 'settled',
  income: 'paid',
  change: 'changed',
};

function isAgain(link: Link): boolean {
  return whysOf(link).some((why) => why.startsWith('the same contract again'));
}

/** Whether nothing is left of what it closes. */
function isOver({ legs, after: { openLegs, sharesE8 } }: Link): boolean {
  const left = new Set(openLegs.map(({ contract }) => contract.symbol));
  return legs.every(({ instrument }) =>
    instrument?.kind === 'OPTION' ? !left.has(instrument.symbol) : sharesE8 === 0,
  );
}

/** The engine's own words, each once. */
function whysOf({ legs }: Link): readonly string[] {
  return [...new Set(legs.flatMap(({ entries }) => entries.map(({ allocation }) => allocation.why)))];
}

function textOf(link: Link, { today }: ChainMeans): string {
  if (link.kind === 'roll') return link.rolls.map((roll) => withDays(rollWords(roll), today)).join('; ');
  if (link.kind === 'expiration') return isAllWorthless(link) ? 'nothing more to pay or to receive' : '';
  return withDays(reasonOf(link), today);
}

/** Of an assignment, why these shares are its own; else the first reason there is. */
function reasonOf(link: Link): string {
  const whys = whysOf(link).map((why) => why.replace(/^covered /, ''));
  return whys.find((why) => why.startsWith('price equals')) ?? whys[0] ?? '';
}

function isAllWorthless({ cashE4 }: Link): boolean {
  return cashE4 === 0;
}

/** "60 to 59, 28 days out: 3 min apart, same type, nearest strike" */
function rollWords({ from, to, reason }: Roll): string {
  const [old, now] = [parseOccSymbol(from), parseOccSymbol(to)];
  if (old === null || now === null) return reason;
  return `${[strikeWords(old, now), daysWords(old, now)].filter((part) => part !== '').join(', ')}: ${reason}`;
}

function strikeWords(old: OccSymbol, now: OccSymbol): string {
  const [from, to] = [formatScaled(old.strikeE6, E6), formatScaled(now.strikeE6, E6)];
  return from === to ? `same strike ${to}` : `strike ${from} to ${to}`;
}

function daysWords(old: OccSymbol, now: OccSymbol): string {
  const days = daysBetween(old.expiresOn, now.expiresOn);
  if (days === 0) return 'same expiry';
  return `${counted(Math.abs(days), 'day')} ${days > 0 ? 'out' : 'in'}`;
}

const LIKELY = 0.9;

function doubtOf(rolls: readonly Roll[]): string {
  const least = Math.min(1, ...rolls.map(({ confidence }) => confidence));
  if (least === 1) return '';
  return least >= LIKELY ? 'likely' : 'another pairing fits as well';
}

/** What this link has ended came to, in the chosen book. */
function pairOf({ pairs }: Link, { book, currency }: ChainMeans) {
  if (pairs.length === 0) return false;
  const of = ({ realisedE4, realisedTaxE4 }: Pair) => (book === 'tax' ? realisedTaxE4 : realisedE4);
  if (pairs.some((pair) => of(pair) === null)) return { text: 'unknown', tone: 'unknown' };
  return amountOf(
    pairs.reduce((sum, pair) => sum + (of(pair) ?? 0), 0),
    currency,
  );
}
