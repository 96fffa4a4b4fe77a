import * as z from 'zod';
import type { ListFilter } from '../../engine/listing/listed.ts';
import { type Order, orders, placeIn } from '../../engine/listing/order.ts';
import { STRATEGIES } from '../../engine/listing/search.ts';
import { BOOKS } from '../../engine/statistics/narrowing.ts';

/** A field of a form that was left blank is none. */
function optional<T>(schema: z.ZodType<T>) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

/** What narrows the list, in its address. */
export const narrowing = z.object({
  status: optional(z.enum(['open', 'closed'], { error: 'A campaign is open or closed.' })),
  strategy: optional(
    z
      .string()
      .trim()
      .toUpperCase()
      .pipe(z.enum(STRATEGIES, { error: 'No strategy is called so.' })),
  ),
  account: optional(z.string().max(60)),
  ticker: optional(z.string().trim().toUpperCase().max(30, 'No ticker is so long.')),
  tag: optional(z.string().trim().max(60, 'No tag is so long.')),
  q: optional(z.string().trim().max(100, 'Please search for at most 100 characters.')),
  book: optional(z.enum(BOOKS, { error: 'The book is economic or tax.' })),
  order: optional(z.enum(orders, { error: 'There is no such order: what is open comes first.' })),
});

const OTHER_PLACE = 'There is no such place in a list of this order: it begins anew.';

export const listQuery = narrowing
  .extend({ after: optional(z.string().max(100, OTHER_PLACE)) })
  .refine((query) => query.after === undefined || toPlace(query) !== null, {
    error: OTHER_PLACE,
    path: ['after'],
  });

export type Narrowing = z.infer<typeof narrowing>;
export type ListQuery = z.infer<typeof listQuery>;

const orderOf = ({ order = 'open' }: { readonly order?: Order | undefined }): Order => order;

/** What notes and tags have to do with it is looked up where they are. */
export function toFilter(query: Narrowing, found: Pick<ListFilter, 'ids' | 'search'>): ListFilter {
  const { status, strategy, account, ticker, book = 'economic' } = query;
  return {
    ...found,
    status: status === undefined ? undefined : status === 'open' ? 'OPEN' : 'CLOSED',
    strategy,
    account,
    ticker: ticker || undefined,
    book,
    order: orderOf(query),
  };
}

export function toPlace(query: { readonly after?: string | undefined; readonly order?: Order | undefined }) {
  return query.after === undefined ? null : placeIn(orderOf(query), query.after);
}
