/**
 * Rule: a contract that no row has opened ends in no campaign, but the shares that its assignment or exercise brings are
 * there: outside any campaign, until a call is sold on them. Those it takes leave as an assigned call's do. Example: a
 * history that begins after the put was sold: 100 shares at 50, and the call sold on them begins a covered call.
 */
import type { Closing } from '../rows/contracts.ts';
import { bringsShares, type Event } from '../rows/events.ts';
import { contractName, quantityWords } from '../words.ts';
import { receiveShares } from './lots.ts';
import { coverOwed, deliverShares, tellTaken } from './shares.ts';
import { addProblem, type Story } from './story.ts';

/** So many shares of a row that were delivered for contracts opened out of sight. */
export function deliverUnseen(
  story: Story,
  { event: removal, contract }: Pick<Closing, 'event' | 'contract'>,
  share: Event,
  countE8: number,
): void {
  const name = contractName(contract);
  const why = `delivered for a ${name} that was opened out of sight`;
  const brings = bringsShares(removal.row);
  const { taken, leftE8 } = brings
    ? coverOwed(story, share, countE8)
    : deliverShares(story, share, countE8, { draft: null, isExercise: false });
  tellTaken(story, share, taken, {
    role: 'ASSIGNMENT',
    whyOf: () => why,
    effectOf: (uses) => ({ kind: 'sell', uses, delivered: null }),
  });
  if (leftE8 === 0) return;
  if (brings) receiveShares(story, share, { draft: null, countE8: leftE8, role: 'OPENING', why });
  else {
    const words = `${quantityWords(leftE8, 'share')} delivered on ${share.on} were never seen to come, nor was the ${name} seen to be opened.`;
    addProblem(story, 'UNKNOWN_ORIGIN', words, [share]);
  }
}
