/**
 * Rule: shares that an assignment or exercise brings cover what is owed, and the rest is held by the contract's campaign;
 * those it takes away are the campaign's own first, then others' that no call covers, and what is wanted beyond is owed.
 * Example: a call of 52 is assigned while its campaign holds 100 shares: these leave at 52.
 */
import { partsOf } from '../parts.ts';
import type { Closing } from '../rows/contracts.ts';
import { bringsShares, type Event } from '../rows/events.ts';
import { price, quantityWords } from '../words.ts';
import type { Delivered, Draft, Lot, Use } from './drafts.ts';
import { oweShares, receiveShares } from './lots.ts';
import { coverOwed, deliverShares, tellTaken } from './shares.ts';
import { addProblem, addSlice, type Story } from './story.ts';
import { deliverUnseen } from './unseen.ts';

/** The units of one closing that were in one campaign. */
export interface Ended {
  readonly draft: Draft;
  readonly countE8: number;
  readonly uses: readonly Use[];
}

type Removed = Pick<Closing, 'event' | 'contract'>;

/** Shares that an assignment or exercise moves: each campaign's for its own contracts, the rest for those not seen. */
export function deliver(
  story: Story,
  removed: Removed,
  ended: readonly Ended[],
  shareEvents: readonly Event[],
): void {
  const { event } = removed;
  const moveFor = bringsShares(event.row) ? bring : takeAway;
  const weights = ended.map(({ countE8 }) => countE8);
  for (const shareEvent of shareEvents) {
    const sharesE8 = sharesFor(story, event, shareEvent);
    const parts = partsOf(sharesE8, weights, Math.abs(event.row.quantityE8));
    for (const [i, { draft }] of ended.entries()) moveFor(story, shareEvent, parts[i] ?? 0, removed, draft);
    const unseenE8 = parts.reduce((rest, part) => rest - part, sharesE8);
    deliverUnseen(story, removed, shareEvent, unseenE8);
  }
}

function sharesFor(story: Story, removal: Event, share: Event): number {
  const parts = story.deliveryOf.get(removal)?.shares.filter(({ row }) => row === share.row) ?? [];
  return parts.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
}

function whyMoved({ event, contract: { type, strikeE6 } }: Removed): string {
  const deed = event.row.kind === 'EXERCISE' ? 'exercised' : 'assigned';
  return `price equals the strike of the ${deed} ${type.toLowerCase()}, ${price(strikeE6)}`;
}

function bring(story: Story, event: Event, countE8: number, removed: Removed, draft: Draft): void {
  const delivered = { removal: removed.event, draft };
  const why = whyMoved(removed);
  const { taken, leftE8 } = coverOwed(story, event, countE8);
  tellTaken(story, event, taken, {
    role: 'ASSIGNMENT',
    whyOf: () => why,
    effectOf: (uses) => ({ kind: 'sell', uses, delivered }),
  });
  if (leftE8 > 0)
    tellLot(
      story,
      receiveShares(story, event, { draft, countE8: leftE8, role: 'ASSIGNMENT', why }),
      delivered,
    );
}

function takeAway(story: Story, event: Event, countE8: number, removed: Removed, draft: Draft): void {
  const delivered = { removal: removed.event, draft };
  const why = whyMoved(removed);
  const isExercise = removed.event.row.kind === 'EXERCISE';
  const { taken, leftE8 } = deliverShares(story, event, countE8, { draft, isExercise });
  tellTaken(story, event, taken, {
    role: 'ASSIGNMENT',
    whyOf: (whose) => (whose === draft ? why : `${why}; its own campaign held none`),
    effectOf: (uses) => ({ kind: 'sell', uses, delivered }),
  });
  if (leftE8 === 0) return;
  tellLot(story, oweShares(story, event, { draft, countE8: leftE8, role: 'ASSIGNMENT', why }), delivered);
  const words = `${quantityWords(leftE8, 'share')} were delivered at ${price(removed.contract.strikeE6)} that nobody had free: they are owed.`;
  addProblem(story, 'SHORT_SHARES', words, [event]);
}

function tellLot(story: Story, lot: Lot, delivered: Delivered): void {
  const { event, draft, side, initialE8, role, why } = lot;
  addSlice(story, {
    event,
    draft,
    quantityE8: side * initialE8,
    role,
    why,
    effect: { kind: 'buy', lot, delivered },
  });
}
