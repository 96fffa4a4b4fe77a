import { E8, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import type { Entry } from '../engine/chain/entries.ts';
import { keyOfEntry } from '../engine/chain/entries.ts';
import type { Link, LinkLeg, Standing } from '../engine/chain/links.ts';
import type { BookName } from '../engine/statistics/narrowing.ts';
import { jointOf } from './chain-joints.ts';
import {
  averageWords,
  countWords,
  dayOf,
  legWords,
  priceE4Words,
  type Telling,
  timesWords,
  whenWords,
} from './chain-words.ts';

/** What the cards need besides: whose they are, and where the broker's own rows are read. */
export interface ChainMeans extends Telling {
  readonly campaign: string;
  readonly book: BookName;
  readonly recordOf: ReadonlyMap<string, number>;
}

export function linkView(link: Link, isFirst: boolean, means: ChainMeans) {
  const { today, currency } = means;
  const { after, feesE4 } = link;
  return {
    id: `link-${link.key.replace('/', '-')}`,
    mark: markOf(link),
    title: titleOf(link),
    until: untilOf(link),
    on: formatDate(link.on, today),
    worth: isWithoutCash(link) ? { text: 'no cash', tone: 'unknown' } : cashOf(link.cashE4, currency),
    fees: feesE4 === 0 ? '' : formatMoney({ amountE4: feesE4, currency }),
    after: standingWords(after, means),
    joint: isFirst ? false : jointOf(link, means),
    rows: rowsOf(link, means),
  };
}

/** A tone beside the shape: shares, income, and what a split changed are not a contract's. */
function markOf({ kind, legs }: Link) {
  if (kind === 'income') return { shape: 'cash', tone: 'gain' };
  if (kind === 'change') return { shape: 'split', tone: 'info' };
  const hasShares = legs.some(({ instrument }) => instrument?.kind === 'SHARE');
  return hasShares ? { shape: 'shares', tone: 'warning' } : { shape: 'option', tone: '' };
}

function titleOf({ legs, kind, before }: Link): string {
  const words = legs
    .filter(isTold)
    .map((leg) => (leg.deed === 'rename' ? splitWords(leg, before) : legWords(leg)));
  const shown = kind === 'income' ? words.slice(0, 1) : words;
  const [first = '', ...more] = shown;
  return [first, ...more.map((each) => each.charAt(0).toLowerCase() + each.slice(1))].join(', ');
}

/** Of a split, an entry may say only that contracts are others now: its rows tell the rest. */
function isTold({ deed, quantityE8 }: LinkLeg): boolean {
  return deed !== 'rename' || quantityE8 !== 0;
}

function splitWords(leg: LinkLeg, { openLegs }: Standing): string {
  const { instrument, quantityE8 } = leg;
  if (instrument?.kind !== 'OPTION') return legWords(leg);
  const isOld = openLegs.some(({ contract }) => contract.symbol === instrument.symbol);
  const what = timesWords(quantityE8, instrument);
  return isOld ? `${what} replaced` : `by ${what}`;
}

/** The expirations it speaks of: "20 Mar", and of a roll "20 Mar to 17 Apr". */
function untilOf({ legs, kind, on }: Link): string {
  if (kind === 'expiration' || kind === 'assignment') return '';
  const dates = legs.flatMap(({ instrument }) =>
    instrument?.kind === 'OPTION' ? [instrument.expiresOn] : [],
  );
  return [...new Set(dates)].map((date) => dayOf(date, on)).join(' to ');
}

function standingWords({ creditE4, breakEvensE4, sharesE8, openLegs }: Standing, { currency }: ChainMeans) {
  const isOver = sharesE8 === 0 && openLegs.length === 0;
  return {
    credit: `${creditE4 < 0 ? 'paid' : 'credit'} so far ${formatMoney({ amountE4: Math.abs(creditE4), currency })}`,
    breakEven: breakEvensE4.map((each) => priceE4Words(each, currency)).join(' and '),
    holds: isOver ? 'nothing open' : '',
  };
}

/** The broker's rows, as far as they are this campaign's; where there is one only, the card says the rest of it. */
function rowsOf({ legs }: Link, means: ChainMeans) {
  const isOne = legs.length === 1;
  return legs.filter(isTold).flatMap((leg) =>
    leg.entries.map((entry) => ({
      ...rowView(entry, leg, means),
      id: idOf(entry, legs),
      what: isOne ? shortWords(entry, leg) : rowWords(entry, leg),
      amount: isOne && leg.entries.length === 1 ? '' : cashOf(entry.allocation.cashE4, means.currency).text,
    })),
  );
}

/** Of a row that did two things, as covering what was owed and bringing more, only the first has the plain name. */
function idOf(entry: Entry, legs: readonly LinkLeg[]): string {
  const { row } = entry;
  const first = legs.flatMap(({ entries }) => entries).find((each) => each.row === row);
  return `row-${row.id}-${row.part}${first === entry ? '' : `-${entry.index}`}`;
}

/** "Bought back 2 × 60 put at 1.35" */
function rowWords(entry: Entry, leg: LinkLeg): string {
  const what = legWords({ ...leg, quantityE8: entry.allocation.quantityE8 });
  const { priceE6 } = entry.row;
  return priceE6 === null || / at /.test(what) ? what : `${what} at ${averageWords(priceE6)}`;
}

/** "2 at 1.35": what was done stands above it. */
function shortWords(entry: Entry, leg: LinkLeg): string {
  const { row, allocation } = entry;
  if (row.priceE6 === null || leg.deed === 'pay') return 'The broker’s row';
  return `${countWords(allocation.quantityE8)} at ${averageWords(row.priceE6)}`;
}

function rowView(entry: Entry, leg: LinkLeg, means: ChainMeans) {
  const { row, allocation } = entry;
  const record = means.recordOf.get(keyOfEntry(entry));
  return {
    transaction: row.id,
    symbol: symbolOf(row),
    quantity: formatScaled(Math.abs(allocation.quantityE8), E8),
    campaign: means.campaign,
    movable: leg.deed === 'open' || leg.deed === 'buy',
    href: record === undefined ? '' : `/transactions/${record}`,
    when: whenWords(row, allocation.on),
    move: moveAddress(entry, means),
    posted: allocation.on === row.tradedOn ? '' : `counts on ${formatDate(allocation.on, row.tradedOn)}`,
    fees:
      allocation.feesE4 === 0 ? '' : formatMoney({ amountE4: allocation.feesE4, currency: means.currency }),
    part: partOf(entry),
  };
}

/** Where a row is taken to another campaign, by keyboard, thumb and screen reader alike. */
function moveAddress({ row, allocation }: Entry, { campaign }: ChainMeans): string {
  const symbol = symbolOf(row);
  const quantity = formatScaled(Math.abs(allocation.quantityE8), E8);
  return `/campaigns/move?${new URLSearchParams({ row: row.id, campaign, symbol, quantity })}`;
}

function symbolOf({ instrument }: Entry['row']): string {
  return instrument?.kind === 'OPTION' ? instrument.symbol : (instrument?.ticker ?? '');
}

/** Of a row that several campaigns share: how much of it is here. */
function partOf({ row, allocation, deed }: Entry): string {
  const [here, all] = [Math.abs(allocation.quantityE8), Math.abs(row.quantityE8)];
  if (here === 0 || here >= all || deed === 'split') return '';
  return `${countWords(here)} of the row’s ${countWords(all)}`;
}

/** Shares that came or went by transfer: what they cost is told elsewhere. */
function isWithoutCash({ legs, cashE4 }: Link): boolean {
  return cashE4 === 0 && legs.every(({ entries }) => entries.every(({ row }) => row.kind === 'TRANSFER'));
}

/** Cash is no gain or loss: what was received is coloured, what was paid is not. */
function cashOf(amountE4: number, currency: ChainMeans['currency']) {
  const text = formatMoney({ amountE4, currency }, { plus: true });
  return { text, tone: amountE4 > 0 ? 'gain' : '' };
}
