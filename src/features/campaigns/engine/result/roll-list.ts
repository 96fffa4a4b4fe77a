/**
 * Rule: a roll is told once for each pair of contracts in it, with what both halves brought together; orders that pairs
 * connect are one event, however many legs they have. Example: bought back at -135.66, sold at +179.34: a net credit of
 * 43.68 on the day of the later half.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { proportion } from '../../../../lib/rounding.ts';
import { cents, type Share } from '../books/sharing.ts';
import type { Pair } from '../rolls/pairing.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import type { Draft, Slice } from '../story/drafts.ts';
import { draftsOf, type Story } from '../story/story.ts';
import type { Roll } from '../types.ts';
import { apartWords } from '../words.ts';

type Slices = ReadonlyMap<Event, readonly Slice[]>;

export interface Part {
  readonly pair: Pair;
  countE8: number;
}

export function rollsOf(
  parts: readonly Part[],
  slices: readonly Slice[],
  shares: ReadonlyMap<Slice, Share>,
): { readonly rolls: readonly Roll[]; readonly count: number } {
  const byEvent = Map.groupBy(slices, ({ event }) => event);
  const rolls = parts
    .map((part) => ({ ...part, complete: laterHalf(part.pair) }))
    .toSorted((a, b) => compareEvents(a.complete, b.complete) || compare(namesOf(a), namesOf(b)))
    .map(({ complete, ...part }) => toRoll(part, complete.on, byEvent, shares));
  return { rolls, count: countEvents(parts.map(({ pair }) => pair)) };
}

/** Of every campaign at once: which pairs it rolled by, and how many contracts of each. */
export function rollPartsByDraft(story: Story): ReadonlyMap<Draft, readonly Part[]> {
  const parts = new Map<Draft, Map<Pair, Part>>();
  for (const [opened, links] of story.plan.linksOf) {
    for (const { pair, closed, fromE8, countE8 } of links) {
      const now = new Set(draftsOf(story, { opened, fromE8, countE8 }).map(({ draft }) => draft));
      for (const piece of draftsOf(story, closed)) {
        // Moved away by the trader, the new contract is no roll of this campaign.
        if (!now.has(piece.draft)) continue;
        const ofDraft = parts.get(piece.draft) ?? new Map<Pair, Part>();
        const part = ofDraft.get(pair) ?? { pair, countE8: 0 };
        part.countE8 += piece.countE8;
        parts.set(piece.draft, ofDraft.set(pair, part));
      }
    }
  }
  return new Map([...parts].map(([draft, ofDraft]) => [draft, [...ofDraft.values()]]));
}

/** The event with which a roll is complete. */
function laterHalf({ closing, opening }: Pair): Event {
  return [...closing.events, ...opening.events].reduce((last, event) =>
    compareEvents(last, event) < 0 ? event : last,
  );
}

function namesOf({ pair }: Part): string {
  return pair.closing.contract.symbol + pair.opening.contract.symbol;
}

function toRoll(
  { pair, countE8: quantityE8 }: Part,
  on: IsoDate,
  slices: Slices,
  shares: ReadonlyMap<Slice, Share>,
): Roll {
  const closing = cashOf(pair.closing, quantityE8, slices, shares, 'end');
  const opening = cashOf(pair.opening, quantityE8, slices, shares, 'open');
  return {
    on,
    quantityE8,
    from: pair.closing.contract.symbol,
    to: pair.opening.contract.symbol,
    netCreditE4: closing + opening,
    reason: pair.isSaid
      ? 'linked by you'
      : pair.sameOrder
        ? 'same order'
        : `${apartWords(pair.apartMs)}, same type, nearest strike`,
    confidence: pair.sameOrder || pair.isSaid ? 1 : pair.isAmbiguous ? 0.6 : 0.9,
  };
}

/** The cash of so many units of a leg, within this campaign. */
function cashOf(
  leg: Pair['closing'],
  quantityE8: number,
  slices: Slices,
  shares: ReadonlyMap<Slice, Share>,
  kind: 'open' | 'end',
): number {
  const own = leg.events
    .flatMap((event) => slices.get(event) ?? [])
    .filter(({ effect }) => effect.kind === kind);
  const total = own.reduce((sum, { weightE8 }) => sum + weightE8, 0);
  const cash = own.reduce((sum, slice) => sum + (shares.get(slice)?.cashE4 ?? 0), 0);
  return quantityE8 >= total ? cash : cents(proportion(cash, quantityE8, total));
}

/** Orders connected by pairs are one event. */
function countEvents(pairs: readonly Pair[]): number {
  const next = new Map<string, string>();
  const rootOf = (order: string): string => {
    let root = order;
    for (let up = next.get(root); up !== undefined; up = next.get(root)) root = up;
    return root;
  };
  const orders = new Set(pairs.flatMap(({ closing, opening }) => [closing.order, opening.order]));
  let groups = orders.size;
  for (const { closing, opening } of pairs) {
    const [a, b] = [rootOf(closing.order), rootOf(opening.order)];
    if (a === b) continue;
    next.set(a, b);
    groups--;
  }
  return groups;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
