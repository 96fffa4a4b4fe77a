/**
 * Rule: what the trader has moved is where they put it: all of a row or so many of it, to the campaign that is named after
 * its first unit, or to a new one. The rest of its order stays where the rules put it. Example: 1 of 3 contracts moved to
 * a new campaign.
 */
import { nameOf } from '../identity.ts';
import { orderOf } from '../rolls/legs.ts';
import type { Opening } from '../rows/contracts.ts';
import type { Move } from '../said.ts';
import type { Draft } from './drafts.ts';
import { put } from './gaps.ts';
import { draftsOf, newDraft, type Story } from './story.ts';

const CONTRACT_E8 = 100_000_000;
const MOST_UNITS = 1_000;

export function pin(story: Story, opened: Opening, place: (order: string) => void): void {
  let next = 0;
  for (const move of movesOf(story, opened)) {
    const draft = targetOf(story, move, place);
    const countE8 = Math.min(move.quantityE8 ?? opened.quantityE8, opened.quantityE8 - next);
    if (draft === null || countE8 <= 0) continue;
    put(
      story,
      { opened, fromE8: next, countE8, isHedged: false },
      draft,
      'OPENING',
      'moved by you',
      'trader',
    );
    story.said.applied.add(move.decision);
    next += countE8;
  }
}

function movesOf(story: Story, { event, contract }: Opening): readonly Move[] {
  return story.said.moves.filter(
    ({ transactionId, symbol }) =>
      event.row.id === transactionId && (symbol === null || symbol === contract.symbol),
  );
}

/** null where there is no such campaign: the move is stale. */
function targetOf(story: Story, { decision, to }: Move, place: (order: string) => void): Draft | null {
  if (to !== 'new') return campaignNamed(story, to, place);
  const draft = story.said.begun.get(decision) ?? newDraft(story);
  story.said.begun.set(decision, draft);
  return draft;
}

/** The campaign that the unit of this name is in. */
function campaignNamed(story: Story, name: string, place: (order: string) => void): Draft | null {
  for (const opened of story.contracts.openings) {
    const unit = unitNamed(opened, name);
    if (unit === null) continue;
    place(orderOf(opened.event));
    return draftsOf(story, { opened, fromE8: unit * CONTRACT_E8, countE8: CONTRACT_E8 })[0]?.draft ?? null;
  }
  const lot = story.lots.find(({ event: { row }, fromE8 }) => {
    return nameOf(row.account, row.id, row.instrument?.ticker ?? '', String(fromE8 / CONTRACT_E8)) === name;
  });
  return lot?.draft ?? null;
}

function unitNamed({ event: { row }, contract, quantityE8 }: Opening, name: string): number | null {
  for (let unit = 0; unit < Math.min(quantityE8 / CONTRACT_E8, MOST_UNITS); unit++) {
    if (nameOf(row.account, row.id, contract.symbol, String(unit)) === name) return unit;
  }
  return null;
}
