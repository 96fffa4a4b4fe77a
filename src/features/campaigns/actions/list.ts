import type { Deps } from '../../../db/deps.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Quote } from '../../../model/quote.ts';
import { accountsOf } from '../../brokers/index.ts';
import { type Market, marketOf, quotesOf } from '../../prices/index.ts';
import type { PriceOf } from '../engine/chain/outlook.ts';
import type { CampaignPage, Listed, ListFilter } from '../engine/listing/listed.ts';
import type { Place } from '../engine/listing/order.ts';
import { strategiesLike } from '../engine/listing/search.ts';
import { idsSaying, listCampaigns } from '../store/list.ts';
import { idsTagged } from '../store/tagged.ts';
import { todayOf } from './tell.ts';

/** What the list is narrowed by that hangs on notes and tags. */
export function lookUp(
  { db }: Pick<Deps, 'db'>,
  userId: string,
  { tag, q }: { readonly tag?: string | undefined; readonly q?: string | undefined },
): Pick<ListFilter, 'ids' | 'search'> {
  return {
    ids: tag ? idsTagged(db, userId, tag) : undefined,
    search: q ? { text: q, strategies: strategiesLike(q), ids: idsSaying(db, userId, q) } : undefined,
  };
}

export interface ShownList {
  readonly page: CampaignPage;
  /** The last known prices of what a campaign holds. */
  readonly priceFor: (campaign: Listed) => PriceOf;
  /** When the oldest of these prices was seen; null where none is known. */
  readonly pricedAt: number | null;
  /** The day it is at the exchange. */
  readonly today: IsoDate;
}

export function showList(
  deps: Deps,
  userId: string,
  filter: ListFilter,
  after: Place | null,
  limit: number,
): ShownList {
  const page = listCampaigns(deps.db, userId, filter, after, limit);
  const open = page.campaigns.filter(({ status }) => status === 'OPEN');
  const markets = new Map(accountsOf(deps.db, userId).map(({ id, broker }) => [id, marketOf(broker)]));
  const quotes = quotesIn(deps, markets, open);
  const times = [...quotes.values()].flatMap((own) => [...own.values()].map(({ at }) => at));
  const quotesFor = ({ account }: Listed) => quotes.get(markets.get(account) ?? 'US');
  return {
    page,
    priceFor: (campaign) => (symbol) => quotesFor(campaign)?.get(symbol)?.priceE6 ?? null,
    pricedAt: times.length === 0 ? null : Math.min(...times),
    today: todayOf(deps),
  };
}

type Quotes = ReadonlyMap<Market, ReadonlyMap<string, Quote>>;

function quotesIn({ db }: Deps, markets: ReadonlyMap<string, Market>, campaigns: readonly Listed[]): Quotes {
  const byMarket = Map.groupBy(campaigns, ({ account }) => markets.get(account));
  return new Map(
    [...byMarket].flatMap(([market, own]) =>
      market === undefined ? [] : [[market, quotesOf(db, market, symbolsOf(own))] as const],
    ),
  );
}

function symbolsOf(campaigns: readonly Listed[]): readonly string[] {
  const all = campaigns.flatMap(({ ticker, openLegs }) => [
    ticker,
    ...openLegs.map(({ contract }) => contract.symbol),
  ]);
  return [...new Set(all)];
}
