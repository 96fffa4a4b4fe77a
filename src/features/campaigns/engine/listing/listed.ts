/**
 * Rule: on a page of the list the campaigns of one ticker stand together, where the first of them stands; what the ticker
 * comes to is told of all its campaigns that fit, whatever page they are on. Amounts of two currencies are never added.
 * Example: the newest first, KO has 3 campaigns: all three follow the newest, above them 1 open, 2 closed, +$1,092.40.
 */
import type { Currency } from '../../../../model/money.ts';
import type { BookName } from '../statistics/narrowing.ts';
import type { Campaign, Strategy } from '../types.ts';
import type { Order, Place, Placed } from './order.ts';

/** A campaign as its line in a list says it. */
export type Listed = Omit<Campaign, 'allocations'> &
  Placed & {
    /** The running credit from its beginning on. */
    readonly credits: readonly number[];
  };

/** Which of them, in which book and order; what is left out does not narrow. */
export interface ListFilter {
  readonly status?: Campaign['status'] | undefined;
  readonly strategy?: Strategy | undefined;
  readonly account?: string | undefined;
  readonly ticker?: string | undefined;
  /** The campaigns of a tag. */
  readonly ids?: readonly string[] | undefined;
  readonly search?: Search | undefined;
  readonly book: BookName;
  readonly order: Order;
}

/** A word, and where it was found besides the tickers. */
export interface Search {
  readonly text: string;
  readonly strategies: readonly Strategy[];
  /** By their notes and tags. */
  readonly ids: readonly string[];
}

/** What the open, or the closed, campaigns of a ticker come to. */
export interface Total {
  readonly ticker: string;
  readonly currency: Currency;
  readonly status: Campaign['status'];
  readonly count: number;
  /** Without those whose result is unknown. */
  readonly realisedE4: number;
  readonly unknown: number;
}

export interface CampaignPage {
  readonly campaigns: readonly Listed[];
  /** Of the tickers they are of. */
  readonly totals: readonly Total[];
  /** null on the last page. */
  readonly next: Place | null;
}

export interface TickerGroup {
  readonly ticker: string;
  readonly currency: Currency;
  readonly open: number;
  readonly closed: number;
  readonly realisedE4: number;
  readonly unknown: number;
  readonly campaigns: readonly Listed[];
}

type Grouped = Pick<CampaignPage, 'campaigns' | 'totals'>;

export function groupByTicker({ campaigns, totals }: Grouped): readonly TickerGroup[] {
  const keyOf = ({ ticker, currency }: Pick<Total, 'ticker' | 'currency'>) => `${ticker}\n${currency}`;
  const byKey = Map.groupBy(totals, keyOf);
  return [...Map.groupBy(campaigns, keyOf)].map(([key, own]) => groupOf(own, byKey.get(key) ?? []));
}

function groupOf(campaigns: readonly Listed[], totals: readonly Total[]): TickerGroup {
  const sum = (of: (total: Total) => number) => totals.reduce((all, total) => all + of(total), 0);
  return {
    ticker: campaigns[0]?.ticker ?? '',
    currency: campaigns[0]?.currency ?? 'USD',
    open: sum(({ status, count }) => (status === 'OPEN' ? count : 0)),
    closed: sum(({ status, count }) => (status === 'CLOSED' ? count : 0)),
    realisedE4: sum(({ realisedE4 }) => realisedE4),
    unknown: sum(({ unknown }) => unknown),
    campaigns,
  };
}

/** What of a page is open, or closed: where what is open stands first, each is grouped by itself. */
export function partOf({ campaigns, totals }: Grouped, status: Campaign['status']): Grouped {
  return {
    campaigns: campaigns.filter((each) => each.status === status),
    totals: totals.filter((each) => each.status === status),
  };
}
