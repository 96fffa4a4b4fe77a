import * as z from 'zod';
import type { Campaign, Decision } from '../engine/types.ts';
import { campaignJson } from '../json.ts';

interface Decided {
  readonly id: string;
  readonly ticker: string;
  readonly changed: readonly Campaign[];
}

interface Kept {
  readonly decision: Decision;
  readonly ticker: string;
  readonly decidedAt: number;
  readonly withdrawnAt: number | null;
}

const campaign = z.looseObject({ id: z.string(), ticker: z.string(), status: z.enum(['OPEN', 'CLOSED']) });
const undo = z.object({ method: z.enum(['POST', 'DELETE']), url: z.string() });

/** The campaigns are those that it has changed, as in `replay`. */
export const decidedShape = z.object({
  id: z.string(),
  ticker: z.string(),
  campaigns: z.array(campaign),
  undo: undo.optional(),
});

export function decidedJson({ id, ticker, changed }: Decided): z.infer<typeof decidedShape> {
  return { id, ticker, campaigns: changed.map(campaignJson) };
}

export const regroupedShape = z.object({ campaigns: z.array(campaign), undo: undo.optional() });

/** Both after it: where the row was, and where it is. Asked again nothing has changed, and it is there. */
export function regroupedJson(
  { changed, campaigns }: Decided & { readonly campaigns: readonly Campaign[] },
  row: string,
) {
  const shown = changed.length > 0 ? changed : campaigns.filter((each) => has(each, row));
  return { campaigns: shown.map(campaignJson) };
}

function has({ allocations }: Campaign, row: string): boolean {
  return allocations.some(({ transactionId }) => transactionId === row);
}

export const historyShape = z.object({
  decisions: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      ticker: z.string(),
      decided_at: z.iso.datetime(),
      withdrawn_at: z.iso.datetime().nullable(),
    }),
  ),
  next: z.string().nullable(),
});

export function historyJson({
  kept,
  next,
}: {
  readonly kept: readonly Kept[];
  readonly next: string | null;
}) {
  const time = (at: number) => new Date(at).toISOString();
  return {
    decisions: kept.map(({ decision, ticker, decidedAt, withdrawnAt }) => ({
      ...{ ...decision, ticker, decided_at: time(decidedAt) },
      withdrawn_at: withdrawnAt === null ? null : time(withdrawnAt),
    })),
    next,
  };
}
