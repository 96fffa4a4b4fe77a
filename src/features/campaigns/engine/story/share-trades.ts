/**
 * Rule: shares bought or sold in one order with an option are its campaign's; shares bought alone are outside any
 * campaign, and those sold alone are the earliest that no open call covers. Example: a buy-write begins one campaign; 100
 * bought without an option wait for the first call sold on them.
 */
import { orderOf } from '../rolls/legs.ts';
import type { Event } from '../rows/events.ts';
import { quantityWords } from '../words.ts';
import type { Draft } from './drafts.ts';
import { placeOrder } from './place.ts';
import { reinvest } from './reinvestment.ts';
import { byDraft, coverOwed, receiveShares, releaseShares } from './shares.ts';
import { addProblem, addSlice, draftsOf, type Story } from './story.ts';

export function tellShares(story: Story, event: Event): void {
  const { quantityE8 } = event.row;
  if (quantityE8 > 0) buy(story, event, quantityE8);
  else if (quantityE8 < 0) sell(story, event, -quantityE8);
}

function buy(story: Story, event: Event, countE8: number): void {
  if (reinvest(story, event)) return;
  const { taken, leftE8 } = coverOwed(story, event, countE8);
  for (const part of byDraft(taken)) {
    addSlice(story, {
      event,
      draft: part.draft,
      quantityE8: part.countE8,
      role: 'CLOSING',
      why: 'covers shares that were owed, the oldest first',
      effect: { kind: 'sell', uses: part.uses, of: null },
    });
  }
  if (leftE8 === 0) return;
  const draft = partnerOf(story, event);
  receiveShares(
    story,
    event,
    leftE8,
    draft,
    'OPENING',
    draft ? 'bought in one order with its option' : 'shares outside any campaign',
  );
}

/** The campaign of the options in the same order: a buy-write, or a call closed and its shares sold. */
function partnerOf(story: Story, event: Event): Draft | null {
  const order = orderOf(event);
  placeOrder(story, order);
  const opened = (story.plan.openingsByOrder.get(order) ?? []).flatMap(
    (each) => story.pieces.get(each) ?? [],
  );
  if (event.row.quantityE8 > 0) return opened[0]?.draft ?? null;
  const closed = (story.plan.closingsByOrder.get(order) ?? [])
    .filter((leg) => leg.contract.type === 'CALL')
    .flatMap((leg) => leg.units.flatMap((units) => draftsOf(story, units)));
  return closed[0]?.draft ?? null;
}

function sell(story: Story, event: Event, countE8: number): void {
  const partner = partnerOf(story, event);
  const { taken, leftE8 } = releaseShares(story, event, countE8, partner ? [partner] : []);
  for (const part of byDraft(taken)) {
    const why =
      part.draft === partner && partner
        ? 'sold in one order with its call'
        : 'the earliest shares that no open call covers';
    addSlice(story, {
      event,
      draft: part.draft,
      quantityE8: -part.countE8,
      role: 'CLOSING',
      why,
      effect: { kind: 'sell', uses: part.uses, of: null },
    });
  }
  if (leftE8 === 0) return;
  addProblem(
    story,
    'UNKNOWN_ORIGIN',
    `${quantityWords(leftE8, 'share')} sold that were never seen to come: their cost is unknown.`,
    [event],
  );
}
