import * as z from 'zod';
import { isIsoDate } from '../../lib/dates.ts';
import { BOOKS } from './engine/statistics/narrowing.ts';

const id = z.string().min(1);
const decimal = z
  .string({ error: 'Please enter a number.' })
  .regex(/^\d{1,12}(\.\d{1,8})?$/, 'This is not a decimal number.');
const date = z.string({ error: 'Please enter a date.' }).refine(isIsoDate, 'This is not a date.');

/** What a trader may say; it gets its name when it is kept. */
export const said = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    transactionId: id,
    account: id.exactOptional(),
    symbol: z.string().exactOptional(),
    quantity: decimal.exactOptional(),
    to: id,
  }),
  z.object({ kind: z.literal(['link', 'unlink']), closing: id, opening: id, account: id.exactOptional() }),
  z.object({ kind: z.literal(['accept', 'reject']), suggestion: id }),
  z.object({ kind: z.literal('lock'), campaign: id }),
  z.object({ kind: z.literal('ex-date'), transactionId: id, exDate: date, account: id.exactOptional() }),
  z.object({ kind: z.literal('cost'), transactionId: id, cost: decimal, account: id.exactOptional() }),
]);

/** As `replay` reads it from a file. */
export const decisions = z.array(z.intersection(z.object({ id }), said));

/** A field of a form that was left blank is none; an amount may be typed as people write it. */
function asTyped(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, name === 'cost' ? String(value).replace(/[$₹,\s]/g, '') : value]),
  );
}

const ownPath = z.string().regex(/^\/campaigns(?:[/?][\w/?&=.%+-]*)?$/);

/** What a form sends besides: where to go on, the newest decision it knew of, and which campaign something is to leave. */
const shownWith = z.object({
  back: ownPath.optional(),
  latest: z.coerce.number().int().nonnegative().optional(),
  from: id.optional(),
});

export const saidByForm = z
  .preprocess(asTyped, z.intersection(shownWith, said))
  .transform(({ back, latest, from, ...rest }) => ({
    said: rest as z.infer<typeof said>,
    back,
    latest,
    from,
  }));

export const decisionId = z.object({ id: z.string().regex(/^\d{1,15}$/) });

/** What `POST /api/campaigns/regroup` is asked. */
export const regrouping = z.object({
  transaction_id: id,
  account: id.exactOptional(),
  symbol: z.string().exactOptional(),
  quantity: decimal.exactOptional(),
  to: id,
});

const blank = (value: unknown) => (value === '' ? undefined : value);

export const reviewQuery = z.object({
  show: z.preprocess(blank, z.enum(['risks', 'questions', 'entries', 'missing']).optional()).catch(undefined),
  ticker: z.preprocess(blank, z.string().trim().toUpperCase().max(20).optional()).catch(undefined),
  after: z.preprocess(blank, z.string().max(300).optional()).catch(undefined),
  /** One of them, with figures that take too long to tell for a list. */
  only: z.preprocess(blank, z.string().max(300).optional()).catch(undefined),
});
export type ReviewQuery = z.infer<typeof reviewQuery>;

export const historyQuery = z.object({
  ticker: z.preprocess(blank, z.string().trim().toUpperCase().max(20).optional()).catch(undefined),
  before: z.preprocess(blank, z.coerce.number().int().positive().optional()).catch(undefined),
});
export type HistoryQuery = z.infer<typeof historyQuery>;

/** Which part of which row is to leave a campaign; where to, once that is chosen. */
export const moveQuery = z.object({
  row: id,
  /** Left out of shares that are in none. */
  campaign: z.preprocess(blank, id.optional()),
  symbol: z.preprocess(blank, z.string().optional()),
  quantity: z.preprocess(blank, decimal.optional()).catch(undefined),
  to: z.preprocess(blank, z.string().optional()),
});
export type MoveQuery = z.infer<typeof moveQuery>;

/** Of a page also without a row: whoever comes so is told where to choose one. */
export const movePageQuery = moveQuery.extend({ row: z.preprocess(blank, id.optional()) });
export type MovePageQuery = z.infer<typeof movePageQuery>;

/** By any name it has or had. */
export const campaignId = z.object({ id: z.string().min(1).max(60) });

export const showQuery = z.object({
  book: z.enum(BOOKS).catch('economic'),
  all: z.literal('1').optional().catch(undefined),
});

export type ShowQuery = z.infer<typeof showQuery>;

const LONGEST_NOTE = 4000;
const LONGEST_TAG = 30;

export const noteForm = z.object({
  text: z
    .string()
    // A form sends two signs for the end of a line, where its field has counted one.
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .trim()
    .min(1, 'Write something first.')
    .max(LONGEST_NOTE, 'A note has at most 4,000 signs.'),
});

const tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Write a tag first.')
  .max(LONGEST_TAG, 'A tag has at most 30 signs.')
  .regex(/^[^,#/?&]*$/, 'A tag has no , # / ? or &.')
  // Of dots alone an address means another place.
  .regex(/^(?!\.+$)[^\p{Cc}\p{Cs}]*$/u, 'A tag is made of letters, digits or signs.');

export const tagForm = z.object({ tag });
export const tagAddress = campaignId.extend({ tag });
export const noteAddress = campaignId.extend({ note: z.uuid() });

/** Which note took the place of one that is brought back. */
export const insteadOf = z.object({ instead: z.uuid().optional() });

/** A row of the broker, as its own page is called. */
export const recordNumber = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
});
