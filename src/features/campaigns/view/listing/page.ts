import { formatLocal } from '../../../../lib/format-time.ts';
import type { BrokerKind } from '../../../../model/broker.ts';
import { noMistake } from '../../../../model/outcome.ts';
import type { PriceOf } from '../../engine/chain/outlook.ts';
import {
  type CampaignPage,
  groupByTicker,
  type Listed,
  partOf,
  type TickerGroup,
} from '../../engine/listing/listed.ts';
import { counted } from '../statistics/words.ts';
import { subnavOf } from '../subnav.ts';
import type { ListQuery } from './address.ts';
import { activeOf, addressOf, booksOf, type Filtered, filterOf, statusesOf } from './filter.ts';
import { changeOf, rowOf } from './row.ts';
import { pagesOf, sortingOf } from './sorting.ts';

interface Owned {
  readonly id: string;
  readonly name: string;
  readonly broker: BrokerKind;
}

export interface Listing extends Filtered {
  readonly page: CampaignPage;
  readonly priceFor: (campaign: Listed) => PriceOf;
  readonly pricedAt: number | null;
  readonly today: string;
  readonly accounts: readonly Owned[];
  /** How many of what fits are open, whatever is asked of that. */
  readonly openCount: number;
  readonly reviewCount: number;
  readonly hasRows: boolean;
  /** Tickers that are not told yet. */
  readonly waiting: number;
}

interface Reader {
  readonly timeZone: string;
}

export function listView(listing: Listing, { timeZone }: Reader, now: number) {
  const { page, query, mistake, accounts, pricedAt, waiting } = listing;
  const active = activeOf(query, accounts);
  const isWrong = mistake !== noMistake;
  const isPlain = active.length === 0 && query.status === undefined && query.after === undefined && !isWrong;
  return {
    subnav: subnavOf('/campaigns', listing.reviewCount),
    labels: isPractice(listing) ? [{ text: 'practice', tone: 'accent' }] : [],
    problem:
      ['after', 'order', 'account', 'status', 'book'].map((name) => mistake.errors[name]).find(Boolean) ?? '',
    waiting: waitingWords(waiting),
    sections: sectionsOf(listing),
    isEmpty: page.campaigns.length === 0 && isPlain,
    empty: emptyOf(listing),
    books: booksOf(query),
    bookWords: BOOK_WORDS[query.book ?? 'economic'],
    statuses: statusesOf(query, listing.openCount),
    filter: filterOf(listing),
    active,
    isOpen: isWrong,
    clear: addressOf({ order: query.order, book: query.book }),
    priced: pricedAt === null ? '' : `Last prices of ${formatLocal(pricedAt, timeZone, now)} or later.`,
    ...sortingOf(query),
    ...pagesOf(page, query),
    exports: {
      csv: addressOf({ ...query, after: undefined }, '/campaigns/export.csv'),
      json: addressOf({ ...query, after: undefined }, '/campaigns/export.json'),
    },
  };
}

const BOOK_WORDS: Readonly<Record<NonNullable<ListQuery['book']>, string>> = {
  economic: 'P&L as it was made: premium counts when its contract ends.',
  tax: 'P&L as it is taxed: the premium of an assigned put lowers the cost of its shares instead.',
};

function isPractice({ page, accounts }: Listing): boolean {
  const practice = new Set(accounts.filter(({ broker }) => broker === 'practice').map(({ id }) => id));
  return page.campaigns.length > 0 && page.campaigns.every(({ account }) => practice.has(account));
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return '';
  return `${counted(waiting, 'ticker')} with new rows will be told anew within a minute.`;
}

/** Where what is open stands first, a line tells where the closed ones begin. */
function sectionsOf(listing: Listing) {
  const { page, query } = listing;
  const isApart = (query.order ?? 'open') === 'open' && query.status === undefined;
  const parts = isApart
    ? ([
        ['open', 'Open', partOf(page, 'OPEN')],
        ['closed', 'Closed', partOf(page, 'CLOSED')],
      ] as const)
    : ([['all', '', page]] as const);
  return parts
    .filter(([, , { campaigns }]) => campaigns.length > 0)
    .map(([key, title, part]) => ({
      title,
      groups: groupByTicker(part).map((group) => groupView(group, key, listing)),
    }));
}

function groupView(group: TickerGroup, section: string, listing: Listing) {
  const { ticker, currency, open, closed, unknown, realisedE4, campaigns } = group;
  const { query, accounts, priceFor, today } = listing;
  const all = open + closed;
  const shown = campaigns.length === all ? '' : `, ${campaigns.length} of them here`;
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return {
    key: `${section}-${ticker}-${currency}`.replaceAll(/[^A-Za-z0-9]+/g, '-'),
    ticker,
    href: addressOf({ ...query, ticker, after: undefined }),
    // A ticker with one campaign needs no line above it that says the same.
    isSeveral: all > 1,
    words: `${countWords(open, closed)}${shown}`,
    pnl: changeOf(realisedE4, currency),
    unknown: unknown === 0 ? '' : `${unknown} unknown`,
    rows: campaigns.map((campaign) =>
      rowOf(campaign, {
        book: query.book ?? 'economic',
        today,
        // Who has one account knows which it is.
        accountName: accounts.length > 1 ? (names.get(campaign.account) ?? '') : '',
        priceOf: priceFor(campaign),
      }),
    ),
  };
}

function countWords(open: number, closed: number): string {
  if (closed === 0) return `${open} open`;
  return open === 0 ? `${closed} closed` : `${open} open, ${closed} closed`;
}

function emptyOf({ hasRows, waiting }: Listing) {
  if (waiting > 0)
    return {
      title: 'Your campaigns are being told',
      detail: 'The rows are there, and are put together within a minute.',
      action: { label: 'Look again', href: '/campaigns' },
    };
  if (hasRows)
    return {
      title: 'No campaigns yet',
      detail:
        'A campaign begins with an option: sold, bought, or written on shares you hold. Your rows have none.',
      action: { label: 'Look at the rows', href: '/transactions' },
    };
  return {
    title: 'No campaigns yet',
    detail:
      'A put, its rolls, the assignment and the calls after it are told here as one story, once your trades are here.',
    action: { label: 'Connect a broker', href: '/connections' },
  };
}
