/**
 * Rule: shares bought alone are in no campaign until a call is sold on them; then as many as it needs are split off, and
 * are the campaign's from the day they were bought, with all that has come of them since. Example: 300 bought in March, 1
 * call sold in May: 100 of them begin a covered call in March, 200 stay outside.
 */
import type { Draft, Lot } from './drafts.ts';
import { inheritIncome, inheritSplits } from './inherited.ts';
import { splitLot } from './lots.ts';
import { moveShares, type Story } from './story.ts';

/** As many of these lots as are needed, the first first. */
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
    const gains = inheritSplits(story, part, draft);
    inheritIncome(story, draft, gains);
    for (const gain of gains) {
      moveShares(story, gain.on, null, -gain.sharesE8);
      moveShares(story, gain.on, draft, gain.sharesE8);
    }
  }
}
