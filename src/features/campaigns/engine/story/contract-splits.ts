/**
 * Rule: contracts of which a split has made others stay in their campaign, and are covered as they were. Rows that tell
 * of it are the campaigns' by what each of them has. Example: 2 puts of one campaign and 1 of another, split two for
 * one: of the 6 that come, 4 are the first's and 2 the second's.
 */
import type { Exchange } from '../rows/contract-splits.ts';
import type { Event } from '../rows/events.ts';
import { countOf, type Units } from '../rows/queues.ts';
import { contractName, quantityWords } from '../words.ts';
import { splitCalls } from './calls.ts';
import type { Draft, Slice } from './drafts.ts';
import { addProblem, draftsOf, type Story } from './story.ts';

/** What a campaign has of the contracts that are exchanged, in the count before. */
interface Had {
  readonly draft: Draft;
  readonly countE8: number;
  readonly openedBy: readonly Event[];
}

export function exchangeContracts(story: Story, event: Event): void {
  for (const exchange of story.contracts.exchanges.get(event) ?? []) {
    const { from, to, ratio, away, come } = exchange;
    const parts = heldBefore(story, exchange.units);
    if (from.type === 'CALL') for (const { draft, countE8 } of parts) splitCalls(draft, exchange, countE8);
    for (const { draft, openedBy } of parts)
      story.slices.push(
        sliceOf(exchange, { event, draft, quantityE8: 0 }, { kind: 'exchange', openedBy, to, ratio }),
      );
    handOut(story, exchange, away, parts, 1);
    handOut(story, exchange, come, parts, away.length > 0 ? ratio : ratio - 1);
    noteUnseen(story, exchange);
  }
}

function heldBefore(story: Story, units: readonly Units[]): readonly Had[] {
  const held = units.flatMap((each) =>
    draftsOf(story, each).map((part) => ({ ...part, event: each.opened.event })),
  );
  return [...Map.groupBy(held, ({ draft }) => draft)].map(([draft, own]) => ({
    draft,
    countE8: own.reduce((sum, { countE8 }) => sum + countE8, 0),
    openedBy: [...new Set(own.map(({ event }) => event))],
  }));
}

/** Rows go to the campaigns in order: `times` as many as each had. */
function handOut(
  story: Story,
  exchange: Exchange,
  rows: readonly Event[],
  parts: readonly Had[],
  times: number,
): void {
  const left = new Map(parts.map(({ draft, countE8 }) => [draft, countE8 * times]));
  for (const event of rows) {
    let rowE8 = Math.abs(event.row.quantityE8);
    for (const [draft, partE8] of left) {
      const countE8 = Math.min(rowE8, partE8);
      if (countE8 === 0) continue;
      rowE8 -= countE8;
      left.set(draft, partE8 - countE8);
      const quantityE8 = Math.sign(event.row.quantityE8) * countE8;
      story.slices.push(sliceOf(exchange, { event, draft, quantityE8 }, { kind: 'end', uses: [] }));
    }
  }
}

function sliceOf(
  { from, to, ratio }: Exchange,
  whose: Pick<Slice, 'event' | 'draft' | 'quantityE8'>,
  effect: Slice['effect'],
): Slice {
  const why = `split ${ratio} for 1: each ${contractName(from)} is ${ratio} of the ${contractName(to)}, the cost stays`;
  return { ...whose, weightE8: Math.abs(whose.quantityE8), role: 'CORPORATE_ACTION', why, effect };
}

function noteUnseen(story: Story, { from, units, away }: Exchange): void {
  const goneE8 = away.reduce((sum, { row }) => sum + Math.abs(row.quantityE8), 0);
  const unseenE8 = goneE8 - countOf(units);
  if (unseenE8 <= 0) return;
  const words = `${quantityWords(unseenE8, 'contract')} of the ${contractName(from)} were split that were never seen to be opened: they are in no campaign.`;
  addProblem(story, 'UNKNOWN_ADJUSTMENT', words, away);
}
