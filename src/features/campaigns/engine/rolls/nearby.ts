/** Looks up the openings with a fill near one of a closing's, without looking at all of them. */
import { type Leg, legsApart } from './legs.ts';

const MINUTE = 60_000;

export function nearbyFinder(openings: readonly Leg[], windowMs: number): (closing: Leg) => readonly Leg[] {
  const buckets = new Map<number, Set<Leg>>();
  const width = Math.max(windowMs, MINUTE);
  const bucketOf = (at: number) => Math.floor(at / width);
  for (const leg of openings) {
    for (const { row } of leg.events) {
      const bucket = buckets.get(bucketOf(row.executedAt)) ?? new Set();
      buckets.set(bucketOf(row.executedAt), bucket.add(leg));
    }
  }
  return (closing) => {
    const near = new Set<Leg>();
    for (const { row } of closing.events) {
      const middle = bucketOf(row.executedAt);
      for (const at of [middle - 1, middle, middle + 1])
        for (const leg of buckets.get(at) ?? []) near.add(leg);
    }
    return [...near].filter((opening) => legsApart(closing, opening) <= windowMs);
  };
}
