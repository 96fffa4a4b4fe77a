import {
  abandoned,
  type Circuit,
  CLOSED,
  entered,
  failed,
  turnedAwayFor,
} from '../../lib/circuit-breaker.ts';
import type { Cell } from './board.ts';

/** The circuit of one party, as all threads see it. */
export class Breaker {
  readonly #cell: Cell;

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  turnedAwayFor(now: number): number {
    return turnedAwayFor(circuitIn(this.#cell.value), now);
  }

  /** Lets in whoever is not turned away: the wait, or 0 and whether it is the probe. */
  enter(now: number): { readonly wait: number; readonly isProbe: boolean } {
    for (;;) {
      const seen = this.#cell.value;
      const circuit = circuitIn(seen);
      const wait = turnedAwayFor(circuit, now);
      if (wait > 0 || this.#cell.replaced(seen, numberOf(entered(circuit, now))))
        return { wait, isProbe: circuit.probedAt !== null };
    }
  }

  succeed(): void {
    this.#change(() => CLOSED);
  }

  fail(now: number): void {
    this.#change((circuit) => failed(circuit, now));
  }

  abandon(now: number): void {
    this.#change((circuit) => abandoned(circuit, now));
  }

  #change(step: (circuit: Circuit) => Circuit): void {
    let seen = this.#cell.value;
    while (!this.#cell.replaced(seen, numberOf(step(circuitIn(seen))))) seen = this.#cell.value;
  }
}

// More failures than this change nothing: the wait has long been the longest.
const MOST_FAILURES = 15;

function numberOf({ failures, probedAt, isProbing }: Circuit): number {
  const counted = Math.min(failures, MOST_FAILURES);
  return ((probedAt ?? 0) * (MOST_FAILURES + 1) + counted) * 2 + (isProbing ? 1 : 0);
}

function circuitIn(number: number): Circuit {
  const isProbing = number % 2 === 1;
  const rest = Math.floor(number / 2);
  const failures = rest % (MOST_FAILURES + 1);
  const probedAt = (rest - failures) / (MOST_FAILURES + 1);
  return { failures, probedAt: probedAt === 0 ? null : probedAt, isProbing };
}
