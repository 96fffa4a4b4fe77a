/**
 * Rule: what the trader has moved is where they put it: all of a row or so many of it, to the campaign that is named after
 * its first unit, or to a new one. The rest of its order stays where the rules put it. The latest move of a row has its
 * units first; an earlier one what is left. Example: all 3 contracts moved to a new campaign, then 1 of them to another.
 */
import type { Event } from '../rows/events.ts';
import type { Opening } from '../rows/queues.ts';
import type { Move } from '../said.ts';
import type { Draft } from './drafts.ts';
import { put, type Stretch } from './gaps.ts';
import { campaignFor, newDraftOf, type Place } from './named.ts';
import type { Story } from './story.ts';

export const MOVED = 'moved by you';

/** A stretch of a row, and where the trader put it. */
export interface Moved extends Stretch {
  readonly draft: Draft;
  /** It begins that campaign. */
  readonly isNew: boolean;
}

export function pin(story: Story, opened: Opening, place: Place): void {
  const { event, contract, quantityE8 } = opened;
  for (const { draft, ...stretch } of movedOf(story, event, contract.symbol, quantityE8, place))
    put(story, { opened, ...stretch }, { draft, role: 'OPENING', why: MOVED, by: 'trader' });
}

/** Of so many units of a row those that were moved: the first ones, in the order of the moves. */
export function movedOf(
  story: Story,
  event: Event,
  symbol: string,
  quantityE8: number,
  place: Place,
): readonly Moved[] {
  let next = 0;
  return countMoves(story, event, movesOf(story, event, symbol), quantityE8, place).map(
    ({ move, named, countE8 }) => {
      const fromE8 = next;
      next += countE8;
      const draft = named ?? begin(story, move, event, fromE8);
      return { draft, fromE8, countE8, isNew: named === null };
    },
  );
}

/** How many units each move takes, and to which campaign if not a new one; those that take none are stale. */
function countMoves(story: Story, event: Event, moves: readonly Move[], quantityE8: number, place: Place) {
  let leftE8 = quantityE8;
  const latestFirst = moves.toReversed().flatMap((move) => {
    const countE8 = Math.min(move.quantityE8 ?? quantityE8, leftE8);
    const named = move.to === 'new' || countE8 <= 0 ? null : campaignFor(story, event, move.to, place);
    if (countE8 <= 0 || (named === null && move.to !== 'new')) return [];
    leftE8 -= countE8;
    story.applied.add(move.decision);
    return [{ move, named, countE8 }];
  });
  return latestFirst.toReversed();
}

function movesOf(story: Story, { row }: Event, symbolOfRow: string): readonly Move[] {
  return story.said.moves.filter(
    ({ transactionId, symbol }) => transactionId === row.id && (symbol === null || symbol === symbolOfRow),
  );
}

/** One move begins one campaign, however many legs its row has. */
function begin(story: Story, { decision }: Move, event: Event, fromE8: number): Draft {
  const draft = story.begun.get(decision) ?? newDraftOf(story, event, fromE8);
  story.begun.set(decision, draft);
  return draft;
}
