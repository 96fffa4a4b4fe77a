/**
 * Rule: in the tax book the premium of an assigned or exercised contract goes with the shares it moves, by their number;
 * where the shares are another campaign's, or nobody's, it is realised that day in its own. Example: 298.68 for 200
 * shares, 100 of them another campaign's: 149.34 goes along, 149.34 is realised.
 */
import { sharesOf } from '../rows/deliverable.ts';
import type { Event } from '../rows/events.ts';
import type { Delivered, Draft, Slice } from '../story/drafts.ts';
import { partOf } from './holdings.ts';

/** The premium of a removal's contracts in one campaign, on its way into the shares. */
interface Premium {
  readonly removal: Slice;
  readonly amountE4: number;
  readonly sharesE8: number;
  /** Of these shares so many have come or gone, with so much of the premium. */
  movedE8: number;
  givenE4: number;
}

export type Premiums = Map<Event, Map<Draft, Premium>>;

export function sendPremium(premiums: Premiums, removal: Slice, draft: Draft, amountE4: number): void {
  const { event, weightE8 } = removal;
  const { instrument } = event.row;
  const sharesE8 = instrument?.kind === 'OPTION' ? sharesOf(instrument, weightE8) : 0;
  const ofRemoval = premiums.get(event) ?? new Map<Draft, Premium>();
  premiums.set(event, ofRemoval.set(draft, { removal, amountE4, sharesE8, movedE8: 0, givenE4: 0 }));
}

/** The part of the premium that goes with so many of the shares, and the removal it comes from. */
export function premiumOf(
  premiums: Premiums,
  { removal, draft }: Delivered,
  countE8: number,
): { readonly removal: Slice; readonly partE4: number } | null {
  const premium = premiums.get(removal)?.get(draft);
  if (premium === undefined) return null;
  premium.movedE8 += countE8;
  const upToE4 = partOf(premium.amountE4, premium.movedE8, premium.sharesE8);
  const partE4 = upToE4 - premium.givenE4;
  premium.givenE4 = upToE4;
  return { removal: premium.removal, partE4 };
}
