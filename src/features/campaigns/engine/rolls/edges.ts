/**
 * Which closing may go on in which opening: a roll into another contract of the same type and side, before or after it;
 * a re-entry into the very same contract, only after it. Never into one that is older than what was closed. Example: 2
 * closed of which 1 was opened before the new one: only that 1 can have been rolled into it.
 */
import { daysBetween } from '../../../../lib/dates.ts';
import { compareEvents } from '../rows/events.ts';
import { countOf } from '../rows/queues.ts';
import { type Leg, legsApart } from './legs.ts';

/** A possible pair. */
export interface Edge {
  readonly closing: Leg;
  readonly opening: Leg;
  /** So many contracts at most. */
  readonly mostE8: number;
  readonly isReEntry: boolean;
  readonly apartMs: number;
}

export function edgesBetween(closing: Leg, opening: Leg): readonly Edge[] {
  const isReEntry = closing.contract.symbol === opening.contract.symbol;
  const isSameKind = closing.contract.type === opening.contract.type && closing.side === opening.side;
  if (!isSameKind) return [];
  const mostE8 = mostBetween(closing, opening);
  return mostE8 > 0 ? [{ closing, opening, mostE8, isReEntry, apartMs: legsApart(closing, opening) }] : [];
}

/** The same contract is opened again only after it was closed; another one also shortly before. */
function mostBetween(closing: Leg, opening: Leg): number {
  const isReEntry = closing.contract.symbol === opening.contract.symbol;
  if (isReEntry && !isAfter(opening, closing)) return 0;
  return Math.min(olderUnits(closing, opening), opening.quantityE8);
}

/** Of what was closed, how much had been opened before the new leg was. */
export function olderUnits(closing: Leg, opening: Leg): number {
  return countOf(closing.units.filter((units) => isOlder(units, opening)));
}

export function isOlder({ opened }: Leg['units'][number], { first }: Leg): boolean {
  return compareEvents(opened.event, first) < 0;
}

function isAfter(opening: Leg, closing: Leg): boolean {
  return compareEvents(closing.last, opening.first) < 0;
}

/**
 * What a contract paired this way costs, the weightiest first: a roll before a re-entry, as a campaign is joined by the
 * one before the other; equal quantities; strikes; expiries; seconds, which alone make a pair ambiguous.
 */
export function costOf({ closing, opening, isReEntry, apartMs }: Edge): readonly number[] {
  return [
    isReEntry ? 1 : 0,
    closing.quantityE8 === opening.quantityE8 ? -1 : 0,
    Math.abs(closing.contract.strikeE6 - opening.contract.strikeE6),
    Math.abs(daysBetween(closing.contract.expiresOn, opening.contract.expiresOn)),
    apartMs,
  ];
}

export const COSTS_BUT_SECONDS = 4;

/** Legs that could be paired with each other, directly or by others. */
export function componentsOf(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const edgesOf = new Map<Leg, Edge[]>();
  for (const edge of edges)
    for (const leg of [edge.closing, edge.opening]) {
      const known = edgesOf.get(leg);
      if (known) known.push(edge);
      else edgesOf.set(leg, [edge]);
    }
  const seen = new Set<Edge | Leg>();
  return edges.flatMap((start) => {
    if (seen.has(start)) return [];
    const component: Edge[] = [];
    const legs = [start.closing];
    for (let leg = legs.pop(); leg !== undefined; leg = legs.pop()) {
      if (seen.has(leg)) continue;
      seen.add(leg);
      for (const edge of edgesOf.get(leg) ?? []) {
        if (!seen.has(edge)) component.push(edge);
        seen.add(edge);
        legs.push(edge.closing, edge.opening);
      }
    }
    return [component];
  });
}
