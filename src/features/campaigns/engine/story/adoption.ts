/**
 * Rule: shares bought alone are in no campaign until a call is sold on them; then as many as it needs are split off, and
 * are the campaign's from the day they were bought, with all that splits have added since. Example: 300 bought in March, 1
 * call sold in May: 100 of them begin a covered call in March, 200 stay outside.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { compareEvents } from '../rows/events.ts';
import type { Draft, Lot, Slice } from './drafts.ts';
import { moveShares, type Story } from './story.ts';

/** Shares bought before their campaign was: split off, and theirs from the day they were bought. */
export function adopt(
  story: Story,
  outside: readonly Lot[],
  sharesE8: number,
  draft: Draft,
  why: string,
): void {
  let left = sharesE8;
  for (const lot of outside) {
    if (left === 0) return;
    const part = splitLot(story, lot, Math.min(left, lot.leftE8));
    left -= part.leftE8;
    part.draft = draft;
    part.why = `bought before: ${why} begins the campaign at their purchase`;
    draft.lots.push(part);
    const boughtE8 = adoptSplits(story, part, draft);
    moveOver(story, part.event.on, draft, boughtE8);
  }
}

/** Held by the campaign from that day on, and not outside. */
function moveOver(story: Story, on: IsoDate, draft: Draft, sharesE8: number): void {
  moveShares(story, on, null, -sharesE8);
  moveShares(story, on, draft, sharesE8);
}

/** What splits have added to shares outside goes along with them, the latest first; answers how many were bought. */
function adoptSplits(story: Story, { event, leftE8 }: Lot, draft: Draft): number {
  let nowE8 = leftE8;
  for (const [i, slice] of [...story.slices.entries()].toReversed()) {
    if (slice.draft !== null || slice.effect.kind !== 'split' || compareEvents(event, slice.event) > 0)
      continue;
    const beforeE8 = Math.round(nowE8 / slice.effect.ratio);
    const addedE8 = nowE8 - beforeE8;
    const weightE8 = Math.max(0, slice.weightE8 - beforeE8);
    story.slices[i] = { ...slice, quantityE8: slice.quantityE8 - addedE8, weightE8 };
    addSplit(story, {
      ...slice,
      draft,
      quantityE8: addedE8,
      weightE8: beforeE8,
      effect: { ...slice.effect, only: event },
    });
    moveOver(story, slice.event.on, draft, addedE8);
    nowE8 = beforeE8;
  }
  return nowE8;
}

/** One slice for each split of each row: adopted in two parts, its shares are split once. */
function addSplit(story: Story, split: Slice): void {
  const only = (effect: Slice['effect']) => (effect.kind === 'split' ? effect.only : undefined);
  const known = story.slices.findIndex(
    ({ event, draft, effect }) =>
      event === split.event && draft === split.draft && only(effect) === only(split.effect),
  );
  const before = story.slices[known];
  if (before === undefined) {
    story.slices.push(split);
    return;
  }
  const [quantityE8, weightE8] = [before.quantityE8 + split.quantityE8, before.weightE8 + split.weightE8];
  story.slices[known] = { ...before, quantityE8, weightE8 };
}

/** So many of a lot as a lot of their own; the rest stays where it was. */
export function splitLot(story: Story, lot: Lot, countE8: number): Lot {
  if (countE8 === lot.leftE8) return lot;
  const initialE8 = Math.round((lot.initialE8 * countE8) / lot.leftE8);
  const part: Lot = { ...lot, initialE8, leftE8: countE8 };
  lot.fromE8 += initialE8;
  lot.initialE8 -= initialE8;
  lot.leftE8 -= countE8;
  story.lots.splice(story.lots.indexOf(lot), 0, part);
  return part;
}
