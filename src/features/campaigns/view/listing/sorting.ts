import type { CampaignPage } from '../../engine/listing/listed.ts';
import { fromPlace, type Order } from '../../engine/listing/order.ts';
import type { ListQuery } from './address.ts';
import { addressOf } from './filter.ts';

const ORDERS: Readonly<Record<Order, string>> = {
  open: 'Open first',
  newest: 'Newest first',
  oldest: 'Oldest first',
  expiry: 'Next to expire first',
  'expiry-last': 'Last to expire first',
  pnl: 'Highest P&L first',
  'pnl-least': 'Lowest P&L first',
  return: 'Highest return first',
  'return-least': 'Lowest return first',
};

/** A column's order, and the other way round: what comes first is what its first link asks for. */
const COLUMNS = {
  started: ['newest', 'oldest'],
  expiry: ['expiry', 'expiry-last'],
  yield: ['return', 'return-least'],
  pnl: ['pnl', 'pnl-least'],
} as const satisfies Readonly<Record<string, readonly [Order, Order]>>;

const DOWN: ReadonlySet<Order> = new Set(['newest', 'expiry-last', 'pnl', 'return']);

/** The links in the table's head, and the same as a menu where there is no head. */
export function sortingOf(query: ListQuery) {
  const now = query.order ?? 'open';
  const to = (order: Order) =>
    addressOf({ ...query, after: undefined, order: order === 'open' ? undefined : order });
  const column = ([first, second]: readonly [Order, Order]) => ({
    href: to(now === first ? second : first),
    direction: now === first || now === second ? (DOWN.has(now) ? 'descending' : 'ascending') : '',
  });
  return {
    sort: {
      started: column(COLUMNS.started),
      expiry: column(COLUMNS.expiry),
      yield: column(COLUMNS.yield),
      pnl: column(COLUMNS.pnl),
    },
    order: ORDERS[now],
    orders: Object.entries(ORDERS).map(([order, label]) => ({
      label,
      href: to(order as Order),
      current: order === now,
    })),
  };
}

/** Where the list began, and where it goes on. */
export function pagesOf({ next }: CampaignPage, query: ListQuery) {
  const [start, further] = WAYS[query.order ?? 'open'] ?? ['First page', 'Next page'];
  return {
    start: { label: start, href: query.after === undefined ? '' : addressOf({ ...query, after: undefined }) },
    further: { label: further, href: next === null ? '' : addressOf({ ...query, after: fromPlace(next) }) },
  };
}

const WAYS: Readonly<Partial<Record<Order, readonly [start: string, further: string]>>> = {
  newest: ['Newest', 'Older'],
  oldest: ['Oldest', 'Newer'],
};
