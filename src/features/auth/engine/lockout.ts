/**
 * Rule: the first five wrong passwords cost nothing; each further one doubles the wait, up to a limit. Attempts made
 * while waiting are not looked at and do not lengthen it, so nobody can keep an owner out for ever. A pause of a day
 * forgives. Example: the seventh wrong password for one account means 10 seconds, the tenth and all later ones 60.
 */
export interface Failures {
  readonly failures: number;
  readonly lastAt: number;
  readonly waitUntil: number;
}

const FREE = 5;
const FIRST_WAIT_MS = 5_000;
const FORGIVEN_AFTER_MS = 24 * 60 * 60 * 1000;

/** An account waits a minute at most: its owner is behind it. An address may wait longer. */
export const LONGEST_WAIT_MS = { account: 60_000, address: 15 * 60_000 } as const;

export function afterFailure(known: Failures | null, longestWaitMs: number, now: number): Failures {
  const failures = 1 + (known === null || isForgiven(known, now) ? 0 : known.failures);
  const wait = failures <= FREE ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE - 1), longestWaitMs);
  return { failures, lastAt: now, waitUntil: now + wait };
}

/** Nothing where the clock went back behind the last attempt: else its owner would wait for the clock. */
export function waitMs(known: Failures | null, now: number): number {
  return known === null || now < known.lastAt ? 0 : Math.max(0, known.waitUntil - now);
}

export function isForgiven(known: Failures, now: number): boolean {
  return now - known.lastAt > FORGIVEN_AFTER_MS;
}
