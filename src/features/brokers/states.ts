import { createHash, randomBytes } from 'node:crypto';

/** What goes to the broker and must come back: nobody can guess it, and only its hash is kept. */
export function newState(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
