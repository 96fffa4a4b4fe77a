/**
 * Rule: a short call that nothing covers can cost any amount, so it is said while it is open. Example: two calls sold on
 * 100 shares: one is covered, the other stands alone.
 */
import { product } from '../../../lib/rounding.ts';
import { type Draft, sharesHeld } from './drafts.ts';
import { addProblem, draftsOf, type Story } from './story.ts';
import { contractName } from './words.ts';

export function noteNaked(story: Story): void {
  for (const draft of story.drafts) {
    const open = story.contracts.stillOpen.filter((units) =>
      draftsOf(story, units).some((part) => part.draft === draft),
    );
    const isAlone =
      open.length > 0 && open.every(({ opened }) => opened.contract.type === 'CALL' && opened.side === -1);
    if (!isAlone || neededBy(draft) <= sharesHeld(draft)) continue;
    const [first] = open;
    if (first === undefined || first.opened.contract.deliverableE8 === 0) continue;
    const message = `The short ${contractName(first.opened.contract)} has no shares to cover it: its loss has no limit.`;
    addProblem(
      story,
      'NAKED_CALL',
      message,
      open.map(({ opened }) => opened.event),
    );
  }
}

function neededBy({ calls }: Draft): number {
  return [...calls.values()].reduce(
    (sum, { contract, openE8, hedgedE8 }) => sum + product(openE8 - hedgedE8, contract.deliverableE8, -8),
    0,
  );
}
