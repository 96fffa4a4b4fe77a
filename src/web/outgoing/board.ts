/**
 * What all threads of the program know together of those who are asked: a number each, changed by one of them at a time.
 * Whoever lays it out in the same order sees the same, and a thread that dies leaves nothing half written.
 */
export class Board {
  readonly #numbers: BigInt64Array;
  #laidOut = 0;

  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new BigInt64Array(memory);
  }

  /** The next one. */
  cell(): Cell {
    return new Cell(this.#numbers, this.#laidOut++);
  }
}

const MOST_CELLS = 64;

export function boardMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(MOST_CELLS * BigInt64Array.BYTES_PER_ELEMENT);
}

/** A whole number, nothing at first. */
export class Cell {
  readonly #numbers: BigInt64Array;
  readonly #at: number;

  constructor(numbers: BigInt64Array, at: number) {
    this.#numbers = numbers;
    this.#at = at;
  }

  get value(): number {
    return Number(Atomics.load(this.#numbers, this.#at));
  }

  /** false where another thread was faster: what was `seen` is no longer so. */
  replaced(seen: number, by: number): boolean {
    return Atomics.compareExchange(this.#numbers, this.#at, BigInt(seen), BigInt(by)) === BigInt(seen);
  }
}
