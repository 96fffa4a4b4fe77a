/**
 * Rule: each bar is the sum of its campaigns, and the bars together are the headline. Months without a closing have a
 * bar of nothing, so that time is not squeezed. Example: 100.00 in January, -60.00 in March: three bars, 40.00 in all.
 */
import { type Month, monthsBetween } from './months.ts';
import { addUp, realisedOf, type Sums } from './tally.ts';

export interface Bar {
  /** The month, the ticker or the strategy. */
  readonly key: string;
  readonly count: number;
  readonly wins: number;
  readonly realisedE4: number;
}

export function barsByMonth(sums: ReadonlyMap<Month, Sums>): readonly Bar[] {
  return monthsBetween([...sums.keys()]).map((month) => barOf(month, sums.get(month) ?? addUp([])));
}

/** The most first. */
export function barsOf(sums: ReadonlyMap<string, Sums>): readonly Bar[] {
  return [...sums]
    .map(([key, one]) => barOf(key, one))
    .toSorted((a, b) => b.realisedE4 - a.realisedE4 || (a.key < b.key ? -1 : 1));
}

function barOf(key: string, sums: Sums): Bar {
  return { key, count: sums.count, wins: sums.wins, realisedE4: realisedOf(sums) };
}

/** The premium of a month's rows, of open campaigns too, by what brought it. */
export interface Premium {
  readonly month: Month;
  /** What was sold to open, less what long legs cost. */
  readonly newE4: number;
  /** Both halves of rolls: what the next contract brought less what the old one cost. */
  readonly rolledE4: number;
  /** Bought back for good, long legs sold, settled in cash. */
  readonly closedE4: number;
}

export function premiumE4({ newE4, rolledE4, closedE4 }: Omit<Premium, 'month'>): number {
  return newE4 + rolledE4 + closedE4;
}

export function premiumByMonth(found: readonly Premium[]): readonly Premium[] {
  const known = new Map(found.map((premium) => [premium.month, premium]));
  return monthsBetween([...known.keys()]).map(
    (month) => known.get(month) ?? { month, newE4: 0, rolledE4: 0, closedE4: 0 },
  );
}

export function premiumInAll(found: readonly Premium[]): Omit<Premium, 'month'> {
  const sum = (of: (premium: Premium) => number) => found.reduce((all, each) => all + of(each), 0);
  return {
    newE4: sum(({ newE4 }) => newE4),
    rolledE4: sum(({ rolledE4 }) => rolledE4),
    closedE4: sum(({ closedE4 }) => closedE4),
  };
}
