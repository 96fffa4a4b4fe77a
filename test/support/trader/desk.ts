import { addDays, type IsoDate, weekday } from '../../../src/lib/dates.ts';
import { nextSession } from '../../../src/lib/market-calendar.ts';
import type { Instrument } from '../../../src/model/instrument.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { type Book, booksOf, type Position } from './market.ts';

export interface Leg {
  readonly instrument: Instrument;
  readonly count: number;
  readonly effect: 'OPENING' | 'CLOSING';
  readonly cents: number;
}

type Told = Pick<Transaction, 'kind' | 'instrument'> & Partial<Transaction> & { readonly count: number };

const MINUTE = 60_000;
const ONE_E8 = 100_000_000;
const FEE_E4 = 6600;
const LAST_DAY = '2026-10-16';
const MINUTES = [2, 20, 90];
const SESSIONS = [1, 3];

/** A clock, a portfolio and the broker's rows. New York is four hours behind all the while. */
export class Desk {
  readonly rows: Transaction[] = [];
  readonly apart: { closing: string; opening: string }[] = [];
  readonly deliveries: { removals: readonly string[]; shares: string }[] = [];
  readonly #books: readonly Book[];
  #day: IsoDate = '2026-03-16';
  #at = 0;
  #orders = 0;

  constructor(books: number) {
    this.#books = booksOf(books);
  }

  get day(): IsoDate {
    return this.#day;
  }

  get isOver(): boolean {
    return this.#day > LAST_DAY;
  }

  book(index: number): Book {
    const book = this.#books[index % this.#books.length];
    if (book === undefined) throw new Error('there is no book');
    return book;
  }

  /** Minutes, sessions, or past the next expiry; `luck` decides what becomes of what expires meanwhile. */
  wait(much: number, luck: number): void {
    const minutes = MINUTES[much];
    if (minutes !== undefined && this.#at + minutes < 360) this.pass(minutes);
    else if (much < 5) this.nextDays(SESSIONS[much - MINUTES.length] ?? 1, luck);
    else this.nextDays(6 - weekday(this.#day), luck);
  }

  pass(minutes: number): void {
    this.#at += minutes;
  }

  nextDays(sessions: number, luck: number): void {
    let day = this.#day;
    for (let i = 0; i < sessions; i++) day = nextSession(day);
    for (const book of this.#books) this.#expire(book, day, luck);
    this.#day = day;
    this.#at = 0;
  }

  /** One order; `fills` more rows for a leg than it needs. */
  trade(book: Book, legs: readonly Leg[], fills: number): string {
    const orderId = `7${String(++this.#orders).padStart(5, '0')}`;
    for (const leg of legs) for (const count of partsOf(leg, fills)) this.#fill(book, leg, count, orderId);
    return orderId;
  }

  /** Before the market opens on the present day. */
  deliver(book: Book, position: Position, count: number, luck: number): void {
    this.#deliver(book, position, count, Date.parse(`${this.#day}T07:25:00Z`), luck);
  }

  tell(book: Book, told: Told, executedAt = this.#now()): string {
    const id = String(1000 + this.rows.length);
    const { count, ...row } = told;
    this.rows.push({
      id,
      part: 0,
      account: book.account,
      orderId: null,
      executedAt,
      tradedOn: new Date(executedAt).toISOString().slice(0, 10),
      hasTime: true,
      effectiveOn: null,
      quantityE8: count * ONE_E8,
      priceE6: null,
      effect: null,
      feesE4: {},
      netE4: 0,
      currency: 'USD',
      description: '',
      ...row,
    });
    return id;
  }

  #now(): number {
    return Date.parse(`${this.#day}T13:31:00Z`) + this.#at * MINUTE;
  }

  #fill(book: Book, { instrument, effect, cents }: Leg, count: number, orderId: string): void {
    const isOption = instrument.kind === 'OPTION';
    const feeE4 = isOption ? FEE_E4 * Math.abs(count) : count < 0 ? 300 : 0;
    this.tell(book, {
      kind: 'TRADE',
      instrument,
      count,
      orderId,
      effect,
      priceE6: cents * 10_000,
      feesE4: feeE4 === 0 ? {} : { COMMISSION: feeE4 },
      netE4: -count * cents * 100 * (isOption ? instrument.multiplier : 1) - feeE4,
    });
    move(book, instrument, count);
  }

  #expire(book: Book, before: IsoDate, luck: number): void {
    const due = [...book.positions.values()]
      .filter(({ contract }) => contract.expiresOn < before)
      // What brings shares comes first, so that there are some to deliver.
      .toSorted((a, b) => Number(bringsShares(b)) - Number(bringsShares(a)));
    for (const [i, position] of due.entries()) {
      const saturday = addDays(position.contract.expiresOn, 6 - weekday(position.contract.expiresOn));
      const at = Date.parse(`${saturday}T07:25:00Z`) + i * MINUTE;
      const size = Math.abs(position.count);
      const fate = [0, size, Math.ceil(size / 2)][(luck + i) % 3] ?? 0;
      const most = bringsShares(position) ? size : Math.floor(book.shares / 100);
      const delivered = Math.min(fate, most);
      if (delivered > 0) this.#deliver(book, position, delivered, at, luck);
      if (delivered < size) this.#remove(book, position, 'EXPIRATION', size - delivered, at + 5 * MINUTE);
    }
  }

  #deliver(book: Book, position: Position, count: number, at: number, luck: number): void {
    const { contract } = position;
    const kind = position.count < 0 ? 'ASSIGNMENT' : 'EXERCISE';
    const shares = (bringsShares(position) ? 100 : -100) * count;
    const row = {
      kind: 'TRADE',
      instrument: { kind: 'SHARE', ticker: book.ticker },
      count: shares,
      priceE6: contract.strikeE6,
      netE4: (-shares * contract.strikeE6) / 100,
      description: book.company,
    } as const;
    const id = this.tell(book, row, at);
    const parts = count > 1 && luck % 2 === 1 ? [1, count - 1] : [count];
    const removals = parts.map((part) => this.#remove(book, position, kind, part, at + 5 * MINUTE));
    book.shares += shares;
    this.deliveries.push({ removals, shares: id });
  }

  #remove(
    book: Book,
    { contract, count }: Position,
    kind: Transaction['kind'],
    removed: number,
    at: number,
  ): string {
    const towardsZero = -Math.sign(count) * removed;
    const [year, month, day] = contract.expiresOn.split('-');
    const name = `${contract.type} ${book.company} $${contract.strikeE6 / 1_000_000} EXP ${month}/${day}/${year?.slice(2)}`;
    const description = `Removed due to ${kind === 'EXPIRATION' ? 'Expiration' : 'Assignment'} ${name}`;
    move(book, contract, towardsZero);
    return this.tell(
      book,
      { kind, instrument: contract, count: towardsZero, effect: 'CLOSING', description },
      at,
    );
  }
}

export function bringsShares({ contract, count }: Position): boolean {
  return (contract.type === 'PUT') === count < 0;
}

function move(book: Book, instrument: Instrument, count: number): void {
  if (instrument.kind === 'SHARE') {
    book.shares += count;
    return;
  }
  const position = book.positions.get(instrument.symbol) ?? { contract: instrument, count: 0 };
  position.count += count;
  if (position.count === 0) book.positions.delete(instrument.symbol);
  else book.positions.set(instrument.symbol, position);
}

function partsOf({ count }: Leg, fills: number): readonly number[] {
  const sign = Math.sign(count);
  const first = Array.from({ length: Math.min(fills, Math.abs(count) - 1) }, () => sign);
  return [...first, count - sign * first.length];
}
