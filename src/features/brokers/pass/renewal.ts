import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import { beginRenewal, endRenewal, prolongRenewal } from '../store/renewals.ts';
import type { Held } from '../store/tokens.ts';
import type { Bearer } from './bearer.ts';

/** Killed at it, nobody prolongs it any more, and the next one begins after this. */
const STAY_MS = 10_000;
/** Further ahead than this nobody claims anything: the clock was set back by more than a trifle. */
const FURTHEST_MS = 2 * STAY_MS;
const WORD_MS = 3_000;

type Owner = Pick<Bearer, 'deps' | 'connection'>;

export function isBeingRenewed({ renewedUntil }: Pick<Held, 'renewedUntil'>, now: number): boolean {
  return renewedUntil !== null && now < renewedUntil && renewedUntil <= now + FURTHEST_MS;
}

/**
 * The right to renew: of all threads and processes on this database one has it at a time. A sync works in a thread of
 * its own, and the command line in a process: a refresh token that rotates would not survive two at once.
 */
export class Renewal implements Disposable {
  readonly #owner: Owner;
  readonly #by: string;
  readonly #words: NodeJS.Timeout;

  private constructor(owner: Owner, by: string) {
    this.#owner = owner;
    this.#by = by;
    this.#words = setInterval(() => this.#quietly(prolonged), WORD_MS).unref();
  }

  /** null where somebody else is at it, or has been. */
  static begin(owner: Owner, { version }: Held): Renewal | null {
    const { deps, connection } = owner;
    const by = deps.newId();
    const now = deps.clock();
    const stay = { now, until: now + STAY_MS, furthest: now + FURTHEST_MS };
    const isBegun = write(deps.db, (tx) => beginRenewal(tx, connection, { by, version }, stay));
    return isBegun ? new Renewal(owner, by) : null;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#words);
    this.#quietly(ended);
  }

  // What cannot be written just now is over by itself in a moment.
  #quietly(step: (tx: Tx, owner: Owner, by: string) => void): void {
    try {
      write(this.#owner.deps.db, (tx) => step(tx, this.#owner, this.#by));
    } catch {}
  }
}

function prolonged(tx: Tx, { deps, connection }: Owner, by: string): void {
  prolongRenewal(tx, connection, by, deps.clock() + STAY_MS);
}

function ended(tx: Tx, { connection }: Owner, by: string): void {
  endRenewal(tx, connection, by);
}
