/**
 * The most that can be handed from those who give to those who take, at the least cost: one cheapest way after another,
 * where a later one may take back what an earlier one gave. Costs are compared place by place. Exact for any number of
 * ways, and the same for the same order of ways. Example: A can give to X or Y, B only to X: A gives to Y, though X was
 * cheaper.
 */
import { type Arc, cheapestPath, type Network } from './cheapest-path.ts';

export interface Way {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly cost: readonly number[];
}

export interface Flow extends Network {
  readonly source: number;
  readonly sink: number;
}

/** Gives and takes are numbered on: the first who takes comes after the last who gives. */
export function cheapestFlow(gives: readonly number[], takes: readonly number[], ways: readonly Way[]): Flow {
  const flow = network(gives, takes, ways);
  for (;;) {
    const path = cheapestPath(flow, flow.source, flow.sink);
    if (path === null) return flow;
    const most = Math.min(...path.map((i) => flow.arcs[i]?.left ?? 0));
    for (const i of path) pass(flow, i, most);
  }
}

/** How much went this way. */
export function amountOf({ arcs }: Flow, way: number): number {
  return arcs[2 * way + 1]?.left ?? 0;
}

function network(gives: readonly number[], takes: readonly number[], ways: readonly Way[]): Flow {
  const source = gives.length + takes.length;
  const sink = source + 1;
  const free = (ways[0]?.cost ?? []).map(() => 0);
  const ends = [
    ...gives.map((most, i) => ({ from: source, to: i, most, cost: free })),
    ...takes.map((most, i) => ({ from: gives.length + i, to: sink, most, cost: free })),
  ];
  const arcs = [...ways, ...ends].flatMap(({ from, to, most, cost }): readonly Arc[] => [
    { from, to, cost, left: most },
    { from: to, to: from, cost: cost.map((each) => 0 - each), left: 0 },
  ]);
  const arcsOf = Array.from({ length: sink + 1 }, (): number[] => []);
  for (const [i, { from }] of arcs.entries()) arcsOf[from]?.push(i);
  return { arcs, arcsOf, source, sink };
}

function pass({ arcs }: Flow, i: number, amount: number): void {
  const [there, back] = [arcs[i], arcs[i ^ 1]];
  if (there) there.left -= amount;
  if (back) back.left += amount;
}
