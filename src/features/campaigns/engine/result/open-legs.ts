/**
 * Rule: of each contract a campaign has as many open as its openings brought and nothing has ended. Example: 3 puts sold
 * in two fills and 1 bought back: one leg of -2.
 */
import { contractOf } from '../rows/queues.ts';
import type { Draft } from '../story/drafts.ts';
import { draftsOf, type Story } from '../story/story.ts';
import type { OpenContracts } from '../types.ts';

export function openByDraft(story: Story): ReadonlyMap<Draft, readonly OpenContracts[]> {
  const open = new Map<Draft, Map<string, OpenContracts>>();
  for (const units of story.contracts.stillOpen) {
    const { side } = units.opened;
    const contract = contractOf(units);
    for (const { draft, countE8 } of draftsOf(story, units)) {
      const ofDraft = open.get(draft) ?? new Map<string, OpenContracts>();
      const known = ofDraft.get(contract.symbol)?.quantityE8 ?? 0;
      open.set(draft, ofDraft.set(contract.symbol, { contract, quantityE8: known + side * countE8 }));
    }
  }
  const bySymbol = (a: OpenContracts, b: OpenContracts) => (a.contract.symbol < b.contract.symbol ? -1 : 1);
  return new Map([...open].map(([draft, ofDraft]) => [draft, [...ofDraft.values()].toSorted(bySymbol)]));
}
