/**
 * Rule: a short call that nothing covers can cost any amount, so it is said while it is open. Example: two calls sold on
 * 100 shares: one is covered, the other stands alone.
 */
import { product } from '../../../../lib/rounding.ts';
import { type Draft, sharesHeld } from '../story/drafts.ts';
import { addProblem, draftsOf, type Story } from '../story/story.ts';
import { contractName } from '../words.ts';

export function noteNaked(story: Story): void {
  const parts = story.contracts.stillOpen.flatMap((units) =>
    draftsOf(story, units).map(({ draft }) => ({ draft, units })),
  );
  for (const [draft, open] of Map.groupBy(parts, (part) => part.draft)) {
    const isAlone = open.every(
      ({ units: { opened } }) => opened.contract.type === 'CALL' && opened.side === -1,
    );
    const [first] = open;
    if (!isAlone || first === undefined || neededBy(draft) <= sharesHeld(draft)) continue;
    const message = `The short ${contractName(first.units.opened.contract)} has no shares to cover it: its loss has no limit.`;
    addProblem(
      story,
      'NAKED_CALL',
      message,
      open.map(({ units }) => units.opened.event),
    );
  }
}

function neededBy({ calls }: Draft): number {
  return [...calls.values()].reduce(
    (sum, { contract, openE8, hedgedE8 }) => sum + product(openE8 - hedgedE8, contract.deliverableE8, -8),
    0,
  );
}
