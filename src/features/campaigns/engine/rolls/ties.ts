/**
 * Rule: a roll is ambiguous when another pairing would have been as good, and only the clock or the order of the rows
 * decided. Example: the 60 and the 58 put bought back and the 59 put sold in one order: which of them became the 59?
 */
import { cheapestPath } from './cheapest-path.ts';
import { COSTS_BUT_SECONDS, type Edge } from './edges.ts';
import { amountOf, type Flow } from './flow.ts';

/** Asks what it would cost to hand on otherwise what this edge hands on. */
export function isTied(flow: Flow, { isReEntry }: Edge, i: number): boolean {
  const arc = flow.arcs[2 * i];
  if (arc === undefined || isReEntry || amountOf(flow, i) === 0) return false;
  const instead = cheapestPath(flow, arc.from, arc.to, COSTS_BUT_SECONDS, 2 * i);
  if (instead === null) return false;
  const costs = arc.cost.slice(0, COSTS_BUT_SECONDS);
  return costs.every(
    (cost, place) => cost === instead.reduce((sum, each) => sum + (flow.arcs[each]?.cost[place] ?? 0), 0),
  );
}
