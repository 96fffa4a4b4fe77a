/**
 * Rule: a split is whole where the shares it adds are a multiple of those held in the account. Example: 900 added to
 * 100: ten for one. 50 added to 100 is no whole split, and is not understood.
 */
import type { Event } from './events.ts';

/** Of each split of shares that is whole: how many one share has become. */
export function splitRatios(events: readonly Event[]): ReadonlyMap<Event, number> {
  const ratios = new Map<Event, number>();
  let heldE8 = 0;
  for (const event of events) {
    const { kind, instrument, quantityE8 } = event.row;
    if (instrument?.kind !== 'SHARE') continue;
    const ratio = kind === 'SPLIT' ? wholeRatio(heldE8, quantityE8) : null;
    if (ratio !== null) ratios.set(event, ratio);
    if (ratio !== null || kind === 'TRADE' || kind === 'TRANSFER')
      heldE8 = event.isHalf ? heldE8 + quantityE8 : afterTrade(heldE8, quantityE8);
  }
  return ratios;
}

function wholeRatio(heldE8: number, addedE8: number): number | null {
  return heldE8 > 0 && addedE8 > 0 && addedE8 % heldE8 === 0 ? 1 + addedE8 / heldE8 : null;
}

/** What is sold beyond what is held was never seen to come: only an assignment leaves shares owed. */
function afterTrade(heldE8: number, quantityE8: number): number {
  return quantityE8 > 0 ? heldE8 + quantityE8 : Math.min(heldE8, Math.max(0, heldE8 + quantityE8));
}
