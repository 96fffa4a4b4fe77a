/**
 * Rule: shares that go elsewhere take their cost along: it is neither carried any more nor realised, but told by row, so
 * that it is known where they come to. Example: 100 of a wheel leave that had cost 5000.00, 4850.66 in the tax book.
 */
import type { Slice } from '../story/drafts.ts';
import { rowKey } from './costs.ts';
import type { Both, Used } from './holdings.ts';

/** Of a row that takes shares elsewhere: how many of them are known, and what they had cost, negative. */
export interface Departure extends Both {
  readonly sharesE8: number;
  readonly isUnknown: boolean;
}

export type Departures = Map<string, Departure>;

export function depart(departures: Departures, { event, weightE8 }: Slice, left: Used): void {
  const key = rowKey(event.row);
  const before = departures.get(key);
  departures.set(key, {
    sharesE8: weightE8 + (before?.sharesE8 ?? 0),
    economicE4: left.economicE4 + (before?.economicE4 ?? 0),
    taxE4: left.taxE4 + (before?.taxE4 ?? 0),
    isUnknown: left.isUnknown || (before?.isUnknown ?? false),
  });
}
