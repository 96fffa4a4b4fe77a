import * as z from 'zod';
import { E8, formatScaled } from '../../../lib/decimal.ts';
import type { Outcome } from '../../../model/outcome.ts';
import type { Campaign } from '../engine/types.ts';
import { changeJson, changeShape } from './review.ts';

export const moveShape = z.object({
  transaction_id: z.string(),
  quantity: z.string(),
  places: z.array(z.string()),
  change: changeShape.nullable(),
  refused: z.object({ code: z.string(), message: z.string() }).nullable(),
});

interface Moving {
  readonly recorded: { readonly row: { readonly id: string } };
  readonly quantityE8: number;
  readonly places: readonly { readonly id: string }[];
  readonly outcome: Outcome<{
    readonly before: readonly Campaign[];
    readonly after: readonly Campaign[];
  }> | null;
}

export function moveJson({ recorded, quantityE8, places, outcome }: Moving): z.infer<typeof moveShape> {
  return {
    transaction_id: recorded.row.id,
    quantity: formatScaled(quantityE8, E8),
    places: places.map(({ id }) => id),
    change: outcome?.ok === true ? changeJson(outcome.value) : null,
    refused: outcome?.ok === false ? { code: outcome.code, message: outcome.message } : null,
  };
}
