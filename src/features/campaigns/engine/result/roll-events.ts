/**
 * Rule: orders that pairs connect are one event, and one roll, however many legs and fills they have. Example: a 60 and
 * a 61 put bought back in two orders, two 59 puts sold in a third: one event.
 */
import type { Pair } from '../rolls/pairing.ts';

/** Names the event of each pair: alike for all pairs of one event. */
export function eventsOf(pairs: readonly Pair[]): (pair: Pair) => string {
  const next = new Map<string, string>();
  const rootOf = (order: string): string => {
    let root = order;
    for (let up = next.get(root); up !== undefined; up = next.get(root)) root = up;
    return root;
  };
  for (const { closing, opening } of pairs) {
    const [from, to] = [rootOf(closing.order), rootOf(opening.order)];
    if (from !== to) next.set(from, to);
  }
  return ({ closing }) => rootOf(closing.order);
}
