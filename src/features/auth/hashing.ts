import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import argon2 from 'argon2';
import { busy } from '../../web/errors.ts';

const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MOST_WAITING = 16;

/** Of a password nobody has: checking it costs what checking a real one costs. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$cm9sbGJvb2stbm9ib2R5cw$ZHt5lAqTnJ4kKMkjKnLWnGNZGqUb7o6aMyGfHYVcGkE';

/** Each takes 19 MB for as long as it runs: more than two at a time would be felt on a small machine. */
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING) throw busy(5);
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => argon2.hash(password, COST));
}

/** Takes as long for someone unknown (null) as for someone known. */
export async function isPassword(hash: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => argon2.verify(hash ?? NOBODYS, password));
  return matches && hash !== null;
}

export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** For secrets of 32 random bytes a plain hash is enough: there is nothing to guess. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compared by their hashes, so that the time taken says nothing. */
export function isSameSecret(given: string, expected: string): boolean {
  return expected !== '' && timingSafeEqual(Buffer.from(digest(given)), Buffer.from(digest(expected)));
}
