import { validateHeaderValue } from 'node:http';
import type { Question } from '../outgoing.ts';

/**
 * A bug of ours where it throws, but one that must not reach undici: after four such headers its pool stands still, for
 * everybody. The value is not repeated: it is a token.
 */
export function refuseHeaders({ headers = {} }: Pick<Question, 'headers'>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderValue(name, value);
    } catch {
      throw new Error(`the header ${name} cannot be sent`);
    }
  }
}
