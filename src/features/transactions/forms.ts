import * as z from 'zod';
import { isIsoDate } from '../../lib/dates.ts';
import { VISIBLE } from '../../model/person.ts';
import { type TransactionFilter, transactionKinds } from './engine/listed.ts';
import { type Order, orders, placeIn } from './engine/order.ts';

/** A field of a form that was left blank is none. */
function optional<T>(schema: z.ZodType<T>) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

const date = z.string().refine(isIsoDate, 'This is not a date like 2026-03-20.');

/** What narrows the list, in its address. */
export const narrowing = z.object({
  account: optional(z.string().max(60)),
  ticker: optional(z.string().trim().toUpperCase().max(30, 'No ticker is so long.')),
  kind: optional(z.enum(transactionKinds, { error: 'This is no kind of transaction.' })),
  from: optional(date),
  to: optional(date),
  q: optional(z.string().trim().max(100, 'Please search for at most 100 characters.')),
  order: optional(z.enum(orders, { error: 'There is no such order: the newest come first.' })),
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

const orderOf = ({ order = 'newest' }: { readonly order?: Order | undefined }): Order => order;

export function toFilter({ account, ticker, kind, from, to, q, order }: Narrowing): TransactionFilter {
  const common = { account, ticker: ticker || undefined, kind, from, to };
  return { ...common, search: q || undefined, order: orderOf({ order }) };
}

export function toPlace(query: { readonly after?: string | undefined; readonly order?: Order | undefined }) {
  return query.after === undefined ? null : placeIn(orderOf(query), query.after);
}

/** A record is known by the number of its first version. */
export const recordId = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
});

export const importId = z.object({ id: z.uuid() });
export const importQuery = z.object({ account: z.string().max(60).default('') });

const number = z
  .string()
  .trim()
  .max(60, 'Please use at most 60 characters.')
  .regex(VISIBLE, 'Please use only signs that can be seen.');

export const acceptance = z
  .object({
    account: z.string({ error: 'Please choose the account it belongs to.' }).max(60),
    number: number.default(''),
  })
  .refine(({ account, number }) => account !== 'new' || number !== '', {
    error: 'Please enter the number of the account, or a name for it.',
    path: ['number'],
  })
  .transform(({ account, number }) => (account === 'new' ? { number } : { account }));
