/**
 * Rule: what was closed goes on in what was opened: in another contract of the same type and side (a roll), or in the
 * same one (a re-entry). One order is a pair whatever the time; then two orders whose nearest fills are at most the
 * window apart. Of all ways to pair, the one that pairs the most contracts; then the most of them by rolls; then the most
 * in pairs of equal quantity; the least strike distance; the least distance between expiries; the least seconds. Both
 * kinds count alike in the first place, so a wider window never tears a campaign apart. Example: A > B > C within ten
 * minutes is two rolls, not A > C and a stray B.
 */
import { compareIds } from '../rows/events.ts';
import { componentsOf, costOf, type Edge, edgesBetween } from './edges.ts';
import { amountOf, cheapestFlow } from './flow.ts';
import { firstId, type Leg, type Legs } from './legs.ts';
import { nearbyFinder } from './nearby.ts';
import { isTied } from './ties.ts';

export interface Pair {
  readonly closing: Leg;
  readonly opening: Leg;
  readonly quantityE8: number;
  /** The same contract again: no roll. */
  readonly isReEntry: boolean;
  readonly sameOrder: boolean;
  /** Between the nearest fills of the two orders. */
  readonly apartMs: number;
  /** Another pairing would have been as good, but for seconds. */
  readonly isAmbiguous: boolean;
  /** The trader's word: a link; or a suggestion that was accepted, whose campaign takes all that the order begins. */
  readonly by: 'rule' | 'linked' | 'accepted';
}

export type MayPair = (closing: Leg, opening: Leg) => boolean;

/** Pass 1 within each order; pass 2 over what is left, within the window. Takes what it pairs out of `left`. */
export function pairLegs(
  { closings, openings }: Legs,
  windowMs: number,
  left: Map<Leg, number>,
  mayPair: MayPair,
): readonly Pair[] {
  const byOrder = Map.groupBy(openings, ({ order }) => order);
  const near = nearbyFinder(openings, windowMs);
  const passes = [
    (closing: Leg) => byOrder.get(closing.order) ?? [],
    (closing: Leg) => near(closing).filter(({ order }) => order !== closing.order),
  ];
  const isFree = (leg: Leg) => (left.get(leg) ?? 0) > 0;
  return passes.flatMap((partnersOf) => {
    const edges = closings.filter(isFree).flatMap((closing) =>
      partnersOf(closing)
        .filter((opening) => isFree(opening) && mayPair(closing, opening))
        .flatMap((opening) => edgesBetween(closing, opening)),
    );
    return componentsOf(edges).flatMap((component) => pairWithin(component, left));
  });
}

function pairWithin(component: readonly Edge[], left: Map<Leg, number>): readonly Pair[] {
  const [only, ...others] = component;
  const pairs = only && others.length === 0 ? [pairAlone(only, left)] : pairBest(component, left);
  for (const { closing, opening, quantityE8 } of pairs) {
    left.set(closing, (left.get(closing) ?? 0) - quantityE8);
    left.set(opening, (left.get(opening) ?? 0) - quantityE8);
  }
  return pairs;
}

function pairAlone(edge: Edge, left: ReadonlyMap<Leg, number>): Pair {
  const { closing, opening, mostE8 } = edge;
  return toPair(edge, Math.min(left.get(closing) ?? 0, left.get(opening) ?? 0, mostE8), false);
}

function pairBest(component: readonly Edge[], left: ReadonlyMap<Leg, number>): readonly Pair[] {
  const edges = component.toSorted(byIds);
  const gives = [...new Set(edges.map(({ closing }) => closing))];
  const takes = [...new Set(edges.map(({ opening }) => opening))];
  const numberOf = new Map([...gives, ...takes].map((leg, i) => [leg, i]));
  const free = (legs: readonly Leg[]) => legs.map((leg) => left.get(leg) ?? 0);
  const flow = cheapestFlow(
    free(gives),
    free(takes),
    edges.map((edge) => ({
      from: numberOf.get(edge.closing) ?? 0,
      to: numberOf.get(edge.opening) ?? 0,
      most: edge.mostE8,
      cost: costOf(edge),
    })),
  );
  const tied = edges.findIndex((edge, i) => isTied(flow, edge, i));
  return edges
    .map((edge, i) => toPair(edge, amountOf(flow, i), i === tied))
    .filter(({ quantityE8 }) => quantityE8 > 0);
}

function byIds(a: Edge, b: Edge): number {
  return (
    compareIds(firstId(a.closing), firstId(b.closing)) || compareIds(firstId(a.opening), firstId(b.opening))
  );
}

function toPair(
  { closing, opening, isReEntry, apartMs }: Edge,
  quantityE8: number,
  isAmbiguous: boolean,
): Pair {
  const sameOrder = closing.order === opening.order;
  return { closing, opening, quantityE8, isReEntry, sameOrder, apartMs, isAmbiguous, by: 'rule' };
}
