import { type Fault, isFault } from '../../parse/faults.ts';
import { readJson } from '../../parse/json-text.ts';
import { bad, good } from '../payloads.ts';

/** Why Kite refuses: `TokenException`, `InputException`, ..., under whatever status. */
export interface Refusal {
  readonly type: string;
  readonly message: string;
}

/** null for whatever is no error in Kite's envelope. */
export function readRefusal(text: string): Refusal | null {
  const read = readJson(text);
  const refusal = isFault(read) ? null : bad.safeParse(read.value);
  if (refusal?.success !== true) return null;
  return { type: refusal.data.error_type ?? '', message: refusal.data.message ?? '' };
}

/** What a good answer holds. */
export function readData(text: string): { readonly data: unknown } | Fault {
  const read = readJson(text);
  if (isFault(read)) return read;
  const answer = good.safeParse(read.value);
  return answer.success ? { data: answer.data.data } : { fault: 'is no answer of Kite' };
}
