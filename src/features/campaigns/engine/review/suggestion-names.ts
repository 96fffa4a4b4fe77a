/**
 * Rule: a suggestion is named after its kind, its ticker, and a row of each of its two legs, so an answer to it is
 * understood for as long as both rows are there, whatever has come since. Example: accepted for rows 2 and 3; the next day
 * another closing arrives that lies nearer: it was still 2 and 3 that were to be one trade.
 */
import { nameOf } from '../identity.ts';
import type { Leg, Legs } from '../rolls/legs.ts';
import type { Event } from '../rows/events.ts';
import type { Accepted } from '../said.ts';
import { KINDS_ASKED, type Suggestion } from '../types.ts';

type Asked = Accepted['question'];

interface Name {
  readonly kind: Suggestion['kind'];
  readonly ticker: string | undefined;
  readonly earlier: string | undefined;
  readonly later: string | undefined;
}

export function suggestionName({ kind, earlier, later }: Asked): string {
  return [kind, tickerName(earlier.first), rowName(earlier.first), rowName(later.first)].join('.');
}

/** Whether that is a name of this question, by any of its rows. Only names of its ticker are to be asked for. */
export function isNamed({ kind, earlier, later }: Asked, name: string): boolean {
  const read = readName(name);
  return read?.kind === kind && isOf(earlier, read.earlier) && isOf(later, read.later);
}

/** Those of all names that are of the ticker that these legs are of. */
export function namesOfTicker({ openings }: Legs, names: readonly string[]): ReadonlySet<string> {
  const first = openings[0]?.first;
  const ticker = first && tickerName(first);
  return new Set(names.filter((name) => readName(name)?.ticker === ticker));
}

/** What a name speaks of, where its rows still open and close what they did. */
export function legsNamed({ closings, openings }: Legs, name: string): Asked | null {
  const read = readName(name);
  if (read === null) return null;
  const { kind } = read;
  const legs = kind === 'PMCC' || kind === 'LEG_IN' ? openings : closings;
  const earlier = legs.find((leg) => isOf(leg, read.earlier));
  const later = openings.find((leg) => isOf(leg, read.later));
  return earlier && later ? { kind, earlier, later } : null;
}

function readName(name: string): Name | null {
  const [word, ticker, earlier, later] = name.split('.');
  const kind = KINDS_ASKED.find((each) => each === word);
  return kind === undefined ? null : { kind, ticker, earlier, later };
}

function isOf({ events }: Leg, row: string | undefined): boolean {
  return events.some((event) => rowName(event) === row);
}

function tickerName({ row: { account, instrument } }: Event): string {
  return nameOf(account, instrument?.ticker ?? '');
}

function rowName({ row: { id, part } }: Event): string {
  return nameOf(id, String(part));
}
