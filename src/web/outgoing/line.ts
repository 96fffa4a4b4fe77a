import type { Clock } from '../../lib/clock.ts';
import { orAborted } from '../../lib/or-aborted.ts';
import { type Pace, taken, waitFor } from '../../lib/token-bucket.ts';

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

interface Time {
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** Those who wait for one budget: first come, first served, and who leaves is not waited for. */
export class Line {
  readonly #pace: Pace;
  readonly #time: Time;
  #last: Promise<void> = Promise.resolve();
  #fullAt = 0;

  constructor(pace: Pace, time: Time) {
    this.#pace = pace;
    this.#time = time;
  }

  /** Kept when it is the caller's turn; rejected with the signal's reason. */
  async turn(signal?: AbortSignal): Promise<void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    try {
      await orAborted(before, signal);
      await this.#wait(signal);
      this.#fullAt = taken(this.#pace, this.#fullAt, this.#time.clock());
    } finally {
      // Also for who has left: those behind still wait for those before.
      void before.then(resolve);
    }
  }

  async #wait(signal?: AbortSignal): Promise<void> {
    const wait = waitFor(this.#pace, this.#fullAt, this.#time.clock());
    if (wait > 0) await this.#time.sleep(wait, signal);
  }
}
