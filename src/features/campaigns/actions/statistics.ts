import type { Db } from '../../../db/open.ts';
import { accountsOf } from '../../brokers/index.ts';
import { STRATEGIES } from '../engine/listing/search.ts';
import type { BookName, Narrowing } from '../engine/statistics/narrowing.ts';
import type { Choice, ResultPlace, StatisticsFound } from '../engine/statistics/result.ts';
import { statisticsOf } from '../engine/statistics/statistics.ts';
import type { RowPlace, RowsFound, Sum } from '../engine/statistics/summed-row.ts';
import {
  currenciesOf,
  extremes,
  premiumsOf,
  resultsOf,
  standingOf,
  talliesOf,
  tickersWithCampaigns,
} from '../store/statistics.ts';
import { summedRows, sumOfRows } from '../store/sums-by-row.ts';
import { idsTagged, tagsOf } from '../store/tagged.ts';
import type { Chosen, InTime } from '../view/statistics/address.ts';
import { remembered } from './remembered.ts';

const SHOWN = 20;
const EXTREMES = 5;

export function lookAtStatistics(
  db: Db,
  userId: string,
  query: InTime,
  after: ResultPlace | null,
): StatisticsFound {
  const choice = choiceOf(db, userId);
  const narrowing = narrowingOf(db, userId, query, choice);
  return {
    narrowing,
    choice,
    ...remembered(db, userId, narrowing, () => summed(db, userId, narrowing)),
    ...resultsOf(db, userId, narrowing, after, SHOWN),
  };
}

function summed(db: Db, userId: string, narrowing: Narrowing) {
  const tallies = talliesOf(db, userId, narrowing);
  return {
    statistics: statisticsOf(tallies, premiumsOf(db, userId, narrowing)),
    standing: standingOf(db, userId, narrowing),
    best: extremes(db, userId, narrowing, 'best', EXTREMES),
    worst: extremes(db, userId, narrowing, 'worst', EXTREMES),
  };
}

/** The rows a sum is made of, a page of them, and what all of them come to. */
export function lookAtRows(
  db: Db,
  userId: string,
  query: InTime,
  sum: Sum,
  after: RowPlace | null,
  most: number,
): RowsFound {
  const narrowing = narrowingOf(db, userId, query, choiceOf(db, userId));
  return {
    narrowing,
    sum,
    ...sumOfRows(db, userId, sum, narrowing),
    ...summedRows(db, userId, sum, narrowing, after, most),
  };
}

export function choiceOf(db: Db, userId: string): Choice {
  return {
    accounts: accountsOf(db, userId).map(({ id, name }) => ({ id, name })),
    tickers: tickersWithCampaigns(db, userId),
    strategies: STRATEGIES,
    tags: tagsOf(db, userId),
    currencies: currenciesOf(db, userId),
  };
}

/** Dollars and rupees are never added: without a word it is dollars, where there are any. */
export function narrowingOf(
  db: Db,
  userId: string,
  query: Chosen & Partial<InTime>,
  { currencies }: Choice,
): Narrowing {
  const { account, book = 'economic' as BookName, currency, from, strategy, tag, ticker, to } = query;
  return {
    book,
    currency: currency ?? currencies[0] ?? 'USD',
    ...{ account, ticker, strategy, from, to },
    ids: tag === undefined ? undefined : idsTagged(db, userId, tag),
  };
}
