/** How long until a failed request is made again: longer each time, and never for all at the same moment. */
const FIRST_MS = 500;
const LONGEST_MS = 8_000;
/** What is asked to wait longer than this is not waited for: the caller is told instead. */
const MOST_PATIENCE_MS = 30_000;

/**
 * Before the `attempt`-th repetition (from 1); null: not worth waiting for. `random` is in [0, 1). What the other side
 * asked for counts as the least.
 */
export function backoffMs(attempt: number, random: number, askedForMs: number | null): number | null {
  const jittered = pauseMs(attempt, random);
  const wait = askedForMs === null ? jittered : askedForMs + jittered;
  return wait > MOST_PATIENCE_MS ? null : wait;
}

/** Twice as long as the one before, up to the longest; half of it at least. */
export function pauseMs(attempt: number, random: number, longestMs = LONGEST_MS): number {
  const step = Math.min(longestMs, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(step / 2 + (random * step) / 2);
}

/** What a Retry-After says: seconds, or a date. null where it says nothing that can be read. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,7}$/.test(text)) return Number(text) * 1000;
  // Date.parse takes nearly anything for a date; a date of HTTP begins with the day's name.
  const until = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(until) ? Math.max(0, until - now) : null;
}
