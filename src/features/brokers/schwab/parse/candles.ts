import type { IsoDate } from '../../../../lib/dates.ts';
import { E6, scaledFromNumber } from '../../../../lib/decimal.ts';
import { dateIn } from '../../../../lib/time-zones.ts';
import type { Candle } from '../../../../model/candle.ts';
import { priceHistory } from '../payloads.ts';
import type { Fault } from './faults.ts';

/** The sessions from the one date to the other, oldest first; Schwab stamps each with its midnight, or with 1 a.m. */
export function readCandles(
  answer: unknown,
  from: IsoDate,
  to: IsoDate,
): { readonly candles: readonly Candle[] } | Fault {
  const read = priceHistory.safeParse(answer);
  if (!read.success) return { fault: 'is no history of prices' };
  const days = new Map<IsoDate, Candle>();
  for (const sent of read.data.candles) {
    const candle = candleOf(sent);
    if (candle === null) return { fault: 'has a day with impossible prices' };
    if (candle.tradedOn >= from && candle.tradedOn <= to) days.set(candle.tradedOn, candle);
  }
  const candles = [...days.values()].sort((a, b) => (a.tradedOn < b.tradedOn ? -1 : 1));
  return { candles };
}

type Sent = (typeof priceHistory)['_output']['candles'][number];

function candleOf({ open, high, low, close, volume, datetime }: Sent): Candle | null {
  const prices = [open, high, low, close].map((price) => scaledFromNumber(price, E6));
  const [openE6, highE6, lowE6, closeE6] = prices.filter((price) => price !== null && price >= 0);
  if (openE6 == null || highE6 == null || lowE6 == null || closeE6 == null) return null;
  if (!(volume >= 0) || volume > Number.MAX_SAFE_INTEGER) return null;
  const tradedOn = dateIn(datetime, 'America/New_York');
  return { tradedOn, openE6, highE6, lowE6, closeE6, volume: Math.round(volume) };
}
