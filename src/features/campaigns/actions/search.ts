import type { Deps } from '../../../db/deps.ts';
import { accountsOf } from '../../brokers/index.ts';
import { companiesIn, marketOf } from '../../prices/index.ts';
import type { Listed } from '../engine/listing/listed.ts';
import { listCampaigns } from '../store/list.ts';
import { lookUp } from './list.ts';

export interface FoundCampaigns {
  readonly campaigns: readonly Listed[];
  readonly isMore: boolean;
}

/** By ticker, strategy, note and tag, of one ticker or all; what is open first. */
export function searchCampaigns(
  deps: Pick<Deps, 'db'>,
  userId: string,
  text: string,
  ticker: string | undefined,
  limit: number,
): FoundCampaigns {
  const { search } = lookUp(deps, userId, { q: text });
  const filter = { search, ticker, book: 'economic', order: 'open' } as const;
  const { campaigns, next } = listCampaigns(deps.db, userId, filter, null, limit);
  return { campaigns, isMore: next !== null };
}

/** What companies are called whose dividends came, by ticker. */
export function companyNames({ db }: Pick<Deps, 'db'>, userId: string): ReadonlyMap<string, string> {
  const markets = new Set(accountsOf(db, userId).map(({ broker }) => marketOf(broker)));
  const names = [...markets].flatMap((market) => [...companiesIn(db, market)]);
  return new Map(names.map(([name, ticker]) => [ticker, name]));
}
