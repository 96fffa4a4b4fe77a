/**
 * Rule: an opening joins the first of these: what the trader said; the campaign of the contract it is rolled from, or
 * that it opens again; the campaign another leg of its order is in; for a call, the campaigns that hold shares no call
 * covers yet; what the trader has accepted; else it begins a campaign, with all that is left of its order. Shares bought
 * in that order are its campaign's too: a put bought with its shares is one trade. Example: the 61 call sold while a wheel
 * holds 200 free shares joins that wheel.
 */
import type { Opening } from '../rows/queues.ts';
import { acceptedDraft, isSplitOff, putAccepted, splitOff } from './accepted.ts';
import { coverCalls } from './coverage.ts';
import type { Draft } from './drafts.ts';
import { followLinks } from './follow.ts';
import { type Gap, put } from './gaps.ts';
import { hedgeOrder } from './hedges.ts';
import { newDraftOf } from './named.ts';
import { pin } from './pins.ts';
import { draftsOf, type Story } from './story.ts';

/** Finds a campaign for every unit an order opens. */
export function placeOrder(story: Story, order: string): void {
  const openings = story.plan.openingsByOrder.get(order) ?? [];
  if (story.placing.has(order) || openings.every((opened) => story.pieces.has(opened))) return;
  const place = (other: string) => placeOrder(story, other);
  story.placing.add(order);
  for (const opened of openings) story.pieces.set(opened, []);
  for (const opened of openings) pin(story, opened, place);
  const gaps = openings.flatMap((opened) => followLinks(story, opened, place));
  const home = homeOf(story, order, openings);
  const rest = home === null ? coverCalls(story, order, gaps) : gaps;
  settle(story, order, rest, home ?? homeOf(story, order, openings));
  hedgeOrder(story, openings);
  story.placing.delete(order);
}

/** The campaign that another leg of this order has joined, or closes in: the first of them by rows. */
function homeOf(story: Story, order: string, openings: readonly Opening[]): Draft | null {
  const joined = openings
    .flatMap((opened) => story.pieces.get(opened) ?? [])
    .find(({ by }) => by !== 'trader');
  if (joined) return joined.draft;
  const closed = (story.plan.closingsByOrder.get(order) ?? []).flatMap(({ units }) => units);
  return closed.flatMap((units) => draftsOf(story, units))[0]?.draft ?? null;
}

/** What no rule has placed: with the rest of its order, where the trader wants it, or in a campaign of its own. */
function settle(story: Story, order: string, gaps: readonly Gap[], home: Draft | null): void {
  let own: Draft | null = null;
  for (const gap of gaps) {
    if (isSplitOff(story, gap)) splitOff(story, gap);
    else if (home === null || gap.isNaked) own = begin(story, order, gap, own);
    else put(story, gap, { draft: home, role: 'OPENING', why: 'another leg of the same order', by: 'rule' });
  }
}

function begin(story: Story, order: string, gap: Gap, own: Draft | null): Draft {
  const wanted = acceptedDraft(story, order, (other) => placeOrder(story, other));
  if (wanted !== null) {
    putAccepted(story, gap, wanted);
    return wanted;
  }
  const draft = own ?? newDraftOf(story, gap.opened.event, gap.fromE8);
  put(story, gap, { draft, role: 'OPENING', why: 'begins a campaign', by: 'nothing' });
  return draft;
}
