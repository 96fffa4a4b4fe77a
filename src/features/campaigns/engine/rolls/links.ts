/**
 * A pair says how many contracts go on; a link says which: the units closed first go on in the opening that came first,
 * and none in one that is older than itself. Example: 2 of March and 1 of May closed, 3 opened: the first two continue
 * March's campaign, the third May's.
 */
import type { Opening, Units } from '../rows/queues.ts';
import { isOlder, olderUnits } from './edges.ts';
import type { Leg } from './legs.ts';
import type { Pair } from './pairing.ts';

/** So many units of an opening that follow so many units of what was closed. */
export interface Link {
  readonly pair: Pair;
  readonly fromE8: number;
  readonly countE8: number;
  readonly closed: Units;
}

export interface Linked {
  readonly linksOf: ReadonlyMap<Opening, readonly Link[]>;
  /** Units of a leg that are half of no pair. */
  readonly restOf: (leg: Leg) => readonly Units[];
}

/** Hands the units of both sides out in order, pair by pair. */
export function linkUnits(pairs: readonly Pair[]): Linked {
  const supplies = new Map<Leg, readonly Units[]>();
  const restOf = (leg: Leg) => supplies.get(leg) ?? leg.units;
  const linksOf = new Map<Opening, Link[]>();
  for (const pair of byAge(pairs)) {
    for (let left = pair.quantityE8; left > 0; ) {
      const closed = restOf(pair.closing).find((units) => isOlder(units, pair.opening));
      const [opened] = restOf(pair.opening);
      if (closed === undefined || opened === undefined) break;
      const countE8 = Math.min(left, closed.countE8, opened.countE8);
      supplies.set(pair.closing, without(restOf(pair.closing), closed, countE8));
      supplies.set(pair.opening, without(restOf(pair.opening), opened, countE8));
      const link = { pair, fromE8: opened.fromE8, countE8, closed: { ...closed, countE8 } };
      linksOf.set(opened.opened, [...(linksOf.get(opened.opened) ?? []), link]);
      left -= countE8;
    }
  }
  return { linksOf, restOf };
}

function without(supply: readonly Units[], taken: Units, countE8: number): readonly Units[] {
  return supply.flatMap((units) => {
    if (units !== taken) return [units];
    const rest = { ...units, fromE8: units.fromE8 + countE8, countE8: units.countE8 - countE8 };
    return rest.countE8 > 0 ? [rest] : [];
  });
}

/** Whoever may take fewer of the closed units chooses first. */
function byAge(pairs: readonly Pair[]): readonly Pair[] {
  const tooYoung = ({ closing, opening }: Pair) => closing.quantityE8 - olderUnits(closing, opening);
  return pairs
    .map((pair) => ({ pair, youngE8: tooYoung(pair) }))
    .toSorted((a, b) => b.youngE8 - a.youngE8)
    .map(({ pair }) => pair);
}
