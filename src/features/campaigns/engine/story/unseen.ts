/**
 * Rule: a contract that no row has opened ends in no campaign, but the shares that its assignment or exercise brings are
 * there: outside any campaign, until a call is sold on them. Those it takes leave as an assigned call's do. Example: a
 * history that begins after the put was sold: 100 shares at 50, and the call sold on them begins a covered call.
 */
import { bringsShares, type Event } from '../rows/events.ts';
import { contractName, quantityWords } from '../words.ts';
import { byDraft, coverOwed, deliverShares, receiveShares, type Taken } from './shares.ts';
import { addProblem, type Story } from './story.ts';

/** So many shares of a row that were delivered for contracts opened out of sight. */
export function deliverUnseen(story: Story, removal: Event, share: Event, countE8: number): void {
  const { instrument } = removal.row;
  const name = instrument?.kind === 'OPTION' ? contractName(instrument) : 'contract';
  const why = `delivered for a ${name} that was opened out of sight`;
  if (bringsShares(removal.row)) {
    const { taken, leftE8 } = coverOwed(story, share, countE8);
    tell(story, share, taken, 1, why);
    if (leftE8 > 0) receiveShares(story, share, leftE8, null, 'OPENING', why);
    return;
  }
  const { taken, leftE8 } = deliverShares(story, share, countE8, null);
  tell(story, share, taken, -1, why);
  if (leftE8 === 0) return;
  const words = `${quantityWords(leftE8, 'share')} delivered on ${share.on} were never seen to come, nor was the ${name} seen to be opened.`;
  addProblem(story, 'UNKNOWN_ORIGIN', words, [share]);
}

function tell(story: Story, event: Event, taken: readonly Taken[], sign: 1 | -1, why: string): void {
  for (const { draft, countE8, uses } of byDraft(taken))
    story.slices.push({
      event,
      draft,
      quantityE8: sign * countE8,
      weightE8: countE8,
      role: 'ASSIGNMENT',
      why,
      effect: { kind: 'sell', uses, of: null },
    });
}
