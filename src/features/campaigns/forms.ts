import * as z from 'zod';
import { isIsoDate } from '../../lib/dates.ts';

const id = z.string().min(1);
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, 'This is not a decimal number.');
const date = z.string().refine(isIsoDate, 'This is not a date.');

/** What a trader may say, as `replay` reads it from a file and pages send it. */
export const decisions = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      id,
      kind: z.literal('move'),
      transactionId: id,
      account: id.exactOptional(),
      symbol: z.string().exactOptional(),
      quantity: decimal.exactOptional(),
      to: id,
    }),
    z.object({
      id,
      kind: z.literal(['link', 'unlink']),
      closing: id,
      opening: id,
      account: id.exactOptional(),
    }),
    z.object({ id, kind: z.literal(['accept', 'reject']), suggestion: id }),
    z.object({ id, kind: z.literal('lock'), campaign: id }),
    z.object({
      id,
      kind: z.literal('ex-date'),
      transactionId: id,
      exDate: date,
      account: id.exactOptional(),
    }),
    z.object({
      id,
      kind: z.literal('cost'),
      transactionId: id,
      cost: decimal,
      account: id.exactOptional(),
    }),
  ]),
);
