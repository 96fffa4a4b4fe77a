/**
 * Rule: shares that a campaign adopts bring along what has come of them since they were bought: what splits have added,
 * and what was paid on them, by their number. Example: 100 bought in January, 31.20 paid on them in February, a call sold
 * in March: the campaign begins in January, and the 31.20 are its.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import { incomeSlice } from './dividends.ts';
import type { Draft, Lot, Slice } from './drafts.ts';
import type { Story } from './story.ts';

/** So many shares that came to a lot on one day. */
export interface Gain {
  readonly on: IsoDate;
  readonly sharesE8: number;
}

/** How the shares of this lot came to be as many as they are, its purchase last. */
export function inheritSplits(story: Story, { event, leftE8 }: Lot, draft: Draft): readonly Gain[] {
  const gains: Gain[] = [];
  let nowE8 = leftE8;
  for (const slice of outside(story).toReversed()) {
    if (slice.effect.kind !== 'split' || compareEvents(event, slice.event) > 0) continue;
    const beforeE8 = Math.round(nowE8 / slice.effect.ratio);
    const addedE8 = nowE8 - beforeE8;
    const effect = { ...slice.effect, only: event };
    divide(story, slice, {
      theirs: { ...slice, draft, quantityE8: addedE8, weightE8: beforeE8, effect },
      rest: { ...slice, quantityE8: slice.quantityE8 - addedE8, weightE8: slice.weightE8 - beforeE8 },
    });
    gains.push({ on: slice.event.on, sharesE8: addedE8 });
    nowE8 = beforeE8;
  }
  return [...gains, { on: event.on, sharesE8: nowE8 }];
}

export function inheritIncome(story: Story, draft: Draft, gains: readonly Gain[]): void {
  for (const slice of outside(story)) {
    const { event, effect, weightE8 } = slice;
    if (effect.kind !== 'income') continue;
    const earlier = gains.filter(({ on }) => on < effect.heldBefore);
    const heldE8 = earlier.reduce((sum, { sharesE8 }) => sum + sharesE8, 0);
    if (heldE8 === 0) continue;
    divide(story, slice, {
      theirs: incomeSlice(event, { draft, sharesE8: heldE8 }, effect),
      rest: incomeSlice(event, { draft: null, sharesE8: weightE8 - heldE8 }, effect),
    });
  }
}

function outside({ slices }: Story): readonly Slice[] {
  return slices.filter(({ draft }) => draft === null);
}

/** What is outside of a row becomes less, and what the campaign has of it more. */
function divide(
  story: Story,
  slice: Slice,
  { theirs, rest }: { readonly theirs: Slice; readonly rest: Slice },
): void {
  story.slices.splice(story.slices.indexOf(slice), 1, ...(rest.weightE8 > 0 ? [rest] : []));
  const known = story.slices.findIndex((other) => isSame(other, theirs));
  const before = story.slices[known];
  if (before === undefined) story.slices.push(theirs);
  else story.slices[known] = together(before, theirs);
}

/** Adopted in two parts, a row is told once; but a split once for each row it has split. */
function isSame({ event, draft, effect }: Slice, theirs: Slice): boolean {
  return event === theirs.event && draft === theirs.draft && splitOf(effect) === splitOf(theirs.effect);
}

function splitOf(effect: Slice['effect']): Event | undefined {
  return effect.kind === 'split' ? effect.only : undefined;
}

function together(a: Slice, b: Slice): Slice {
  const [quantityE8, weightE8] = [a.quantityE8 + b.quantityE8, a.weightE8 + b.weightE8];
  if (a.effect.kind === 'income')
    return incomeSlice(a.event, { draft: a.draft, sharesE8: weightE8 }, a.effect);
  return { ...a, quantityE8, weightE8 };
}
