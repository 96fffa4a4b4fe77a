/**
 * Rule: a campaign is found by the name of its first unit, also where what follows in the story begins it. Where that is
 * not to be known before, as of shares for which a call is sold later, or of the rest of an order, it is promised, and
 * begins with that unit. Example: a put moved to the covered call whose call is sold a day after it.
 */
import { unitName } from '../identity.ts';
import { type Event, orderOf } from '../rows/events.ts';
import type { Draft } from './drafts.ts';
import { draftsOf, newDraft, type Story } from './story.ts';

/** Finds a campaign for what another order opens. */
export type Place = (order: string) => void;

/** For what is moved of a row. null where there is no such campaign, or where that row itself is to begin it. */
export function campaignFor(story: Story, moved: Event, name: string, place: Place): Draft | null {
  const units = story.unitNamed(name);
  if (units?.opened.event === moved) return null;
  if (units !== null) {
    place(orderOf(units.opened.event));
    return draftsOf(story, units)[0]?.draft ?? promised(story, name);
  }
  const lot = story.lots.find(({ event, fromE8 }) => nameOfUnit(event, fromE8) === name);
  return lot?.draft ?? boughtWith(story, name, place) ?? promised(story, name);
}

/** The campaign of the options in one order with these shares. */
function boughtWith(story: Story, name: string, place: Place): Draft | null {
  for (const [order, events] of story.boughtIn) {
    if (!events.some((each) => nameOfUnit(each, 0) === name)) continue;
    place(order);
    const [opened] = story.plan.openingsByOrder.get(order) ?? [];
    return (opened && story.pieces.get(opened)?.[0]?.draft) ?? null;
  }
  return null;
}

function promised(story: Story, name: string): Draft | null {
  if (!story.said.awaited.has(name)) return null;
  const draft = story.promised.get(name) ?? newDraft(story);
  story.promised.set(name, draft);
  return draft;
}

/** The campaign that begins with this unit of a row: a new one, or the one that was promised. */
export function newDraftOf(story: Story, event: Event, fromE8: number): Draft {
  const name = story.promised.size === 0 ? '' : nameOfUnit(event, fromE8);
  const draft = story.promised.get(name) ?? newDraft(story);
  story.promised.delete(name);
  return draft;
}

export function nameOfUnit(event: Event, fromE8: number): string {
  return unitName(event.row, symbolOf(event), fromE8);
}

/** Of shares their ticker. */
export function symbolOf({ row: { instrument } }: Event): string {
  return instrument?.kind === 'OPTION' ? instrument.symbol : (instrument?.ticker ?? '');
}
