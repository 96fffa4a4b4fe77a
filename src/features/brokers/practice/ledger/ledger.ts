/**
 * Rule: one ledger of what the broker booked, in the order it was booked; ids grow with it. It is written a week at a
 * time, as far as somebody has asked, and what is written stays: asking for last year after next year gives the same.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import type { Draft, Posting } from './postings.ts';
import { versionAt } from './postings.ts';

const WEEK = 7 * 86_400_000;
const FIRST_ID = 100_204_318_001;
const FIRST_ORDER = 1_000_412_336_007;

/** Nothing more comes of a source before this time. */
export interface Pause {
  readonly bookedAt: number;
  readonly isPause: true;
}

/** Whoever causes rows: hands them over in the order they are booked, without end or until it has no more. */
export type Source = Iterator<Draft | Pause>;

export class Ledger {
  readonly #postings: Posting[] = [];
  readonly #sources: Queue[];
  #writtenUntil: number;
  #lastId = FIRST_ID;
  #orders = FIRST_ORDER;

  /** Sources may look at the ledger as far as it is written: it is, up to the week they are asked for. */
  constructor(start: IsoDate, sources: (ledger: Ledger) => readonly Source[]) {
    this.#writtenUntil = Date.parse(`${addDays(start, -7)}T00:00:00Z`);
    this.#sources = sources(this).map((source) => ({ source, next: following(source) }));
  }

  /** Every row as it stands at this time, oldest first. */
  *rowsAt(at: number): Generator<Posting> {
    this.#write(at);
    for (const posting of this.#postings) {
      if (posting.bookedAt > at) return;
      const row = versionAt(posting, at);
      if (row !== null) yield row;
    }
  }

  /** What an account's rows have come to. */
  cashAt(account: string, at: number): number {
    let cashE4 = 0;
    for (const posting of this.#postings) {
      const row = posting.account === account ? versionAt(posting, at) : null;
      if (row?.status === 'VALID') cashE4 += row.netE4;
    }
    return cashE4;
  }

  #write(until: number): void {
    while (this.#writtenUntil <= until) {
      this.#writtenUntil += WEEK;
      const drafts = this.#sources.flatMap((each) => this.#taken(each));
      // Stable: what was booked at one moment stays in the order of its sources.
      drafts.sort((a, b) => a.bookedAt - b.bookedAt);
      const orders = new Map<object, number>();
      for (const draft of drafts) this.#postings.push(this.#numbered(draft, orders));
    }
  }

  #taken(each: Queue): readonly Draft[] {
    const drafts: Draft[] = [];
    while (each.next !== null && each.next.bookedAt < this.#writtenUntil) {
      if (!('isPause' in each.next)) drafts.push(each.next);
      each.next = following(each.source);
    }
    return drafts;
  }

  #numbered(draft: Draft, orders: Map<object, number>): Posting {
    this.#lastId += 37 + (this.#postings.length % 5) * 211;
    return { ...draft, id: this.#lastId, orderId: draft.order && this.#orderOf(draft.order, orders) };
  }

  #orderOf(order: object, orders: Map<object, number>): number {
    const known = orders.get(order);
    if (known !== undefined) return known;
    this.#orders += 1013;
    orders.set(order, this.#orders);
    return this.#orders;
  }
}

interface Queue {
  readonly source: Source;
  next: Draft | Pause | null;
}

function following(source: Source): Draft | Pause | null {
  const { done, value } = source.next();
  return done ? null : value;
}
