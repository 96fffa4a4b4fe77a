import type { Instrument } from './instrument.ts';
import type { Currency } from './money.ts';

/** What a broker says is held of one instrument, at the time it was asked. */
export interface Position {
  readonly instrument: Instrument;
  /** Negative: short. */
  readonly quantityE8: number;
  /** Per share, as the broker reckons it; null where it does not know. */
  readonly averagePriceE6: number | null;
  readonly marketValueE4: number | null;
  readonly currency: Currency;
}

export interface Balance {
  readonly currency: Currency;
  readonly cashE4: number;
  /** Everything, at the broker's prices; null where it does not say. */
  readonly valueE4: number | null;
}

/** Shares in an Indian account: delivered, on their way, lent and pledged are told apart. */
export interface Holding {
  /** The same share may be reported on either exchange: this is what it is known by. */
  readonly isin: string;
  readonly symbol: string;
  readonly exchange: string;
  /** As the broker reports it; whether shares on their way are in it, brokers do not agree. */
  readonly reportedE8: number;
  readonly deliveredE8: number;
  readonly onTheWayE8: number;
  readonly pledgedE8: number;
  /** Sold today, still to be delivered. */
  readonly soldTodayE8: number;
  readonly borrowedE8: number;
  /** null where the broker does not know what was paid. */
  readonly averagePriceE6: number | null;
  readonly lastPriceE6: number;
  readonly closePriceE6: number;
}
