/**
 * What is known before the story is told: which closing pairs with which opening, unit by unit, and what the trader has
 * moved. The walk then asks: whose are these units?
 */
import type { Contracts, Opening, Units } from '../rows/contracts.ts';
import type { Event } from '../rows/events.ts';
import type { Said } from '../said.ts';
import { closingLegs, type Leg, openingLegs, orderOf, type Pair, pairRolls } from './pairing.ts';

/** So many units of an opening that follow so many units of what was closed. */
export interface Link {
  readonly pair: Pair;
  readonly fromE8: number;
  readonly countE8: number;
  readonly closed: Units;
}

export interface Plan {
  readonly pairs: readonly Pair[];
  readonly linksOf: ReadonlyMap<Opening, readonly Link[]>;
  readonly openingsByOrder: ReadonlyMap<string, readonly Opening[]>;
  readonly closings: readonly Leg[];
  readonly closingsByOrder: ReadonlyMap<string, readonly Leg[]>;
  readonly closingsBySymbol: ReadonlyMap<string, readonly Leg[]>;
  /** The pair that a closing trade is half of. */
  readonly pairOf: ReadonlyMap<Event, Pair>;
  readonly openings: readonly Leg[];
  /** Closed units that are half of no pair, by leg: what a re-entry or a suggestion may use. */
  readonly unpairedOf: Map<Leg, number>;
}

export function planRolls(contracts: Contracts, windowMs: number, said: Said): Plan {
  const closings = closingLegs(contracts.closings);
  const openings = openingLegs(contracts.openings);
  const pairs = pairAsSaid(closings, openings, windowMs, said).toSorted(byExpiryAndStrike);
  const unpairedOf = new Map([...closings, ...openings].map((leg) => [leg, leg.quantityE8]));
  for (const { closing, opening, quantityE8 } of pairs) {
    unpairedOf.set(closing, (unpairedOf.get(closing) ?? 0) - quantityE8);
    unpairedOf.set(opening, (unpairedOf.get(opening) ?? 0) - quantityE8);
  }
  return {
    pairs,
    linksOf: linkUnits(pairs),
    openingsByOrder: Map.groupBy(contracts.openings, ({ event }) => orderOf(event)),
    closings,
    closingsByOrder: Map.groupBy(closings, ({ order }) => order),
    closingsBySymbol: Map.groupBy(closings, ({ contract }) => contract.symbol),
    pairOf: new Map(
      pairs.flatMap((pair) => pair.closing.events.map((event) => [event, pair] as const)).toReversed(),
    ),
    openings,
    unpairedOf,
  };
}

/** Links of the trader's first; what they unlinked is no pair, if it would have been one. */
function pairAsSaid(
  closings: readonly Leg[],
  openings: readonly Leg[],
  windowMs: number,
  said: Said,
): readonly Pair[] {
  const has = ({ events }: Leg, id: string) => events.some(({ row }) => row.id === id);
  const left = new Map([...closings, ...openings].map((leg) => [leg, leg.quantityE8]));
  const linked = said.links.flatMap(({ decision, closing: from, opening: to }): readonly Pair[] => {
    const closing = closings.find((leg) => has(leg, from));
    const opening = openings.find((leg) => has(leg, to));
    if (!closing || !opening) return [];
    const quantityE8 = Math.min(left.get(closing) ?? 0, left.get(opening) ?? 0);
    if (quantityE8 <= 0) return [];
    said.applied.add(decision);
    left.set(closing, (left.get(closing) ?? 0) - quantityE8);
    left.set(opening, (left.get(opening) ?? 0) - quantityE8);
    return [
      {
        closing,
        opening,
        quantityE8,
        sameOrder: closing.order === opening.order,
        apartMs: 0,
        isAmbiguous: false,
        isSaid: true,
      },
    ];
  });
  const byRule = pairRolls(closings, openings, windowMs, left, () => true);
  const unlinked = (closing: Leg, opening: Leg) =>
    said.unlinks.filter((each) => has(closing, each.closing) && has(opening, each.opening));
  const broken = byRule.flatMap(({ closing, opening }) => unlinked(closing, opening));
  for (const { decision } of broken) said.applied.add(decision);
  if (broken.length === 0) return [...linked, ...byRule];
  return [...linked, ...pairRolls(closings, openings, windowMs, left, (a, b) => unlinked(a, b).length === 0)];
}

/** Hands the units of both sides out in order, pair by pair. */
function linkUnits(pairs: readonly Pair[]): ReadonlyMap<Opening, readonly Link[]> {
  const supplies = new Map<Leg, Units[]>();
  const supplyOf = (leg: Leg) => {
    const known = supplies.get(leg) ?? [...leg.units];
    supplies.set(leg, known);
    return known;
  };
  const links = new Map<Opening, Link[]>();
  for (const pair of pairs) {
    let left = pair.quantityE8;
    while (left > 0) {
      const closed = takeUpTo(supplyOf(pair.closing), left);
      const opened = closed && takeUpTo(supplyOf(pair.opening), closed.countE8);
      if (!closed || !opened) break;
      // The opening's fill may be shorter than the closing's: what is left of the latter goes back in front.
      giveBack(supplyOf(pair.closing), closed, opened.countE8);
      const link = {
        pair,
        fromE8: opened.fromE8,
        countE8: opened.countE8,
        closed: { ...closed, countE8: opened.countE8 },
      };
      links.set(opened.opened, [...(links.get(opened.opened) ?? []), link]);
      left -= opened.countE8;
    }
  }
  return links;
}

function takeUpTo(supply: Units[], mostE8: number): Units | null {
  const [first] = supply;
  if (first === undefined) return null;
  if (first.countE8 <= mostE8) {
    supply.shift();
    return first;
  }
  supply[0] = { ...first, fromE8: first.fromE8 + mostE8, countE8: first.countE8 - mostE8 };
  return { ...first, countE8: mostE8 };
}

function giveBack(supply: Units[], taken: Units, usedE8: number): void {
  if (usedE8 === taken.countE8) return;
  supply.unshift({ ...taken, fromE8: taken.fromE8 + usedE8, countE8: taken.countE8 - usedE8 });
}

function byExpiryAndStrike(a: Pair, b: Pair): number {
  const [x, y] = [a.opening.contract, b.opening.contract];
  if (x.expiresOn !== y.expiresOn) return x.expiresOn < y.expiresOn ? -1 : 1;
  return x.strikeE6 - y.strikeE6;
}
