import type { Deps } from '../../../db/deps.ts';
import { addDays } from '../../../lib/dates.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { companyNames, countsOf, searchCampaigns } from '../../campaigns/index.ts';
import { listTransactions, tickersOf } from '../../transactions/index.ts';
import { askedOf } from '../engine/asked.ts';
import type { Found } from '../engine/found.ts';
import { tickersLike } from '../engine/tickers-like.ts';

type Means = Pick<Deps, 'db' | 'clock'>;

const NOTHING: Omit<Found, 'text' | 'isGlance'> = {
  asked: { ticker: null, words: '', inRows: '' },
  tickers: [],
  campaigns: [],
  moreCampaigns: false,
  rows: [],
  moreRows: false,
};

/** Of each kind: on the page, and under the field while somebody types. */
const PAGE = 20;
const GLANCE = 5;

/** Whoever still types has the rows of these days looked through: all of many years would take too long at each letter. */
const GLANCE_DAYS = 2 * 365;

export function search(deps: Means, userId: string, text: string, isGlance: boolean): Found {
  if (text === '') return { text, isGlance, ...NOTHING };
  const limit = isGlance ? GLANCE : PAGE;
  const from = isGlance ? addDays(dateIn(deps.clock(), 'UTC'), -GLANCE_DAYS) : undefined;
  const asked = askedOf(text, tickersOf(deps.db, userId));
  const ticker = asked.ticker ?? undefined;
  const { campaigns, isMore } = searchCampaigns(deps, userId, asked.words, ticker, limit);
  const filter = { search: asked.inRows, ticker, from, order: 'newest' } as const;
  const { rows, next } = listTransactions(deps.db, userId, filter, null, limit);
  return {
    text,
    asked,
    isGlance,
    tickers: tickersFor(deps, userId, asked.ticker ?? text, limit),
    ...{ campaigns, moreCampaigns: isMore },
    ...{ rows, moreRows: next !== null },
  };
}

function tickersFor({ db }: Pick<Deps, 'db'>, userId: string, text: string, limit: number): Found['tickers'] {
  const found = tickersLike(text, tickersOf(db, userId), companyNames({ db }, userId), limit);
  const counts = countsOf(
    db,
    userId,
    found.map(({ ticker }) => ticker),
  );
  return found.map((each) => {
    const count = counts.find(({ ticker }) => ticker === each.ticker);
    return { ...each, open: count?.open ?? 0, closed: count?.closed ?? 0 };
  });
}
