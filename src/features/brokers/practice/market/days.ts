import type { IsoDate } from '../../../../lib/dates.ts';
import { type Exchange, isSession, nextSession, previousSession } from '../../../../lib/market-calendar.ts';
import { closesAt, opensAt } from '../../../../lib/market-hours.ts';
import { dateIn } from '../../../../lib/time-zones.ts';

const ZONES: Readonly<Record<Exchange, string>> = { NYSE: 'America/New_York', NSE: 'Asia/Kolkata' };

/** Where a moment lies: in the session of this number, so far along; 1 from its end until the next begins. */
export interface Moment {
  readonly session: number;
  readonly part: number;
}

/** An exchange's sessions, numbered from the first one of the world; as many as have been asked for. */
export class Days {
  readonly exchange: Exchange;
  readonly #dates: IsoDate[];
  readonly #numbers: Map<IsoDate, number>;

  constructor(exchange: Exchange, start: IsoDate) {
    this.exchange = exchange;
    const first = isSession(start, exchange) ? start : nextSession(start, exchange);
    this.#dates = [first];
    this.#numbers = new Map([[first, 0]]);
  }

  dateOf(session: number): IsoDate {
    while (this.#dates.length <= session) this.#add();
    return this.#dates[Math.max(0, session)] ?? '';
  }

  /** The session of this date, or the last before it. */
  onOrBefore(date: IsoDate): number {
    const day = isSession(date, this.exchange) ? date : previousSession(date, this.exchange);
    while ((this.#dates.at(-1) ?? '') < day) this.#add();
    return this.#numbers.get(day) ?? 0;
  }

  momentOf(at: number): Moment {
    const date = dateIn(at, ZONES[this.exchange]);
    const session = this.onOrBefore(date);
    if (this.dateOf(session) !== date) return { session, part: 1 };
    const [opens, closes] = [opensAt(date, this.exchange), closesAt(date, this.exchange)];
    if (at < opens) return { session: session - 1, part: 1 };
    return { session, part: Math.min(1, (at - opens) / (closes - opens)) };
  }

  dateAt(at: number): IsoDate {
    return dateIn(at, ZONES[this.exchange]);
  }

  #add(): void {
    const next = nextSession(this.#dates.at(-1) ?? '', this.exchange);
    this.#numbers.set(next, this.#dates.length);
    this.#dates.push(next);
  }
}
