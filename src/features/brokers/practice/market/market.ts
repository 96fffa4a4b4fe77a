import type { IsoDate } from '../../../../lib/dates.ts';
import { addDays } from '../../../../lib/dates.ts';
import type { Exchange } from '../../../../lib/market-calendar.ts';
import { seedOf, uniform } from '../chance.ts';
import { Days, type Moment } from './days.ts';
import { Path } from './path.ts';
import type { Security } from './securities.ts';

// A year before the first trade, so that the first trade already has a year behind it.
const WEEKS_BEFORE = 225;

/** Every price, at every moment, from the seed alone. Prices are in hundredths. */
export class Market {
  readonly anchor: IsoDate;
  readonly seed: number;
  readonly #securities: ReadonlyMap<string, Security>;
  readonly #days: Readonly<Record<Exchange, Days>>;
  readonly #paths = new Map<string, Path>();

  constructor(anchor: IsoDate, seed: number, securities: readonly Security[]) {
    this.anchor = anchor;
    this.seed = seed;
    this.#securities = new Map(securities.map((each) => [each.symbol, each]));
    const start = addDays(anchor, -7 * WEEKS_BEFORE);
    this.#days = { NYSE: new Days('NYSE', start), NSE: new Days('NSE', start) };
  }

  get symbols(): readonly string[] {
    return [...this.#securities.keys()];
  }

  find(symbol: string): Security | null {
    return this.#securities.get(symbol) ?? null;
  }

  security(symbol: string): Security {
    const found = this.#securities.get(symbol);
    if (found === undefined) throw new RangeError(`${symbol} is not traded in the practice market`);
    return found;
  }

  days(exchange: Exchange): Days {
    return this.#days[exchange];
  }

  /** As it was traded then, before or after a split. */
  priceAt(symbol: string, at: number): number {
    const found = this.security(symbol);
    return this.priceIn(found, this.#days[found.exchange].momentOf(at));
  }

  priceIn(of: Security, { session, part }: Moment): number {
    return this.#rounded(of, this.#pathOf(of).priceAt(session, part) * this.sharesFor(of, session));
  }

  /** In today's shares: what charts show. */
  adjustedIn(of: Security, { session, part }: Moment): number {
    return this.#rounded(of, this.#pathOf(of).priceAt(session, part));
  }

  closeOn(symbol: string, date: IsoDate): number {
    const of = this.security(symbol);
    return this.priceIn(of, { session: this.#days[of.exchange].onOrBefore(date), part: 1 });
  }

  /** How many of today's shares one share of that session has become. */
  sharesFor(of: Security, session: number): number {
    return of.split !== null && session < this.splitSession(of) ? of.split.ratio : 1;
  }

  /** The first session at the new price. */
  splitSession({ split, exchange }: Security): number {
    return this.#days[exchange].onOrBefore(addDays(this.anchor, 7 * (split?.week ?? 0)));
  }

  /** Traded from the session's start until now. */
  volumeIn(of: Security, { session, part }: Moment): number {
    const whole = of.volume * (0.6 + 0.9 * uniform(seedOf(of.symbol, this.seed), session, 4));
    // Much at the start and at the end, little at noon.
    return Math.round(whole * (part + (0.12 * Math.sin(2 * Math.PI * part)) / 2));
  }

  #pathOf(of: Security): Path {
    const known = this.#paths.get(of.symbol);
    if (known !== undefined) return known;
    const anchor = this.#days[of.exchange].onOrBefore(this.anchor);
    const path = new Path(of, seedOf(of.symbol, this.seed), this.seed, anchor);
    this.#paths.set(of.symbol, path);
    return path;
  }

  #rounded({ tick }: Security, price: number): number {
    return Math.max(tick, Math.round((price * 100) / tick) * tick);
  }
}
