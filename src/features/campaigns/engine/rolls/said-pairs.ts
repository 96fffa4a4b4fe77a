/**
 * Rule: what the trader has linked is paired before any rule looks at it, and what they unlinked is no pair. What they
 * have accepted is paired after the rules, from what those left. Example: of 3 closed 2 were rolled within the window; a
 * roll accepted two days later has 1 left to take.
 */
import type { Said } from '../said.ts';
import { mostBetween } from './edges.ts';
import type { Leg, Legs } from './legs.ts';
import { type Pair, pairLegs } from './pairing.ts';

export function pairAsSaid(legs: Legs, windowMs: number, said: Said): readonly Pair[] {
  const left = new Map([...legs.closings, ...legs.openings].map((leg) => [leg, leg.quantityE8]));
  const linked = pairLinked(legs, said, left);
  const byRule = pairByRule(legs, windowMs, said, left);
  const accepted = said.accepted.flatMap(({ question: { kind, earlier, later } }) =>
    kind === 'ROLL' || kind === 'RE_ENTRY' ? pairSaid(earlier, later, left, 'accepted') : [],
  );
  return [...linked, ...byRule, ...accepted];
}

function pairLinked({ closings, openings }: Legs, said: Said, left: Map<Leg, number>): readonly Pair[] {
  return said.links.flatMap(({ decision, closing: from, opening: to }) => {
    const closing = closings.find((leg) => has(leg, from));
    const opening = openings.find((leg) => has(leg, to));
    const pairs = closing && opening ? pairSaid(closing, opening, left, 'linked') : [];
    if (pairs.length > 0) said.applied.add(decision);
    return pairs;
  });
}

function pairSaid(
  closing: Leg,
  opening: Leg,
  left: Map<Leg, number>,
  said: 'linked' | 'accepted',
): readonly Pair[] {
  const free = (leg: Leg) => left.get(leg) ?? 0;
  const quantityE8 = Math.min(free(closing), free(opening), mostBetween(closing, opening));
  if (quantityE8 <= 0) return [];
  left.set(closing, free(closing) - quantityE8);
  left.set(opening, free(opening) - quantityE8);
  const isReEntry = closing.contract.symbol === opening.contract.symbol;
  const sameOrder = closing.order === opening.order;
  const isAccepted = said === 'accepted';
  const told = { apartMs: 0, isAmbiguous: false, isSaid: true, isAccepted };
  return [{ closing, opening, quantityE8, isReEntry, sameOrder, ...told }];
}

function pairByRule(legs: Legs, windowMs: number, said: Said, left: Map<Leg, number>): readonly Pair[] {
  if (said.unlinks.length === 0) return pairLegs(legs, windowMs, left, () => true);
  const before = new Map(left);
  const unlinked = (closing: Leg, opening: Leg) =>
    said.unlinks.filter((each) => has(closing, each.closing) && has(opening, each.opening));
  const broken = pairLegs(legs, windowMs, before, () => true).flatMap((pair) =>
    unlinked(pair.closing, pair.opening),
  );
  for (const { decision } of broken) said.applied.add(decision);
  return pairLegs(legs, windowMs, left, (closing, opening) => unlinked(closing, opening).length === 0);
}

function has({ events }: Leg, id: string): boolean {
  return events.some(({ row }) => row.id === id);
}
