/**
 * Rule: a short call that neither shares nor a long call stands behind can cost any amount, so it is said while it is
 * open: hedges count as long as they are there. That of a strangle is not said, as it was sold so on purpose, with a put
 * and without a long call. Example: the long call of a spread is sold: the short one stands alone.
 */
import { contractOf } from '../rows/queues.ts';
import { hedgedShares, sharesOfCalls } from '../story/calls.ts';
import { type Draft, sharesHeld } from '../story/drafts.ts';
import { addProblem, draftsOf, type Story } from '../story/story.ts';
import { contractName, quantityWords } from '../words.ts';

export function noteNaked(story: Story): void {
  const open = story.contracts.stillOpen.filter(({ opened }) => opened.side === -1);
  const parts = open.flatMap((units) => draftsOf(story, units).map(({ draft }) => ({ draft, units })));
  for (const [draft, shorts] of Map.groupBy(parts, (part) => part.draft)) {
    const calls = shorts.filter(({ units }) => contractOf(units).type === 'CALL');
    const isStrangle = calls.length < shorts.length && hedgedShares(draft) === 0;
    const [first] = calls;
    const [neededE8, heldE8] = [neededBy(draft), Math.max(0, sharesHeld(draft))];
    if (isStrangle || first === undefined || neededE8 <= heldE8) continue;
    const words = `The short ${contractName(contractOf(first.units))} may ask for ${quantityWords(neededE8, 'share')}, and ${quantityWords(heldE8, 'share')} are held: its loss has no limit.`;
    const events = calls.map(({ units }) => units.opened.event);
    addProblem(story, 'NAKED_CALL', words, events);
  }
}

/** What the long calls do not bring. */
function neededBy(draft: Draft): number {
  return sharesOfCalls(draft, -1) - sharesOfCalls(draft, 1);
}
