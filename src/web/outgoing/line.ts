import type { Clock } from '../../lib/clock.ts';
import { orAborted } from '../../lib/or-aborted.ts';
import { type Pace, taken, waitFor } from '../../lib/token-bucket.ts';
import type { Cell } from './board.ts';

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

interface Time {
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** The board holds whole numbers, and not every pace is of whole milliseconds. */
const MICROSECONDS = 1000;

/**
 * Those of this thread who wait for one budget: first come, first served, and who leaves is not waited for. What is left
 * of it is on the board.
 */
export class Line {
  readonly #pace: Pace;
  readonly #time: Time;
  readonly #fullAt: Cell;
  #last: Promise<void> = Promise.resolve();

  constructor(pace: Pace, time: Time, fullAt: Cell) {
    this.#pace = pace;
    this.#time = time;
    this.#fullAt = fullAt;
  }

  /** Kept when it is the caller's turn; rejected with the signal's reason. */
  async turn(signal?: AbortSignal): Promise<void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    try {
      await orAborted(before, signal);
      while (!(await this.#taken(signal)));
    } finally {
      // Also for who has left: those behind still wait for those before.
      void before.then(resolve);
    }
  }

  /** false where another thread took it while this one waited. */
  async #taken(signal?: AbortSignal): Promise<boolean> {
    const seen = this.#fullAt.value;
    const fullAt = seen / MICROSECONDS;
    const wait = waitFor(this.#pace, fullAt, this.#time.clock());
    if (wait > 0) await this.#time.sleep(wait, signal);
    const now = taken(this.#pace, fullAt, this.#time.clock());
    return this.#fullAt.replaced(seen, Math.floor(now * MICROSECONDS));
  }
}
