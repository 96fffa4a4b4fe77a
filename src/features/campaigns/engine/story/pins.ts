/** Where the trader has moved units to: by row, to a campaign that is named after its first unit, or to a new one. */

import { nameOf } from '../identity.ts';
import { orderOf } from '../rolls/pairing.ts';
import type { Opening } from '../rows/contracts.ts';
import type { Move } from '../said.ts';
import type { Draft } from './drafts.ts';
import { draftsOf, newDraft, type Story } from './story.ts';

const CONTRACT_E8 = 100_000_000;
const MOST_UNITS = 1_000;

export function movesOf(story: Story, opened: Opening): readonly Move[] {
  const { row } = opened.event;
  return story.said.moves.filter(({ transactionId, symbol, isWholeOrder }) => {
    if (symbol !== null && symbol !== opened.contract.symbol) return false;
    return row.id === transactionId || (isWholeOrder && isSameOrder(story, opened, transactionId));
  });
}

function isSameOrder(story: Story, opened: Opening, transactionId: string): boolean {
  const siblings = story.plan.openingsByOrder.get(orderOf(opened.event)) ?? [];
  return siblings.some(({ event }) => event.row.id === transactionId);
}

/** null where there is no such campaign: the move is stale. */
export function targetOf(story: Story, { decision, to }: Move, place: (order: string) => void): Draft | null {
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
