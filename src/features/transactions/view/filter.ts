import type { IsoDate } from '../../../lib/dates.ts';
import { formatDate } from '../../../lib/format-time.ts';
import type { Mistake } from '../../../model/outcome.ts';
import { transactionKinds } from '../engine/listed.ts';
import type { ListQuery } from '../forms.ts';
import { KINDS } from './words.ts';

export interface Filtered {
  readonly query: ListQuery;
  /** What of the address could not be read. */
  readonly mistake: Mistake;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly tickers: readonly string[];
}

export function filterOf({ query, mistake: { typed, errors }, accounts, tickers }: Filtered) {
  const any = { value: '', label: 'All', help: '' };
  const options = (
    all: readonly { readonly value: string; readonly label: string }[],
    chosen: string | undefined,
  ) => [any, ...all].map((option) => ({ ...option, help: '', chosen: option.value === (chosen ?? '') }));
  return {
    q: query.q ?? typed['q'] ?? '',
    ticker: query.ticker ?? typed['ticker'] ?? '',
    from: query.from ?? typed['from'] ?? '',
    to: query.to ?? typed['to'] ?? '',
    errors: {
      q: errors['q'] ?? '',
      ticker: errors['ticker'] ?? '',
      kind: errors['kind'] ?? '',
      from: errors['from'] ?? '',
      to: errors['to'] ?? '',
    },
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
export function activeOf(query: ListQuery, accounts: Filtered['accounts'], today: IsoDate) {
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

export function addressOf(query: Partial<ListQuery>, path = '/transactions'): string {
  const asked = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(asked))}`;
}
