import { setTimeout as timer } from 'node:timers';

export class Late extends Error {}

/** The caller's signal and the time for the whole, as one. */
export class Limit implements Disposable {
  readonly #ending = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  isLate = false;

  constructor(ms: number, caller: AbortSignal | undefined) {
    this.#caller = caller;
    caller?.addEventListener('abort', this.#onAbort, { once: true });
    if (caller?.aborted) this.#onAbort();
    this.#timer = timer(() => this.#onLate(), ms);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = () => this.#ending.abort();

  #onLate(): void {
    this.isLate = true;
    this.#ending.abort();
  }
}
