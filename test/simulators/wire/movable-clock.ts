import type { Clock } from '../../../src/lib/clock.ts';

/** Goes as the clock beneath it goes, from wherever it was moved to. */
export class MovableClock {
  readonly #beneath: Clock;
  #ahead = 0;

  constructor(beneath: Clock = Date.now) {
    this.#beneath = beneath;
  }

  now(): number {
    return this.#beneath() + this.#ahead;
  }

  add(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  moveTo(at: number): void {
    this.#ahead = at - this.#beneath();
  }
}
