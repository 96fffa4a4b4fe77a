/**
 * Rule: shares that are sold are, first, those of the campaign they are sold for; then those that no open call covers,
 * the earliest first; only then covered ones. Those that a contract takes are its campaign's; then other campaigns' that
 * no call covers, then those outside, then covered ones. Shares that come cover what is owed first. Example: two wheels
 * hold 100 each, a call covers the first; 100 sold with no link to either are the second's.
 */
import type { Event } from '../rows/events.ts';
import type { Role } from '../types.ts';
import { splitLot } from './adoption.ts';
import { type Draft, type Lot, sharesHeld, type Use, uncovered } from './drafts.ts';
import { moveShares, type Story } from './story.ts';

/** So many shares of one campaign (or of none), and of which lots. */
export interface Taken {
  readonly draft: Draft | null;
  readonly countE8: number;
  readonly uses: readonly Use[];
}

export function receiveShares(
  story: Story,
  event: Event,
  countE8: number,
  draft: Draft | null,
  role: Role,
  why: string,
): Lot {
  const lot: Lot = { event, draft, side: 1, fromE8: 0, initialE8: countE8, leftE8: countE8, why, role };
  story.lots.push(lot);
  draft?.lots.push(lot);
  moveShares(story, event.on, draft, countE8);
  return lot;
}

export function oweShares(story: Story, event: Event, countE8: number, draft: Draft, why: string): Lot {
  const lot: Lot = {
    event,
    draft,
    side: -1,
    fromE8: 0,
    initialE8: countE8,
    leftE8: countE8,
    why,
    role: 'ASSIGNMENT',
  };
  story.lots.push(lot);
  draft.lots.push(lot);
  moveShares(story, event.on, draft, -countE8);
  return lot;
}

/** Covers what is owed, the oldest debt first; answers what is left to be held. */
export function coverOwed(story: Story, event: Event, countE8: number): Released {
  const taken: Taken[] = [];
  let leftE8 = countE8;
  for (const lot of story.lots.filter(({ side, leftE8: owed }) => side === -1 && owed > 0)) {
    const count = Math.min(leftE8, lot.leftE8);
    if (count === 0) break;
    taken.push(take(story, event, lot, count));
    leftE8 -= count;
  }
  return { taken, leftE8 };
}

/** Sold: of these campaigns' own lots first; what nobody holds is left over. */
export function releaseShares(
  story: Story,
  event: Event,
  countE8: number,
  first: readonly Draft[],
): Released {
  const own = first.map((draft) => (lot: Lot) => (lot.draft === draft ? lot.leftE8 : 0));
  return release(story, event, countE8, [...own, uncoveredOf, ({ leftE8 }) => leftE8]);
}

/**
 * Delivered for a contract of this campaign. What other calls may ask for leaves last, but before anything is owed: the
 * account has delivered it.
 */
export function deliverShares(story: Story, event: Event, countE8: number, draft: Draft | null): Released {
  return release(story, event, countE8, [
    (lot) => (lot.draft === draft && draft !== null ? lot.leftE8 : 0),
    (lot) => (lot.draft === null ? 0 : uncoveredOf(lot)),
    (lot) => (lot.draft === null ? lot.leftE8 : 0),
    ({ leftE8 }) => leftE8,
  ]);
}

interface Released {
  readonly taken: readonly Taken[];
  readonly leftE8: number;
}

function uncoveredOf({ draft, leftE8 }: Lot): number {
  return draft === null ? leftE8 : uncovered(draft);
}

/** Goes through all lots once for each of these, which say how many of a lot may leave. */
function release(
  story: Story,
  event: Event,
  countE8: number,
  turns: readonly ((lot: Lot) => number)[],
): Released {
  const taken: Taken[] = [];
  let left = countE8;
  for (const mostOf of turns)
    for (const lot of story.lots.filter(({ side, leftE8 }) => side === 1 && leftE8 > 0)) {
      const count = Math.min(left, lot.leftE8, mostOf(lot));
      if (count <= 0) continue;
      taken.push(take(story, event, lot, count));
      left -= count;
    }
  return { taken, leftE8: left };
}

function take(story: Story, event: Event, lot: Lot, countE8: number): Taken {
  // Outside any campaign a part that leaves is a lot of its own: the rest may still be adopted.
  const part = lot.draft === null ? splitLot(story, lot, countE8) : lot;
  part.leftE8 -= countE8;
  moveShares(story, event.on, part.draft, -part.side * countE8);
  if (part.draft && sharesHeld(part.draft) === 0) part.draft.lastHeldOn = event.on;
  return { draft: part.draft, countE8, uses: [{ event: part.event, countE8 }] };
}

/** One entry a campaign, in the order they were taken. */
export function byDraft(taken: readonly Taken[]): readonly Taken[] {
  const groups = Map.groupBy(taken, ({ draft }) => draft);
  return [...groups].map(([draft, parts]) => ({
    draft,
    countE8: parts.reduce((sum, part) => sum + part.countE8, 0),
    uses: parts.flatMap(({ uses }) => uses),
  }));
}
