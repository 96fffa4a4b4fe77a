/**
 * Rule: shares that were bought, or transferred in, are where the trader put them; the rest are where the rules put them.
 * Example: 300 bought alone, 100 of them moved to a campaign of their own: SHARES; 200 stay outside.
 */
import type { Event } from '../rows/events.ts';
import type { Draft } from './drafts.ts';
import { receiveShares } from './lots.ts';
import { symbolOf } from './named.ts';
import { MOVED, movedOf } from './pins.ts';
import { placeOrder } from './place.ts';
import type { Story } from './story.ts';

/** Why they are in none. */
export const OUTSIDE = 'shares outside any campaign';

export function holdBought(
  story: Story,
  event: Event,
  countE8: number,
  draft: Draft | null,
  why: string,
): void {
  const moved = movedOf(story, event, symbolOf(event), countE8, (order) => placeOrder(story, order));
  let next = 0;
  for (const { draft: named, isNew: isByHand, ...stretch } of moved) {
    receiveShares(story, event, { ...stretch, draft: named, role: 'OPENING', why: MOVED, isByHand });
    next = stretch.fromE8 + stretch.countE8;
  }
  if (next < countE8)
    receiveShares(story, event, { fromE8: next, countE8: countE8 - next, draft, role: 'OPENING', why });
}
