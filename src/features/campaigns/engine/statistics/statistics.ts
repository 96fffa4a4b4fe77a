/**
 * From tallies to what the page shows. Example: the bars by ticker, those by strategy and those by month each add up to
 * the P&L above them.
 */
import { type Bar, barsByMonth, barsOf, type Premium, premiumByMonth } from './bars.ts';
import { type Figures, figuresOf } from './figures.ts';
import { addUp, addUpBy, type Tally } from './tally.ts';

/** What is left out: campaigns that go on, and those of whose shares nobody knows the cost. */
export interface Standing {
  readonly openCount: number;
  /** What the open ones have realised so far. */
  readonly openRealisedE4: number;
  readonly openUnknown: number;
  readonly unknownCount: number;
}

export interface Statistics {
  readonly total: Figures;
  readonly byMonth: readonly Bar[];
  readonly byTicker: readonly Bar[];
  readonly byStrategy: readonly Bar[];
  readonly premium: readonly Premium[];
}

export function statisticsOf(tallies: readonly Tally[], premium: readonly Premium[]): Statistics {
  const byStrategy = addUpBy(tallies, 'strategy');
  return {
    total: figuresOf(addUp(byStrategy.values())),
    byMonth: barsByMonth(addUpBy(tallies, 'month')),
    byTicker: barsOf(addUpBy(tallies, 'ticker')),
    byStrategy: barsOf(byStrategy),
    premium: premiumByMonth(premium),
  };
}
