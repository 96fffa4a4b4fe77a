/**
 * What Today is told of open campaigns and of the month, at the last known prices; where one is missing, so is what hangs
 * on it. Example: a wheel of 200 shares and two calls, 654.72 in all, 410.30 of it realised.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import type { OptionContract } from '../../../model/instrument.ts';
import type { Currency } from '../../../model/money.ts';

export interface Leg {
  readonly contract: OptionContract;
  /** Negative: short. */
  readonly quantityE8: number;
}

/** What Today says of an open campaign, at the last known prices. */
export interface Open {
  readonly id: string;
  readonly ticker: string;
  readonly currency: Currency;
  readonly strategy: string;
  readonly phase: string;
  readonly startedOn: IsoDate;
  readonly expiresOn: IsoDate | null;
  readonly openLegs: readonly Leg[];
  readonly sharesE8: number;
  readonly basis: { readonly economicE4: number } | null;
  readonly breakEvensE4: readonly number[];
  readonly capital: { readonly peakE4: number } | null;
  readonly realisedE4: number | null;
  readonly unrealisedE4: number | null;
  /** Realised and not; null where a price or a cost is unknown. */
  readonly totalE4: number | null;
  readonly underlying: { readonly priceE6: number; readonly at: number } | null;
}

/** What the days of a month have brought, in one currency. */
export interface Brought {
  readonly currency: Currency;
  readonly newE4: number;
  readonly rolledE4: number;
  readonly closedE4: number;
  readonly realisedE4: number;
  /** Campaigns left out of what is realised. */
  readonly unknownCount: number;
}
