import * as z from 'zod';
import { E4, formatFixed } from '../../../lib/decimal.ts';
import { SHELVES, type Shelf, type Waiting } from '../engine/review/inbox.ts';
import type { Campaign } from '../engine/types.ts';

interface Asked {
  readonly waiting: Waiting;
  readonly rows: readonly { readonly record: number; readonly row: { id: string; account: string } }[];
  readonly campaigns: readonly { readonly id: string }[];
  readonly yes: Readonly<Record<string, unknown>> | null;
  readonly preview: { readonly before: readonly Campaign[]; readonly after: readonly Campaign[] } | null;
}

interface Review {
  readonly asked: readonly Asked[];
  readonly counts: Readonly<Record<Shelf, number>>;
  readonly next: string | null;
}

const figures = z.object({
  id: z.string(),
  status: z.enum(['OPEN', 'CLOSED']),
  strategy: z.string(),
  realised: z.string().nullable(),
});

export const changeShape = z.object({ before: z.array(figures), after: z.array(figures) });

export const reviewShape = z.object({
  counts: z.record(z.enum(SHELVES), z.int()),
  asked: z.array(
    z.object({
      id: z.string(),
      shelf: z.enum(SHELVES),
      kind: z.string(),
      ticker: z.string().nullable(),
      message: z.string(),
      transactions: z.array(z.object({ id: z.string(), account: z.string(), record: z.int() })),
      campaigns: z.array(z.string()),
      yes: z.record(z.string(), z.unknown()).nullable(),
      change: changeShape.nullable(),
    }),
  ),
  next: z.string().nullable(),
});

export function reviewJson({ asked, counts, next }: Review): z.infer<typeof reviewShape> {
  return { counts, asked: asked.map(askedJson), next };
}

function askedJson({ waiting, rows, campaigns, yes, preview }: Asked) {
  const { key, shelf, ticker } = waiting;
  return {
    ...{ id: key, shelf, ticker: ticker === '' ? null : ticker },
    kind: 'suggestion' in waiting ? waiting.suggestion.kind : waiting.problem.code,
    message: 'suggestion' in waiting ? waiting.suggestion.why : waiting.problem.message,
    transactions: rows.map(({ record, row: { id, account } }) => ({ id, account, record })),
    campaigns: campaigns.map(({ id }) => id),
    yes,
    change: preview === null ? null : changeJson(preview),
  };
}

export function changeJson({ before, after }: NonNullable<Asked['preview']>): z.infer<typeof changeShape> {
  return { before: before.map(figuresJson), after: after.map(figuresJson) };
}

function figuresJson({ id, status, strategy, realisedE4 }: Campaign) {
  return { id, status, strategy, realised: realisedE4 === null ? null : formatFixed(realisedE4, E4, 2) };
}
