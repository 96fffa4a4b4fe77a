/**
 * The cheapest way through a network from one place to another, where some ways pay back what they cost: each place is
 * looked at again whenever a cheaper way to it is found. Costs are compared place by place. Example: over X for 3 or over
 * Y for 4 and 2 back: over Y.
 */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly cost: readonly number[];
  left: number;
}

export interface Network {
  /** Every arc is followed by its way back. */
  readonly arcs: readonly Arc[];
  readonly arcsOf: readonly (readonly number[])[];
}

/** What each place costs so far, in one flat table: with hundreds of legs it is read tens of millions of times. */
interface Costs {
  readonly width: number;
  readonly table: Float64Array;
  /** The arc by which each place is reached; -1 where none is. */
  readonly by: Int32Array;
}

/** The arcs of the cheapest path, first to last, comparing so many places of their costs. */
export function cheapestPath(
  { arcs, arcsOf }: Network,
  from: number,
  to: number,
  places = Number.POSITIVE_INFINITY,
  besides = -1,
): readonly number[] | null {
  const width = arcs[0]?.cost.length ?? 0;
  const table = new Float64Array(arcsOf.length * width);
  const costs = { width, table, by: new Int32Array(arcsOf.length).fill(-1) };
  const waiting = new Set([from]);
  for (const node of waiting) {
    waiting.delete(node);
    for (const i of arcsOf[node] ?? []) {
      const arc = arcs[i];
      if (arc === undefined || arc.left === 0 || i === besides || arc.to === from) continue;
      if (!isCheaper(costs, arc, Math.min(places, width))) continue;
      reach(costs, arc, i);
      waiting.add(arc.to);
    }
  }
  return costs.by[to] === -1 ? null : pathTo(arcs, costs.by, from, to);
}

function isCheaper({ width, table, by }: Costs, { from, to, cost }: Arc, places: number): boolean {
  if (by[to] === -1) return true;
  for (let place = 0; place < places; place++) {
    const there = (table[from * width + place] ?? 0) + (cost[place] ?? 0);
    const known = table[to * width + place] ?? 0;
    if (there !== known) return there < known;
  }
  return false;
}

function reach({ width, table, by }: Costs, { from, to, cost }: Arc, i: number): void {
  by[to] = i;
  for (let place = 0; place < width; place++)
    table[to * width + place] = (table[from * width + place] ?? 0) + (cost[place] ?? 0);
}

function pathTo(arcs: readonly Arc[], by: Int32Array, from: number, to: number): readonly number[] {
  const path: number[] = [];
  for (let node = to; node !== from; ) {
    const i = by[node] ?? 0;
    path.push(i);
    node = arcs[i]?.from ?? from;
  }
  return path.toReversed();
}
