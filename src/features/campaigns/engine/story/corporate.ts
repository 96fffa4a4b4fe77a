/**
 * Rule: a whole split multiplies the shares and leaves the cost; shares that arrive by transfer are held, but what they
 * cost is not known; anything else that changes a position is shown, not guessed. Example: 900 shares are added to 100:
 * a 10 for 1 split, each lot ten times as many at the same cost.
 */
import type { Event } from '../rows/events.ts';
import { quantityWords } from '../words.ts';
import { byDraft, receiveShares, releaseShares } from './shares.ts';
import { addProblem, moveShares, type Story } from './story.ts';

export function splitShares(story: Story, event: Event): void {
  const added = event.row.quantityE8;
  const lots = story.lots.filter(({ leftE8 }) => leftE8 > 0);
  const held = lots.reduce((sum, { leftE8, side }) => sum + side * leftE8, 0);
  if (held <= 0 || (held + added) % held !== 0 || added <= 0) {
    const words = `“${event.row.description}” is not a whole multiple of the ${quantityWords(held, 'share')} held; nothing was booked.`;
    addProblem(story, 'UNKNOWN_ADJUSTMENT', words, [event]);
    return;
  }
  const ratio = (held + added) / held;
  const groups = Map.groupBy(lots, ({ draft }) => draft);
  for (const [draft, ofDraft] of groups) {
    const before = ofDraft.reduce((sum, { leftE8, side }) => sum + side * leftE8, 0);
    for (const lot of ofDraft) lot.leftE8 *= ratio;
    moveShares(story, event.on, draft, before * (ratio - 1));
    story.slices.push({
      event,
      draft,
      quantityE8: before * (ratio - 1),
      weightE8: Math.abs(before),
      role: 'CORPORATE_ACTION',
      why: `split ${ratio} for 1: the cost stays`,
      effect: { kind: 'split', ratio },
    });
  }
}

export function transferShares(story: Story, event: Event): void {
  const { quantityE8 } = event.row;
  if (quantityE8 > 0) {
    receiveShares(
      story,
      event,
      quantityE8,
      null,
      'OPENING',
      'transferred in: its cost is unknown until it is entered',
    );
    const entered = story.said.costs.get(event.row.id);
    if (entered) {
      story.said.applied.add(entered.decision);
      return;
    }
    const words = `${quantityWords(quantityE8, 'share')} arrived by transfer on ${event.on}: what they cost is unknown until it is entered.`;
    addProblem(story, 'UNKNOWN_BASIS', words, [event]);
    return;
  }
  const { taken, leftE8 } = releaseShares(story, event, -quantityE8, []);
  for (const { draft, countE8, uses } of byDraft(taken)) {
    const why = 'transferred out, with its cost';
    story.slices.push({
      event,
      draft,
      quantityE8: -countE8,
      weightE8: countE8,
      role: 'CORPORATE_ACTION',
      why,
      effect: { kind: 'sell', uses, of: null },
    });
  }
  if (leftE8 > 0)
    addProblem(
      story,
      'UNKNOWN_ORIGIN',
      `${quantityWords(leftE8, 'share')} left that were never seen to come.`,
      [event],
    );
}
