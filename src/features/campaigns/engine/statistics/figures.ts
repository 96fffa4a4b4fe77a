/**
 * Rule: a campaign is counted once, when it closes, whatever it took: rolls and legs are no wins of their own. Example:
 * three campaigns of 100.00, 50.00 and -60.00: two of three won, a profit factor of 2.50, 30.00 to be expected of each.
 */
import { quotient } from '../../../../lib/rounding.ts';
import { realisedOf, type Sums } from './tally.ts';

/** Shares of a whole are in millionths; null where there is nothing to divide by. */
export interface Figures {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  /** Closed at exactly nothing. */
  readonly even: number;
  readonly realisedE4: number;
  readonly gainsE4: number;
  readonly lossesE4: number;
  readonly winRateE6: number | null;
  /** Gains by losses, in millionths; null as long as nothing was lost. */
  readonly profitFactorE6: number | null;
  /** What a campaign has come to on average. */
  readonly expectancyE4: number | null;
  readonly averageWinE4: number | null;
  readonly averageLossE4: number | null;
  /** Calendar days from first to last row, in tenths. */
  readonly daysE1: number | null;
  readonly winDaysE1: number | null;
  readonly lossDaysE1: number | null;
  /** What was kept of what was sold to open, by the campaigns that sold something. */
  readonly captureE6: number | null;
  readonly onSoldE4: number;
  readonly soldE4: number;
  /** What a year of the capital would have brought, by capital times days. */
  readonly capitalReturnE6: number | null;
  readonly capitalDaysE4: number;
}

export function figuresOf(sums: Sums): Figures {
  const { count, wins, losses, gainsE4, lossesE4, soldE4, onSoldE4, capitalDaysE4 } = sums;
  return {
    ...{ count, wins, losses, even: count - wins - losses },
    ...{ realisedE4: realisedOf(sums), gainsE4, lossesE4, soldE4, onSoldE4, capitalDaysE4 },
    winRateE6: ratio(wins, count, 6),
    profitFactorE6: ratio(gainsE4, -lossesE4, 6),
    expectancyE4: ratio(realisedOf(sums), count, 0),
    averageWinE4: ratio(gainsE4, wins, 0),
    averageLossE4: ratio(lossesE4, losses, 0),
    daysE1: ratio(sums.days, count, 1),
    winDaysE1: ratio(sums.winDays, wins, 1),
    lossDaysE1: ratio(sums.lossDays, losses, 1),
    captureE6: ratio(onSoldE4, soldE4, 6),
    capitalReturnE6: ratio(sums.onCapitalE4 * DAYS_OF_YEAR, capitalDaysE4, 6),
  };
}

const DAYS_OF_YEAR = 365;

function ratio(part: number, whole: number, digits: number): number | null {
  return whole > 0 ? quotient(part, whole, digits) : null;
}
