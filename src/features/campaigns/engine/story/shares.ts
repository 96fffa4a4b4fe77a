/**
 * Rule: shares that are sold are, first, those of the campaigns they are sold for; then those that no open call covers,
 * the earliest first; only then covered ones. Those that a contract takes are its campaign's; then other campaigns' that
 * no call covers, then those outside; what an assigned call wants beyond is owed, for covered shares stay with their call.
 * Example: two wheels hold 100 each, a call covers the first; 100 sold with no link to either are the second's.
 */
import type { Event } from '../rows/events.ts';
import type { Role } from '../types.ts';
import { uncovered } from './calls.ts';
import type { Draft, Effect, Lot, Use } from './drafts.ts';
import type { Freed } from './freed.ts';
import type { Taken } from './lots.ts';
import { addSlice, type Story } from './story.ts';
import { type Most, type Released, type Turn, takeInTurns } from './turns.ts';

/** Sold: of campaigns whose calls ended in the same order as many as these have set free, then more of theirs. */
export function releaseShares(
  story: Story,
  event: Event,
  countE8: number,
  freed: readonly Freed[],
): Released {
  const own = freed.map(({ draft, sharesE8 }): Turn => ({ mostOf: ofDraft(draft), sharesE8 }));
  const more = freed.map(({ draft }): Turn => ({ mostOf: ofDraft(draft) }));
  return takeInTurns(story, event, countE8, [...own, ...more, { mostOf: uncoveredOf }, { mostOf: all }]);
}

/**
 * For a contract of this campaign. What other calls cover leaves for an exercise, which the trader has chosen; and for a
 * contract that no row has opened, as nobody could owe it.
 */
export function deliverShares(
  story: Story,
  event: Event,
  countE8: number,
  { draft, isExercise }: { readonly draft: Draft | null; readonly isExercise: boolean },
): Released {
  const own = draft === null ? [] : [ofDraft(draft)];
  const ofOthers: Most = (lot) => (lot.draft === null ? 0 : uncoveredOf(lot));
  const covered = isExercise || draft === null ? [all] : [];
  const turns = [...own, ofOthers, ofDraft(null), ...covered];
  return takeInTurns(
    story,
    event,
    countE8,
    turns.map((mostOf) => ({ mostOf })),
  );
}

/** Covers what is owed, the oldest debt first; answers what is left to be held. */
export function coverOwed(story: Story, event: Event, countE8: number): Released {
  return takeInTurns(story, event, countE8, [{ mostOf: all, side: -1 }]);
}

function all({ leftE8 }: Lot): number {
  return leftE8;
}

function ofDraft(draft: Draft | null): Most {
  return (lot) => (lot.draft === draft ? lot.leftE8 : 0);
}

function uncoveredOf({ draft, leftE8 }: Lot): number {
  return draft === null ? leftE8 : uncovered(draft);
}

interface Reasons {
  readonly role: Role;
  readonly whyOf: (draft: Draft | null) => string;
  readonly effectOf: (uses: readonly Use[]) => Effect;
}

/** One slice of the row for each campaign, in the order its shares were taken. */
export function tellTaken(
  story: Story,
  event: Event,
  taken: readonly Taken[],
  { role, whyOf, effectOf }: Reasons,
): void {
  for (const [draft, parts] of Map.groupBy(taken, (part) => part.draft)) {
    const quantityE8 = parts.reduce((sum, { side, countE8 }) => sum - side * countE8, 0);
    const effect = effectOf(parts.flatMap(({ uses }) => uses));
    addSlice(story, { event, draft, quantityE8, role, why: whyOf(draft), effect });
  }
}
