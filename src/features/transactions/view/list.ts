import type { IsoDate } from '../../../lib/dates.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { type ListedTransaction, type TransactionPage, transactionKinds } from '../engine/listed.ts';
import { fromPlace, type ListQuery } from '../forms.ts';
import {
  amountOf,
  eventOf,
  feesOf,
  KINDS,
  type Label,
  priceOf,
  quantityOf,
  timeOf,
  titleOf,
} from './words.ts';

export interface Listing {
  readonly page: TransactionPage;
  readonly query: ListQuery;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly tickers: readonly string[];
  readonly oddCount: number;
}

interface Reader {
  readonly timeZone: string;
}

export function listView(
  { page, query, accounts, tickers, oddCount }: Listing,
  { timeZone }: Reader,
  now: number,
) {
  const today = dateIn(now, timeZone);
  const isAllPractice = page.rows.length > 0 && page.rows.every(({ broker }) => broker === 'practice');
  const isNewest = query.order !== 'oldest';
  const next = page.next === null ? '' : addressOf({ ...query, after: fromPlace(page.next) });
  const first = query.after === undefined ? '' : addressOf({ ...query, after: undefined });
  const active = activeOf(query, accounts, today);
  return {
    subnav: subnavOf('/transactions', oddCount),
    // Said once where it goes for all of them.
    labels: isAllPractice ? [{ text: 'practice', tone: 'accent' }] : [],
    rows: page.rows.map((row) => rowOf(row, today, !isAllPractice)),
    isEmpty: page.rows.length === 0 && active.length === 0,
    filter: filterOf(query, accounts, tickers),
    active,
    isOpen: active.length > (query.q === undefined ? 0 : 1),
    clear: addressOf({ order: query.order }),
    sort: {
      href: addressOf({ ...query, after: undefined, order: isNewest ? 'oldest' : undefined }),
      direction: isNewest ? 'descending' : 'ascending',
    },
    newer: isNewest ? first : next,
    older: isNewest ? next : first,
    exports: {
      csv: addressOf({ ...query, after: undefined }, '/transactions/export.csv'),
      json: addressOf({ ...query, after: undefined }, '/transactions/export.json'),
    },
  };
}

/** The pages beside each other. */
export function subnavOf(current: string, oddCount: number) {
  const pages = [
    { href: '/transactions', label: 'All', count: '' },
    { href: '/transactions/odd', label: 'To look at', count: oddCount === 0 ? '' : String(oddCount) },
    { href: '/transactions/import', label: 'Import', count: '' },
  ];
  return pages.map((page) => ({ ...page, current: page.href === current }));
}

export function rowOf(row: ListedTransaction, today: IsoDate, saysPractice = false) {
  const quantity = quantityOf(row);
  const price = priceOf(row);
  return {
    id: row.rowId,
    href: `/transactions/${row.record}`,
    what: titleOf(row, today),
    labels: labelsOf(row, saysPractice),
    event: eventOf(row),
    deal: dealOf(quantity, price),
    when: formatDate(row.tradedOn, today),
    time: timeOf(row),
    account: row.accountName,
    quantity,
    price,
    fees: feesOf(row),
    amount: amountOf(row),
  };
}

/** What a phone says instead of two columns: "2 at 0.51". */
function dealOf(quantity: string, price: string): string {
  const count = quantity.replace(/^[+\u2212]/, '');
  return price === '' || count === '' ? count : `${count} at ${price}`;
}

function labelsOf(row: ListedTransaction, saysPractice: boolean): readonly Label[] {
  const { broker, source, isCorrected, hasProblem } = row;
  return [
    ...(hasProblem ? [{ text: 'look at it', tone: 'warning' }] : []),
    ...(isCorrected ? [{ text: 'corrected', tone: 'info' }] : []),
    ...(saysPractice && broker === 'practice' ? [{ text: 'practice', tone: '' }] : []),
    ...(source === 'api' ? [] : [{ text: 'file', tone: '' }]),
  ];
}

function filterOf(query: ListQuery, accounts: Listing['accounts'], tickers: readonly string[]) {
  const any = { value: '', label: 'All', help: '' };
  const options = (
    all: readonly { readonly value: string; readonly label: string }[],
    chosen: string | undefined,
  ) => [any, ...all].map((option) => ({ ...option, help: '', chosen: option.value === (chosen ?? '') }));
  return {
    q: query.q ?? '',
    ticker: query.ticker ?? '',
    from: query.from ?? '',
    to: query.to ?? '',
    order: query.order ?? '',
    tickers,
    accounts: options(
      accounts.map(({ id, name }) => ({ value: id, label: name })),
      query.account,
    ),
    kinds: options(
      transactionKinds.map((kind) => ({ value: kind, label: KINDS[kind] })),
      query.kind,
    ),
  };
}

/** Each narrowing in words, and the list without it. */
function activeOf(query: ListQuery, accounts: Listing['accounts'], today: IsoDate) {
  const account = accounts.find(({ id }) => id === query.account);
  const words = {
    q: query.q && `“${query.q}”`,
    account: query.account && (account?.name ?? 'Another account'),
    ticker: query.ticker,
    kind: query.kind && KINDS[query.kind],
    from: query.from && `from ${formatDate(query.from, today)}`,
    to: query.to && `to ${formatDate(query.to, today)}`,
  };
  return Object.entries(words).flatMap(([name, label]) =>
    label ? [{ label, href: addressOf({ ...query, after: undefined, [name]: undefined }) }] : [],
  );
}

function addressOf(query: Partial<ListQuery>, path = '/transactions'): string {
  const asked = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(asked))}`;
}
