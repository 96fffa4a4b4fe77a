/**
 * Rule: in the tax book the premium of an assigned or exercised contract goes with the shares it moves, by their number;
 * where the shares are another campaign's, or nobody's, it is realised that day in its own. Example: 298.68 for 200
 * shares, 100 of them another campaign's: 149.34 goes along, 149.34 is realised.
 */
import { product } from '../../../../lib/rounding.ts';
import type { Event } from '../rows/events.ts';
import type { Delivered, Draft, Slice } from '../story/drafts.ts';
import { partOf } from './holdings.ts';

/** The premium of a removal's contracts in one campaign, on its way into the shares. */
interface Fold {
  readonly amountE4: number;
  readonly sharesE8: number;
  seenE8: number;
  givenE4: number;
}

export type Folds = Map<Event, Map<Draft, Fold>>;

export function fold(folds: Folds, { event, weightE8 }: Slice, draft: Draft, amountE4: number): void {
  const { instrument } = event.row;
  const sharesE8 = instrument?.kind === 'OPTION' ? product(weightE8, instrument.deliverableE8, -8) : 0;
  const ofRemoval = folds.get(event) ?? new Map<Draft, Fold>();
  folds.set(event, ofRemoval.set(draft, { amountE4, sharesE8, seenE8: 0, givenE4: 0 }));
}

/** The part of the premium that goes with so many of the shares. */
export function unfold(folds: Folds, { removal, draft }: Delivered, countE8: number): number {
  const found = folds.get(removal)?.get(draft);
  if (found === undefined) return 0;
  found.seenE8 += countE8;
  const givenE4 = partOf(found.amountE4, found.seenE8, found.sharesE8);
  const part = givenE4 - found.givenE4;
  found.givenE4 = givenE4;
  return part;
}
