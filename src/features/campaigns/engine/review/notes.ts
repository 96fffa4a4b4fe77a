/**
 * Rule: what the rows leave open is said, with the rows it concerns: a half that is missing, shares whose cost nobody
 * knows, two pairings as good as one another. Example: a put was removed as assigned, and its 100 shares are nowhere.
 */
import { costOf, isTransferIn, type KnownCosts } from '../books/costs.ts';
import { signedShares } from '../rows/fitting.ts';
import type { Halves } from '../rows/halves.ts';
import { addProblem, type Story } from '../story/story.ts';
import type { Transaction } from '../types.ts';
import { contractName, contractsWords, price, quantityWords } from '../words.ts';

export function noteHalves(story: Story, { lonelyRemovals, lonelyShares }: Halves): void {
  for (const row of [...lonelyRemovals, ...lonelyShares])
    story.problems.push({
      code: 'INCOMPLETE_ASSIGNMENT',
      message: `${halfWords(row)}: neither half is booked.`,
      transactionIds: [row.id],
    });
}

function halfWords(row: Transaction): string {
  const { instrument, quantityE8, priceE6, tradedOn, kind } = row;
  if (instrument?.kind !== 'OPTION')
    return `${quantityWords(quantityE8, 'share')} ${quantityE8 < 0 ? 'went' : 'came'} at ${price(priceE6 ?? 0)} on ${tradedOn}, a strike, but no row says that a contract was assigned or exercised`;
  const deed = kind === 'EXERCISE' ? 'exercised' : 'assigned';
  const shares = quantityWords(signedShares({ ...row, instrument }), 'share');
  return `${contractsWords(quantityE8, instrument)} ${deed}, but no row moves ${shares} at ${price(instrument.strikeE6)}`;
}

/** Shares that came by transfer, and at what cost is not known. */
export function noteArrivals(story: Story, known: KnownCosts): void {
  for (const event of new Set(story.lots.map((lot) => lot.event))) {
    const { row } = event;
    if (!isTransferIn(row)) continue;
    const entered = known.entered.get(row.id);
    if (entered) story.applied.add(entered.decision);
    if (costOf(row, known) !== null) continue;
    const words = `${quantityWords(row.quantityE8, 'share')} came by transfer on ${event.on}: what they cost is unknown until you enter it, and so is what comes of them.`;
    addProblem(story, 'UNKNOWN_BASIS', words, [event]);
  }
}

export function noteTies(story: Story): void {
  for (const { closing, opening, isAmbiguous } of story.plan.pairs) {
    if (!isAmbiguous) continue;
    addProblem(
      story,
      'AMBIGUOUS_PAIR',
      `${contractName(closing.contract)} was taken to be rolled into ${contractName(opening.contract)}, but another leg fits as well.`,
      [...closing.events, ...opening.events],
    );
  }
}
