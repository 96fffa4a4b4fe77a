/**
 * Rule: a roll is ambiguous when other orders could have been paired in its place and only the clock decided. Legs of the
 * same two orders paired the other way round are no other pairing of orders. Example: the 60 and the 56 put bought back,
 * the 58 put sold twice, each in an order of its own: which became which?
 */
import { cheapestPath } from './cheapest-path.ts';
import { COSTS_BUT_SECONDS, type Edge } from './edges.ts';
import { amountOf, type Flow } from './flow.ts';

/** Asks what it would cost to hand on otherwise what this edge hands on. */
export function isTied(flow: Flow, edges: readonly Edge[], i: number): boolean {
  const [edge, arc] = [edges[i], flow.arcs[2 * i]];
  if (edge === undefined || arc === undefined || edge.isReEntry || amountOf(flow, i) === 0) return false;
  const instead = cheapestPath(flow, arc.from, arc.to, COSTS_BUT_SECONDS, 2 * i);
  if (instead === null) return false;
  const costs = arc.cost.slice(0, COSTS_BUT_SECONDS);
  const isAsGood = costs.every(
    (cost, place) => cost === instead.reduce((sum, each) => sum + (flow.arcs[each]?.cost[place] ?? 0), 0),
  );
  return isAsGood && !isSameOrders(edges, edge, instead);
}

function isSameOrders(edges: readonly Edge[], edge: Edge, instead: readonly number[]): boolean {
  const ordersOf = ({ closing, opening }: Edge) => `${closing.order}>${opening.order}`;
  const used = instead.filter((arc) => arc < 2 * edges.length);
  const named = (isBack: number) =>
    used
      .filter((arc) => arc % 2 === isBack)
      .flatMap((arc) => edges[arc >> 1] ?? [])
      .map(ordersOf);
  return [...named(1), ordersOf(edge)].toSorted().join() === named(0).toSorted().join();
}
