/**
 * Rule: a roll is of the campaign in which both its halves are. What the trader has moved away is no roll of the campaign
 * it left. Example: 3 bought back, 2 of one campaign and 1 of another: the roll is 2 in the first, 1 in the second.
 */
import type { Pair } from '../rolls/pairing.ts';
import type { Draft } from '../story/drafts.ts';
import { draftsOf, type Story } from '../story/story.ts';

/** So many contracts of a pair. */
export interface RollPart {
  readonly pair: Pair;
  readonly countE8: number;
}

/** Of every campaign at once: by which pairs it rolled, and how many contracts of each. */
export function rollPartsByDraft(story: Story): ReadonlyMap<Draft, readonly RollPart[]> {
  const parts = new Map<Draft, Map<Pair, number>>();
  for (const [opened, links] of story.plan.linksOf)
    for (const { pair, closed, fromE8, countE8 } of links) {
      const now = draftsOf(story, { opened, fromE8, countE8 });
      for (const { draft, countE8: both } of inBoth(draftsOf(story, closed), now)) {
        const ofDraft = parts.get(draft) ?? new Map<Pair, number>();
        parts.set(draft, ofDraft.set(pair, (ofDraft.get(pair) ?? 0) + both));
      }
    }
  const toParts = (ofDraft: ReadonlyMap<Pair, number>) =>
    [...ofDraft].map(([pair, countE8]) => ({ pair, countE8 }));
  return new Map([...parts].map(([draft, ofDraft]) => [draft, toParts(ofDraft)]));
}

interface Part {
  readonly draft: Draft;
  readonly countE8: number;
}

/** Unit by unit, the first of those closed with the first of those opened. */
function inBoth(closed: readonly Part[], opened: readonly Part[]): readonly Part[] {
  let from = 0;
  return closed.flatMap(({ draft, countE8 }) => {
    const end = from + countE8;
    let at = 0;
    let both = 0;
    for (const part of opened) {
      const common = Math.min(end, at + part.countE8) - Math.max(from, at);
      if (part.draft === draft && common > 0) both += common;
      at += part.countE8;
    }
    from = end;
    return both > 0 ? [{ draft, countE8: both }] : [];
  });
}
