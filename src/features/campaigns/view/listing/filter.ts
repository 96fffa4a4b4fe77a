import type { Mistake } from '../../../../model/outcome.ts';
import { STRATEGIES } from '../../engine/listing/search.ts';
import { addressOf as pathOf } from '../statistics/address.ts';
import { strategyWords } from '../statistics/words.ts';
import type { ListQuery } from './address.ts';

export interface Filtered {
  readonly query: ListQuery;
  /** What of the address could not be read. */
  readonly mistake: Mistake;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly tickers: readonly string[];
  readonly tags: readonly string[];
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function filterOf({ query, mistake: { typed, errors }, ...of }: Filtered) {
  const options = (all: readonly Option[], chosen = '') =>
    [{ value: '', label: 'All' }, ...all].map((option) => ({
      ...option,
      help: '',
      chosen: option.value === chosen,
    }));
  const plain = (value: string) => ({ value, label: value });
  return {
    q: query.q ?? typed['q'] ?? '',
    ticker: query.ticker ?? typed['ticker'] ?? '',
    errors: {
      q: errors['q'] ?? '',
      ticker: errors['ticker'] ?? '',
      strategy: errors['strategy'] ?? '',
      tag: errors['tag'] ?? '',
    },
    kept: kept(query),
    tickers: of.tickers,
    accounts: options(
      of.accounts.map(({ id, name }) => ({ value: id, label: name })),
      query.account,
    ),
    strategies: options(
      STRATEGIES.map((each) => ({ value: each, label: strategyWords(each) })),
      query.strategy,
    ),
    tags: options(of.tags.map(plain), query.tag),
  };
}

/** What the form does not ask for and its address keeps. */
function kept({ status, book, order }: ListQuery) {
  return Object.entries({ status, book, order }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
}

/** Each narrowing in words, and the list without it. */
export function activeOf(query: ListQuery, accounts: Filtered['accounts']) {
  const account = accounts.find(({ id }) => id === query.account);
  const words = {
    q: query.q && `“${query.q}”`,
    account: query.account && (account?.name ?? 'Another account'),
    ticker: query.ticker,
    strategy: query.strategy && strategyWords(query.strategy),
    tag: query.tag && `tag ${query.tag}`,
  };
  return Object.entries(words).flatMap(([name, label]) =>
    label ? [{ label, href: addressOf({ ...query, after: undefined, [name]: undefined }) }] : [],
  );
}

/** What is open or closed of what fits otherwise; the one that is chosen leads back to all. */
export function statusesOf(query: ListQuery, open: number) {
  const ways = [
    { status: 'open', label: 'Open', count: String(open) },
    { status: 'closed', label: 'Closed', count: '' },
  ] as const;
  return ways.map(({ status, label, count }) => {
    const isChosen = query.status === status;
    const href = addressOf({ ...query, status: isChosen ? undefined : status, after: undefined });
    return { label, count, href, current: isChosen };
  });
}

export function booksOf(query: ListQuery) {
  const { book: now = 'economic' } = query;
  return (['economic', 'tax'] as const).map((book) => ({
    label: book === 'tax' ? 'Tax' : 'Economic',
    href: addressOf({ ...query, book, after: undefined }),
    current: book === now,
  }));
}

export function addressOf(query: Partial<ListQuery>, path = '/campaigns'): string {
  return pathOf(path, query);
}
