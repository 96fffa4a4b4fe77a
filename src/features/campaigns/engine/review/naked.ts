/**
 * Rule: a short call that nothing covers can cost any amount, so it is said while it is open. Example: two calls sold on
 * 100 shares: one is covered, the other stands alone.
 */
import { product } from '../../../../lib/rounding.ts';
import { contractOf } from '../rows/queues.ts';
import { type Draft, sharesHeld } from '../story/drafts.ts';
import { addProblem, draftsOf, type Story } from '../story/story.ts';
import { contractName, quantityWords } from '../words.ts';

export function noteNaked(story: Story): void {
  const parts = story.contracts.stillOpen.flatMap((units) =>
    draftsOf(story, units).map(({ draft }) => ({ draft, units })),
  );
  for (const [draft, open] of Map.groupBy(parts, (part) => part.draft)) {
    const isAlone = open.every(
      ({ units: { opened } }) => opened.contract.type === 'CALL' && opened.side === -1,
    );
    const [neededE8, heldE8] = [neededBy(draft), sharesHeld(draft)];
    const [first] = open;
    if (!isAlone || first === undefined || neededE8 <= heldE8) continue;
    const message = `The short ${contractName(contractOf(first.units))} may ask for ${quantityWords(neededE8, 'share')}, and ${quantityWords(heldE8, 'share')} are held: its loss has no limit.`;
    addProblem(
      story,
      'NAKED_CALL',
      message,
      open.map(({ units }) => units.opened.event),
    );
  }
}

/** Nothing but short calls is open: what once hedged them is gone. */
function neededBy({ calls }: Draft): number {
  return [...calls.values()].reduce(
    (sum, { contract, openE8 }) => sum + product(openE8, contract.deliverableE8, -8),
    0,
  );
}
