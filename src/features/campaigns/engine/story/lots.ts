/**
 * Rule: the shares of one row are a lot, in one campaign or outside all; it is used up share by share, and outside a part
 * that leaves is a lot of its own. Shares that come cover what is owed first. Example: 300 bought, 100 of them adopted by a
 * campaign: two lots of one row, its shares 0 to 99 and 100 to 299.
 */
import { proportion } from '../../../../lib/rounding.ts';
import type { Event } from '../rows/events.ts';
import { type Draft, type Lot, sharesHeld, type Use } from './drafts.ts';
import { moveShares, type Story } from './story.ts';

/** So many shares of one campaign (or of none): held ones that left, or owed ones that were covered. */
export interface Taken {
  readonly draft: Draft | null;
  readonly side: Lot['side'];
  readonly countE8: number;
  readonly uses: readonly Use[];
}

interface Arriving extends Pick<Lot, 'draft' | 'role' | 'why' | 'isByHand'> {
  readonly countE8: number;
  /** Which of the row's shares, counted from 0; without it the next ones. */
  readonly fromE8?: number;
}

export function receiveShares(story: Story, event: Event, arriving: Arriving): Lot {
  return addLot(story, event, 1, arriving);
}

export function oweShares(story: Story, event: Event, arriving: Arriving): Lot {
  return addLot(story, event, -1, arriving);
}

function addLot(story: Story, event: Event, side: Lot['side'], { countE8, ...whose }: Arriving): Lot {
  const fromE8 = story.arrived.get(event) ?? 0;
  const lot: Lot = { event, side, fromE8, initialE8: countE8, leftE8: countE8, ...whose };
  story.arrived.set(event, lot.fromE8 + countE8);
  story.lots.push(lot);
  lot.draft?.lots.push(lot);
  moveShares(story, event.on, lot.draft, side * countE8);
  return lot;
}

export function takeFrom(story: Story, event: Event, lot: Lot, countE8: number): Taken {
  const part = lot.draft === null ? splitLot(story, lot, countE8) : lot;
  const { draft, side } = part;
  part.leftE8 -= countE8;
  moveShares(story, event.on, draft, -side * countE8);
  if (draft && sharesHeld(draft) === 0) draft.lastSharesOn = event.on;
  return { draft, side, countE8, uses: [{ event: part.event, countE8 }] };
}

/** So many of a lot as a lot of their own; the rest stays where it was. */
export function splitLot(story: Story, lot: Lot, countE8: number): Lot {
  if (countE8 === lot.leftE8) return lot;
  const initialE8 = proportion(lot.initialE8, countE8, lot.leftE8);
  const part: Lot = { ...lot, initialE8, leftE8: countE8 };
  lot.fromE8 += initialE8;
  lot.initialE8 -= initialE8;
  lot.leftE8 -= countE8;
  story.lots.splice(story.lots.indexOf(lot), 0, part);
  return part;
}
