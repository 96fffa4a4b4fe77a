import * as z from 'zod';
import { type Fault, isFault } from '../../parse/faults.ts';
import { readJson } from '../../parse/json-text.ts';

/**
 * Rule: an answer may call itself good and be an error all the same: `{"errors":[{"status":401,...}]}`,
 * `{"message":"...","errors":["..."]}`, `{"error":"..."}`. The list of invalid symbols beside quotes is none: it is
 * no array.
 */
const errorBody = z.union([
  z.object({ errors: z.array(z.unknown()) }),
  z.object({ error: z.string() }),
  z.object({ message: z.string() }),
]);

/** The value an answer's text holds, or why there is none. */
export function readAnswer(text: string): { readonly value: unknown } | Fault {
  const read = readJson(text);
  if (isFault(read)) return read;
  return errorBody.safeParse(read.value).success
    ? { fault: 'is an error that calls itself a success' }
    : read;
}
