/**
 * Rule: shares bought or sold in one order with an option are its campaign's; shares bought alone are outside any
 * campaign, and those sold alone are the earliest that no open call covers. Example: a buy-write begins one campaign; 100
 * bought without an option wait for the first call sold on them.
 */
import { type Event, orderOf } from '../rows/events.ts';
import { quantityWords } from '../words.ts';
import { holdBought, OUTSIDE } from './bought.ts';
import type { Draft } from './drafts.ts';
import { freedBy } from './freed.ts';
import { placeOrder } from './place.ts';
import { reinvest } from './reinvestment.ts';
import { coverOwed, releaseShares, tellTaken } from './shares.ts';
import { addProblem, type Story } from './story.ts';

export function tellShares(story: Story, event: Event): void {
  const { quantityE8 } = event.row;
  if (quantityE8 > 0) buy(story, event, quantityE8);
  else if (quantityE8 < 0) sell(story, event, -quantityE8);
}

function buy(story: Story, event: Event, countE8: number): void {
  if (reinvest(story, event)) return;
  const { taken, leftE8 } = coverOwed(story, event, countE8);
  tellTaken(story, event, taken, {
    role: 'CLOSING',
    whyOf: () => 'covers shares that were owed, the oldest first',
    effectOf: (uses) => ({ kind: 'sell', uses, delivered: null }),
  });
  if (leftE8 === 0) return;
  const draft = partnerOf(story, event);
  const why = draft ? 'bought in one order with its option' : OUTSIDE;
  holdBought(story, event, leftE8, draft, why);
}

/** The campaign of what is opened in the same order: a buy-write. */
function partnerOf(story: Story, event: Event): Draft | null {
  const order = orderOf(event);
  placeOrder(story, order);
  const [opened] = (story.plan.openingsByOrder.get(order) ?? []).flatMap(
    (each) => story.pieces.get(each) ?? [],
  );
  return opened?.draft ?? null;
}

function sell(story: Story, event: Event, countE8: number): void {
  placeOrder(story, orderOf(event));
  const freed = freedBy(story, orderOf(event));
  const { taken, leftE8 } = releaseShares(story, event, countE8, freed);
  const isPartner = (whose: Draft | null) => freed.some(({ draft }) => draft === whose);
  tellTaken(story, event, taken, {
    role: 'CLOSING',
    whyOf: (whose) =>
      isPartner(whose) ? 'sold in one order with its call' : 'the earliest shares that no open call covers',
    effectOf: (uses) => ({ kind: 'sell', uses, delivered: null }),
  });
  if (leftE8 === 0) return;
  addProblem(
    story,
    'UNKNOWN_ORIGIN',
    `${quantityWords(leftE8, 'share')} sold that were never seen to come: their cost is unknown.`,
    [event],
  );
}
