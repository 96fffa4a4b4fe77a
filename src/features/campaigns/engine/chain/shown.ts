/**
 * All that a campaign's page tells: the campaign as it was stored, its chain, the last prices, and what people and
 * brokers have said of it. Example: a wheel of five links, the underlying's closes since it began, two notes and a tag.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Currency } from '../../../../model/money.ts';
import type { Quote } from '../../../../model/quote.ts';
import type { Campaign } from '../types.ts';
import type { Chain } from './chain.ts';

export type ShownCampaign = Campaign & { readonly currency: Currency };

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly writtenAt: number;
}

export interface BrokersChange {
  readonly changedAt: number;
  readonly message: string;
}

export interface Close {
  readonly on: IsoDate;
  readonly closeE6: number;
}

export interface Shown {
  readonly campaign: ShownCampaign;
  readonly accountName: string;
  readonly isPractice: boolean;
  readonly chain: Chain;
  /** By the key of a row: the number of the broker's own record. */
  readonly recordOf: ReadonlyMap<string, number>;
  readonly quotes: ReadonlyMap<string, Quote>;
  /** Of the underlying, from shortly before the campaign began. */
  readonly closes: readonly Close[];
  /** The day it is at the exchange. */
  readonly today: IsoDate;
  readonly notes: readonly Note[];
  readonly tags: readonly string[];
  /** The decision that locks it; null where it is not locked. */
  readonly lock: string | null;
  readonly changes: readonly BrokersChange[];
  /** What is wrong with rows of it, and how many questions wait about it. */
  readonly problems: readonly string[];
  readonly asked: number;
}
