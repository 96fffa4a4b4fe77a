/**
 * Rule: a whole split multiplies shares and open contracts and leaves their cost; shares that leave take their cost
 * along; anything else that changes a position is shown, not guessed. Example: 900 shares are added to 100: a 10 for 1
 * split, each lot ten times as many at the same cost.
 */
import type { Event } from '../rows/events.ts';
import { quantityWords } from '../words.ts';
import { holdBought } from './bought.ts';
import { exchangeContracts } from './contract-splits.ts';
import { releaseShares, tellTaken } from './shares.ts';
import { addProblem, moveShares, type Story } from './story.ts';

/** What changes a position and is neither a trade nor an end. */
export function changePosition(story: Story, event: Event): void {
  const { kind, instrument } = event.row;
  const { ratios, exchanged } = story.contracts;
  const ratio = ratios.get(event);
  exchangeContracts(story, event);
  if (exchanged.has(event)) return;
  if (ratio !== undefined && heldIn(story) * (ratio - 1) === event.row.quantityE8)
    splitShares(story, event, ratio);
  else if (kind === 'TRANSFER' && instrument?.kind === 'SHARE') transferShares(story, event);
  else if (kind === 'SPLIT' || kind === 'ADJUSTMENT' || kind === 'TRANSFER') review(story, event);
}

function review(story: Story, event: Event): void {
  const { kind, instrument, quantityE8, description } = event.row;
  const name = description === '' ? `The row of ${event.on}` : `“${description}”`;
  const words =
    kind === 'SPLIT' && instrument?.kind === 'SHARE'
      ? `${name} adds ${quantityWords(quantityE8, 'share')} to ${quantityWords(heldIn(story), 'share')}: no whole split. Nothing was booked.`
      : `${name} changes a position in a way that is not understood: nothing was booked.`;
  addProblem(story, 'UNKNOWN_ADJUSTMENT', words, [event]);
}

function heldIn({ lots }: Story): number {
  return lots.reduce((sum, { side, leftE8 }) => sum + side * leftE8, 0);
}

function splitShares(story: Story, event: Event, ratio: number): void {
  const lots = story.lots.filter(({ leftE8 }) => leftE8 > 0);
  for (const [draft, ofDraft] of Map.groupBy(lots, (lot) => lot.draft)) {
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

function transferShares(story: Story, event: Event): void {
  const { quantityE8 } = event.row;
  if (quantityE8 > 0) holdBought(story, event, quantityE8, null, 'transferred in');
  else sendShares(story, event, -quantityE8);
}

function sendShares(story: Story, event: Event, countE8: number): void {
  const { taken, leftE8 } = releaseShares(story, event, countE8, []);
  tellTaken(story, event, taken, {
    role: 'CORPORATE_ACTION',
    whyOf: () => 'transferred out, with its cost',
    effectOf: (uses) => ({ kind: 'move', uses }),
  });
  if (leftE8 === 0) return;
  const words = `${quantityWords(leftE8, 'share')} left on ${event.on} that were never seen to come: their cost is unknown.`;
  addProblem(story, 'UNKNOWN_ORIGIN', words, [event]);
}
