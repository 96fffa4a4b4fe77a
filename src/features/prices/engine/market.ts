/**
 * Rule: prices are kept by market, not by person: two who hold Ford see one price. The practice market's are its own.
 * Example: F at Schwab is of the market US, INFY at Zerodha of IN, and F in the practice market is neither.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { addDays } from '../../../lib/dates.ts';
import type { BrokerKind } from '../../../model/broker.ts';

export type Market = 'US' | 'IN' | 'practice';

const MARKETS: Readonly<Record<BrokerKind, Market>> = { schwab: 'US', zerodha: 'IN', practice: 'practice' };

export function marketOf(broker: BrokerKind): Market {
  return MARKETS[broker];
}

const FIRST_DAYS = 400;

/** The candles to ask for: from the last one known, which may have been half a day, or a good year back. */
export function candlesFrom(last: IsoDate | null, today: IsoDate): IsoDate {
  return last ?? addDays(today, -FIRST_DAYS);
}
