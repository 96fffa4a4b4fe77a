/**
 * Rule: what the trader has linked is paired before any rule looks at it, and what they unlinked is no pair. What they
 * have accepted is paired after the rules, from what those left. Only what could be a roll, or a re-entry, can be either.
 * Example: of 3 closed 2 were rolled within the window; a roll accepted two days later has 1 left to take.
 */
import type { Said, SaidPair } from '../said.ts';
import { edgesBetween } from './edges.ts';
import { hasRow, type Leg, type Legs } from './legs.ts';
import { type Pair, pairLegs } from './pairing.ts';

export interface SaidPairs {
  readonly pairs: readonly Pair[];
  /** The links and unlinkings that had something to apply to. */
  readonly applied: readonly SaidPair[];
}

export function pairAsSaid(legs: Legs, windowMs: number, said: Said): SaidPairs {
  const left = new Map([...legs.closings, ...legs.openings].map((leg) => [leg, leg.quantityE8]));
  const linked = pairLinked(legs, said, left);
  const byRule = pairByRule(legs, windowMs, said, left);
  const accepted = said.accepted.flatMap(({ question: { kind, earlier, later } }) =>
    kind === 'ROLL' || kind === 'RE_ENTRY' ? pairSaid(earlier, later, left, 'accepted') : [],
  );
  return {
    pairs: [...linked.pairs, ...byRule.pairs, ...accepted],
    applied: [...linked.applied, ...byRule.applied],
  };
}

function pairLinked({ closings, openings }: Legs, { links }: Said, left: Map<Leg, number>): SaidPairs {
  const found = links.map((link) => {
    const closing = closings.find((leg) => hasRow(leg, link.closing));
    const opening = openings.find((leg) => hasRow(leg, link.opening));
    return { link, pairs: closing && opening ? pairSaid(closing, opening, left, 'linked') : [] };
  });
  return {
    pairs: found.flatMap(({ pairs }) => pairs),
    applied: found.filter(({ pairs }) => pairs.length > 0).map(({ link }) => link),
  };
}

function pairSaid(
  closing: Leg,
  opening: Leg,
  left: Map<Leg, number>,
  by: 'linked' | 'accepted',
): readonly Pair[] {
  const free = (leg: Leg) => left.get(leg) ?? 0;
  return edgesBetween(closing, opening).flatMap(({ mostE8, isReEntry, apartMs }) => {
    const quantityE8 = Math.min(free(closing), free(opening), mostE8);
    if (quantityE8 <= 0) return [];
    left.set(closing, free(closing) - quantityE8);
    left.set(opening, free(opening) - quantityE8);
    const sameOrder = closing.order === opening.order;
    return [{ closing, opening, quantityE8, isReEntry, sameOrder, apartMs, isAmbiguous: false, by }];
  });
}

function pairByRule(legs: Legs, windowMs: number, { unlinks }: Said, left: Map<Leg, number>): SaidPairs {
  if (unlinks.length === 0) return { pairs: pairLegs(legs, windowMs, left, () => true), applied: [] };
  const unlinked = (closing: Leg, opening: Leg) =>
    unlinks.filter((each) => hasRow(closing, each.closing) && hasRow(opening, each.opening));
  const without = pairLegs(legs, windowMs, new Map(left), () => true);
  return {
    pairs: pairLegs(legs, windowMs, left, (closing, opening) => unlinked(closing, opening).length === 0),
    applied: without.flatMap(({ closing, opening }) => unlinked(closing, opening)),
  };
}
