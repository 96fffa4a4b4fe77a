import type { TransactionPage } from '../engine/listed.ts';
import { fromPlace, type Order } from '../engine/order.ts';
import type { ListQuery } from '../forms.ts';
import { addressOf } from './filter.ts';

const ORDERS: Readonly<Record<Order, string>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  largest: 'Most received first',
  smallest: 'Most paid first',
  ticker: 'Ticker, A to Z',
  'ticker-down': 'Ticker, Z to A',
  kind: 'Kind, A to Z',
  'kind-down': 'Kind, Z to A',
};

/** A column's order, and the other way round: what comes first is what its first link asks for. */
const COLUMNS = {
  date: ['newest', 'oldest'],
  ticker: ['ticker', 'ticker-down'],
  kind: ['kind', 'kind-down'],
  amount: ['largest', 'smallest'],
} as const satisfies Readonly<Record<string, readonly [Order, Order]>>;

const DOWN: ReadonlySet<Order> = new Set(['newest', 'largest', 'ticker-down', 'kind-down']);

/** The links in the table's head, and the same as a menu where there is no head. */
export function sortingOf(query: ListQuery) {
  const now = query.order ?? 'newest';
  const to = (order: Order) => addressIn(query, order);
  const column = ([first, second]: readonly [Order, Order]) => ({
    href: to(now === first ? second : first),
    direction: now === first || now === second ? (DOWN.has(now) ? 'descending' : 'ascending') : '',
  });
  return {
    sort: {
      date: column(COLUMNS.date),
      ticker: column(COLUMNS.ticker),
      kind: column(COLUMNS.kind),
      amount: column(COLUMNS.amount),
    },
    order: ORDERS[now],
    orders: Object.entries(ORDERS).map(([order, label]) => ({
      label,
      href: to(order as Order),
      current: order === now,
    })),
  };
}

function addressIn(query: ListQuery, order: Order): string {
  return addressOf({ ...query, after: undefined, order: order === 'newest' ? undefined : order });
}

interface Paged {
  readonly page: TransactionPage;
  readonly query: ListQuery;
}

/** Where the list began, and where it goes on. */
export function pagesOf({ page: { next }, query }: Paged) {
  const [start, further] = WAYS[query.order ?? 'newest'] ?? ['First page', 'Next page'];
  return {
    start: { label: start, href: query.after === undefined ? '' : addressOf({ ...query, after: undefined }) },
    further: { label: further, href: next === null ? '' : addressOf({ ...query, after: fromPlace(next) }) },
  };
}

const WAYS: Readonly<Partial<Record<Order, readonly [start: string, further: string]>>> = {
  newest: ['Newest', 'Older'],
  oldest: ['Oldest', 'Newer'],
};
