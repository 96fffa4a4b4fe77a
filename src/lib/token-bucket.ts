/**
 * How fast somebody may be asked: `burst` requests at once, and one more every `everyMs`. In any stretch of time T no
 * more than burst + T / everyMs get through. All the bucket holds is one instant: when it will be full again.
 */
export interface Pace {
  readonly burst: number;
  readonly everyMs: number;
}

/** How long the next request waits; 0: now. */
export function waitFor({ burst, everyMs }: Pace, fullAt: number, now: number): number {
  const wait = fullAt - (burst - 1) * everyMs - now;
  // The bucket never asks for more than one turn's wait, but for what rounding adds: more, and the clock was set back.
  return wait > everyMs + 1 ? 0 : Math.max(0, wait);
}

/** The bucket after a request at this instant. */
export function taken({ burst, everyMs }: Pace, fullAt: number, now: number): number {
  return Math.min(Math.max(fullAt, now), now + (burst - 1) * everyMs) + everyMs;
}
