import type { IsoDate } from '../../../../lib/dates.ts';
import type { Narrowing } from './narrowing.ts';
import type { Standing, Statistics } from './statistics.ts';

/** A closed campaign as a line of the statistics. */
export interface Result {
  readonly id: string;
  readonly ticker: string;
  readonly strategy: string;
  readonly startedOn: IsoDate;
  readonly closedOn: IsoDate;
  readonly days: number;
  readonly rollCount: number;
  readonly realisedE4: number;
  readonly captureE6: number | null;
}

/** In the order they are listed. */
export type ResultPlace = Pick<Result, 'closedOn' | 'id'>;

/** What statistics can be narrowed by. */
export interface Choice {
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly tickers: readonly string[];
  readonly strategies: readonly string[];
  readonly tags: readonly string[];
  readonly currencies: readonly ('USD' | 'INR')[];
}

export interface StatisticsFound {
  readonly narrowing: Narrowing;
  readonly choice: Choice;
  readonly statistics: Statistics;
  readonly standing: Standing;
  readonly best: readonly Result[];
  readonly worst: readonly Result[];
  /** A page of all that are counted. */
  readonly results: readonly Result[];
  readonly next: ResultPlace | null;
}
