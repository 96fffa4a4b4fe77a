import * as z from 'zod';
import type { TickMode } from '../../../src/features/brokers/practice/kite/ticks.ts';

const tokens = z.array(z.int());
const wishes = z.discriminatedUnion('a', [
  z.object({ a: z.literal('subscribe'), v: tokens }),
  z.object({ a: z.literal('unsubscribe'), v: tokens }),
  z.object({ a: z.literal('mode'), v: z.tuple([z.enum(['ltp', 'quote', 'full']), tokens]) }),
]);

export interface Wish {
  readonly tokens: readonly number[];
  /** null: no more of them. */
  readonly mode: TickMode | null;
}

/** What whoever listens wants from now on; null where it is not understood. */
export function wishIn(text: string): Wish | null {
  const read = wishes.safeParse(parsed(text));
  if (!read.success) return null;
  const wish = read.data;
  if (wish.a === 'mode') return { mode: wish.v[0], tokens: wish.v[1] };
  return { mode: wish.a === 'subscribe' ? 'quote' : null, tokens: wish.v };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
