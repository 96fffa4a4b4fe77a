/**
 * What is known before the story is told: which closing pairs with which opening, unit by unit, by rule and by the
 * trader's word. The walk then asks: whose are these units? Example: the 59 put sold as the 60 put was bought back will be
 * in whatever campaign the 60 put is in.
 */
import type { Contracts } from '../rows/contracts.ts';
import { type Event, orderOf } from '../rows/events.ts';
import type { Opening, Units } from '../rows/queues.ts';
import type { Said } from '../said.ts';
import type { Leg, Legs } from './legs.ts';
import { type Link, linkUnits } from './links.ts';
import type { Pair } from './pairing.ts';
import { pairAsSaid, type SaidPairs } from './said-pairs.ts';

export interface Plan extends Legs {
  /** Rolls only, as are the links. */
  readonly pairs: readonly Pair[];
  readonly linksOf: ReadonlyMap<Opening, readonly Link[]>;
  readonly reEntriesOf: ReadonlyMap<Opening, readonly Link[]>;
  readonly openingsByOrder: ReadonlyMap<string, readonly Opening[]>;
  readonly closingsByOrder: ReadonlyMap<string, readonly Leg[]>;
  /** The rolls that a closing trade is half of. */
  readonly pairsOf: ReadonlyMap<Event, readonly Pair[]>;
  /** Units of a leg that are half of nothing: what a suggestion may use. */
  readonly restOf: (leg: Leg) => readonly Units[];
  readonly applied: SaidPairs['applied'];
}

export function planRolls(contracts: Contracts, legs: Legs, windowMs: number, said: Said): Plan {
  const { pairs: found, applied } = pairAsSaid(legs, windowMs, said);
  const joined = found.toSorted(byExpiryAndStrike);
  const pairs = joined.filter(({ isReEntry }) => !isReEntry);
  const { linksOf, restOf } = linkUnits(joined);
  return {
    ...legs,
    pairs,
    linksOf: only(linksOf, ({ pair }) => !pair.isReEntry),
    reEntriesOf: only(linksOf, ({ pair }) => pair.isReEntry),
    openingsByOrder: Map.groupBy(contracts.openings, ({ event }) => orderOf(event)),
    closingsByOrder: Map.groupBy(legs.closings, ({ order }) => order),
    pairsOf: pairsByClosing(pairs),
    restOf,
    applied,
  };
}

function pairsByClosing(pairs: readonly Pair[]): ReadonlyMap<Event, readonly Pair[]> {
  const found = new Map<Event, readonly Pair[]>();
  for (const pair of pairs)
    for (const event of pair.closing.events) found.set(event, [...(found.get(event) ?? []), pair]);
  return found;
}

/** Legs of one order have no order in time: the units closed first go on in the first expiration, and the lowest strike. */
function byExpiryAndStrike(a: Pair, b: Pair): number {
  const [x, y] = [a.opening.contract, b.opening.contract];
  if (x.expiresOn !== y.expiresOn) return x.expiresOn < y.expiresOn ? -1 : 1;
  return x.strikeE6 - y.strikeE6;
}

function only(
  linksOf: ReadonlyMap<Opening, readonly Link[]>,
  isWanted: (link: Link) => boolean,
): ReadonlyMap<Opening, readonly Link[]> {
  return new Map([...linksOf].map(([opened, links]) => [opened, links.filter(isWanted)]));
}
