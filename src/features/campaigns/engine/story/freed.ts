/**
 * Rule: shares sold in one order with the closing of calls are of the campaigns of these calls: of each as many as its
 * calls have set free, then more of theirs. Example: one order buys back a call of each of two wheels and sells 200
 * shares: 100 leave each.
 */

import { sharesOf } from '../rows/deliverable.ts';
import { orderOf } from '../rows/events.ts';
import type { Draft } from './drafts.ts';
import { draftsOf, type Story } from './story.ts';

/** So many shares that are this campaign's to give. */
export interface Freed {
  readonly draft: Draft;
  readonly sharesE8: number;
}

export function freedBy(story: Story, order: string): readonly Freed[] {
  const closed = (story.plan.closingsByOrder.get(order) ?? [])
    .filter(({ contract }) => contract.type === 'CALL')
    .flatMap(({ contract, units }) =>
      units
        .flatMap((each) => draftsOf(story, each))
        .map(({ draft, countE8 }) => ({ draft, sharesE8: sharesOf(contract, countE8) })),
    );
  const byDraft = [...Map.groupBy(closed, ({ draft }) => draft)];
  const soldE8 = byDraft.length > 1 ? soldBy(story, order) : () => 0;
  return byDraft.map(([draft, own]) => {
    const freedE8 = own.reduce((sum, { sharesE8 }) => sum + sharesE8, 0);
    return { draft, sharesE8: Math.max(0, freedE8 - soldE8(draft)) };
  });
}

/** What earlier fills of the order have sold of each campaign. */
function soldBy({ slices }: Story, order: string): (draft: Draft) => number {
  const sold = slices.filter(({ event, effect }) => effect.kind === 'sell' && orderOf(event) === order);
  return (seller) =>
    sold.filter(({ draft }) => draft === seller).reduce((sum, { weightE8 }) => sum + weightE8, 0);
}
