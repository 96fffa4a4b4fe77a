import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import { firstDay, lastDay, monthAfter, monthOf } from '../../engine/statistics/months.ts';
import type { Choice } from '../../engine/statistics/result.ts';
import { addressOf, type Chosen, type InTime } from './address.ts';
import { monthWords, strategyWords } from './words.ts';

/** The form that narrows, with what is chosen in it. */
export function filterView(query: Partial<InTime>, choice: Choice) {
  const named = (names: readonly string[], words = (name: string) => name) =>
    names.map((name) => ({ value: name, label: words(name) }));
  return {
    accounts: options(
      choice.accounts.map(({ id, name }) => ({ value: id, label: name })),
      query.account,
    ),
    tickers: options(named(choice.tickers), query.ticker),
    strategies: options(named(choice.strategies, strategyWords), query.strategy),
    tags: options(named(choice.tags), query.tag),
    hasTags: choice.tags.length > 0,
    from: query.from ?? '',
    to: query.to ?? '',
  };
}

/** What the form does not ask for and its address keeps. */
export function keptView(query: Readonly<Record<string, string | undefined>>, names: readonly string[]) {
  return names.flatMap((name) => (query[name] === undefined ? [] : [{ name, value: query[name] }]));
}

function options(all: readonly { readonly value: string; readonly label: string }[], chosen = '') {
  const any = { value: '', label: 'All' };
  return [any, ...all].map((option) => ({ ...option, help: '', chosen: option.value === chosen }));
}

/** Each narrowing in words, and the page without it. */
export function activeView(path: string, query: InTime, { accounts }: Choice, today: IsoDate) {
  const account = accounts.find(({ id }) => id === query.account);
  const words = {
    account: query.account && (account?.name ?? 'Another account'),
    ticker: query.ticker,
    strategy: query.strategy && strategyWords(query.strategy),
    tag: query.tag && `#${query.tag}`,
  };
  const chips = Object.entries(words).flatMap(([name, label]) =>
    label ? [{ label, href: addressOf(path, { ...query, [name]: undefined }) }] : [],
  );
  const time = timeWords(query, today);
  const always = addressOf(path, { ...query, from: undefined, to: undefined });
  return time === '' ? chips : [...chips, { label: time, href: always }];
}

/** "March 2026", "from Fri 20 Mar", "Thu 1 Jan to Tue 31 Mar"; '' where any time is meant. */
function timeWords({ from, to }: InTime, today: IsoDate): string {
  if (from && to && from === firstDay(monthOf(from)) && to === lastDay(monthOf(from)))
    return monthWords(monthOf(from));
  const [first, last] = [from && formatDate(from, today), to && formatDate(to, today)];
  if (first && last) return `${first} to ${last}`;
  if (first) return `from ${first}`;
  return last ? `to ${last}` : '';
}

/** The times most often asked for. */
export function periodsView(path: string, query: InTime, today: IsoDate) {
  const month = monthOf(today);
  const year = today.slice(0, 4);
  const before = String(Number(year) - 1);
  const spans = [
    { label: 'All time', from: undefined, to: undefined },
    { label: 'This month', from: firstDay(month), to: lastDay(month) },
    { label: 'Last 12 months', from: addDays(firstDay(monthAfter(month, -11)), 0), to: lastDay(month) },
    { label: year, from: `${year}-01-01`, to: `${year}-12-31` },
    { label: before, from: `${before}-01-01`, to: `${before}-12-31` },
  ];
  return spans.map(({ label, from, to }) => ({
    label,
    href: addressOf(path, { ...query, from, to }),
    current: query.from === from && query.to === to,
    count: '',
  }));
}

/** Which book, and which currency where there are several. */
export function switchesView(
  path: string,
  query: Chosen & Partial<InTime>,
  currency: string,
  choice: Choice,
) {
  const book = query.book ?? 'economic';
  const books = [
    { label: 'Economic', value: 'economic' },
    { label: 'Tax', value: 'tax' },
  ];
  return {
    books: books.map(({ label, value }) => ({
      label,
      href: addressOf(path, { ...query, book: value }),
      current: book === value,
    })),
    currencies:
      choice.currencies.length < 2
        ? []
        : choice.currencies.map((one) => ({
            label: one === 'INR' ? '₹ INR' : '$ USD',
            href: addressOf(path, { ...query, currency: one }),
            current: currency === one,
          })),
  };
}
