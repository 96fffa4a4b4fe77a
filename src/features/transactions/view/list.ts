import type { IsoDate } from '../../../lib/dates.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { noMistake } from '../../../model/outcome.ts';
import type { Transaction } from '../../../model/transaction.ts';
import type { ListedTransaction, TransactionPage } from '../engine/listed.ts';
import { activeOf, addressOf, type Filtered, filterOf } from './filter.ts';
import { pagesOf, sortingOf } from './sorting.ts';
import { amountOf, eventOf, feesOf, type Label, priceOf, quantityOf, timeOf, titleOf } from './words.ts';

export interface Listing extends Filtered {
  readonly page: TransactionPage;
  readonly oddCount: number;
}

interface Reader {
  readonly timeZone: string;
}

export function listView(listing: Listing, { timeZone }: Reader, now: number) {
  const { page, query, mistake, accounts, oddCount } = listing;
  const today = dateIn(now, timeZone);
  const isAllPractice = page.rows.length > 0 && page.rows.every(({ broker }) => broker === 'practice');
  const active = activeOf(query, accounts, today);
  const isWrong = mistake !== noMistake;
  return {
    subnav: subnavOf('/transactions', oddCount),
    // Said once where it goes for all of them.
    labels: isAllPractice ? [{ text: 'practice', tone: 'accent' }] : [],
    problem: mistake.errors['after'] ?? mistake.errors['order'] ?? mistake.errors['account'] ?? '',
    rows: page.rows.map((row) => rowOf(row, today, !isAllPractice)),
    isEmpty: page.rows.length === 0 && active.length === 0 && !isWrong,
    filter: filterOf(listing),
    active,
    isOpen: isWrong || active.length > (query.q === undefined ? 0 : 1),
    clear: addressOf({ order: query.order }),
    ...sortingOf(query),
    ...pagesOf(listing),
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
  return {
    ...moveOf(row, today),
    id: row.rowId,
    href: `/transactions/${row.record}`,
    labels: labelsOf(row, saysPractice),
    account: row.accountName,
    fees: feesOf(row),
  };
}

/** What happened, without where it stands. */
export function moveOf(row: Transaction, today: IsoDate) {
  const quantity = quantityOf(row);
  const price = priceOf(row);
  return {
    what: titleOf(row, today),
    event: eventOf(row),
    deal: dealOf(quantity, price),
    when: formatDate(row.tradedOn, today),
    time: timeOf(row),
    quantity,
    price,
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
