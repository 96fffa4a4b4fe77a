/**
 * Rule: shares are taken in turns, in each turn from the earliest lot on, as many of a lot as that turn allows. Example: of
 * 150 wanted, first those of one campaign, 100; then those no call covers, 50 of the earliest.
 */
import type { Event } from '../rows/events.ts';
import type { Lot } from './drafts.ts';
import { type Taken, takeFrom } from './lots.ts';
import type { Story } from './story.ts';

/** How many shares of a lot may be taken. */
export type Most = (lot: Lot) => number;

export interface Turn {
  readonly mostOf: Most;
  /** No more than so many in this turn. */
  readonly sharesE8?: number;
  /** 1 held, -1 owed; without it those held. */
  readonly side?: Lot['side'];
}

export interface Released {
  readonly taken: readonly Taken[];
  /** What nobody holds, or owes. */
  readonly leftE8: number;
}

export function takeInTurns(story: Story, event: Event, countE8: number, turns: readonly Turn[]): Released {
  const none: Released = { taken: [], leftE8: countE8 };
  return turns.reduce(({ taken, leftE8 }, turn) => {
    if (leftE8 === 0) return { taken, leftE8 };
    const count = Math.min(leftE8, turn.sharesE8 ?? leftE8);
    const found = take(story, event, count, turn);
    return { taken: [...taken, ...found.taken], leftE8: leftE8 - count + found.leftE8 };
  }, none);
}

/** The earliest lots first. */
function take(story: Story, event: Event, countE8: number, { mostOf, side = 1 }: Turn): Released {
  const taken: Taken[] = [];
  let left = countE8;
  for (const lot of story.lots.filter((each) => each.side === side && each.leftE8 > 0)) {
    const count = Math.min(left, lot.leftE8, mostOf(lot));
    if (count <= 0) continue;
    taken.push(takeFrom(story, event, lot, count));
    left -= count;
  }
  return { taken, leftE8: left };
}
