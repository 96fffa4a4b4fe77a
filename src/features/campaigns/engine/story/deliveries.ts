/**
 * Rule: shares that an assignment or exercise brings cover what is owed, and the rest is held by the contract's campaign;
 * those it takes away are the campaign's own first, then others', and what nobody holds is owed. Example: a call of 52 is
 * assigned while its campaign holds 100 shares: these leave at 52.
 */
import type { Closing } from '../rows/contracts.ts';
import { bringsShares, type Event } from '../rows/events.ts';
import { price, quantityWords } from '../words.ts';
import type { Delivered, Draft, Use } from './drafts.ts';
import { byDraft, coverOwed, deliverShares, oweShares, receiveShares } from './shares.ts';
import { addProblem, addSlice, type Story } from './story.ts';
import { deliverUnseen } from './unseen.ts';

/** The units of one closing that were in one campaign. */
export interface Ended {
  readonly draft: Draft;
  readonly countE8: number;
  readonly uses: readonly Use[];
}

/** Shares that an assignment or exercise moves: each campaign's for its own contracts, the rest for those not seen. */
export function deliver(
  story: Story,
  { event, contract }: Pick<Closing, 'event' | 'contract'>,
  ended: readonly Ended[],
  shareEvents: readonly Event[],
): void {
  const brings = bringsShares(event.row);
  const total = Math.abs(event.row.quantityE8);
  for (const shareEvent of shareEvents) {
    const shares = sharesFor(story, event, shareEvent);
    let before = 0;
    let given = 0;
    for (const { draft, countE8, uses } of ended) {
      before += countE8;
      const count = Math.round((shares * before) / total) - given;
      given += count;
      const of = { removal: event, draft, uses };
      const why = `price equals the strike of the ${event.row.kind === 'EXERCISE' ? 'exercised' : 'assigned'} ${contract.type.toLowerCase()}, ${price(contract.strikeE6)}`;
      if (brings) bring(story, shareEvent, count, draft, why, of);
      else takeAway(story, shareEvent, count, draft, why, of);
    }
    if (shares > given) deliverUnseen(story, event, shareEvent, shares - given);
  }
}

function sharesFor(story: Story, removal: Event, share: Event): number {
  const parts = story.deliveryOf.get(removal)?.shares.filter(({ row }) => row === share.row) ?? [];
  return parts.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
}

function bring(story: Story, event: Event, countE8: number, draft: Draft, why: string, of: Delivered): void {
  const { taken, leftE8 } = coverOwed(story, event, countE8);
  for (const part of byDraft(taken)) {
    addSlice(story, {
      event,
      draft: part.draft,
      quantityE8: part.countE8,
      role: 'ASSIGNMENT',
      why,
      effect: { kind: 'sell', uses: part.uses, of },
    });
  }
  if (leftE8 === 0) return;
  const lot = receiveShares(story, event, leftE8, draft, 'ASSIGNMENT', why);
  addSlice(story, {
    event,
    draft,
    quantityE8: leftE8,
    role: 'ASSIGNMENT',
    why,
    effect: { kind: 'buy', lot, of },
  });
}

function takeAway(
  story: Story,
  event: Event,
  countE8: number,
  draft: Draft,
  why: string,
  of: Delivered,
): void {
  const { taken, leftE8 } = deliverShares(story, event, countE8, draft);
  for (const part of byDraft(taken)) {
    const told = part.draft === draft ? why : `${why}; its own campaign held none`;
    addSlice(story, {
      event,
      draft: part.draft,
      quantityE8: -part.countE8,
      role: 'ASSIGNMENT',
      why: told,
      effect: { kind: 'sell', uses: part.uses, of },
    });
  }
  if (leftE8 === 0) return;
  const lot = oweShares(story, event, leftE8, draft, why);
  addSlice(story, {
    event,
    draft,
    quantityE8: -leftE8,
    role: 'ASSIGNMENT',
    why,
    effect: { kind: 'buy', lot, of },
  });
  addProblem(
    story,
    'SHORT_SHARES',
    `${quantityWords(leftE8, 'share')} were delivered at ${price(of.removal.row.instrument?.kind === 'OPTION' ? of.removal.row.instrument.strikeE6 : 0)} that nobody held: they are owed.`,
    [event],
  );
}
