import type { Quote } from '../../../../model/quote.ts';
import type { Tick } from './ticks.ts';

/** What a tick says of the price; null where nothing was ever traded. */
export function quoteOfTick({ priceE6, day, depth, at }: Tick, symbol: string, now: number): Quote | null {
  if (priceE6 <= 0) return null;
  return {
    symbol,
    currency: 'INR',
    priceE6,
    bidE6: known(depth?.bids[0]?.priceE6),
    askE6: known(depth?.asks[0]?.priceE6),
    closeE6: known(day?.closeE6),
    at: at ?? now,
  };
}

function known(priceE6: number | undefined): number | null {
  return priceE6 !== undefined && priceE6 > 0 ? priceE6 : null;
}
