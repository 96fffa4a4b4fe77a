/**
 * Rule: a price wanders around a line that ends, at the anchor, near what the table says: each session adds the
 * market's move, its own, and a pull back toward the line; within the session it goes smoothly from one close to
 * the next. Example: a share of 40 % volatility moves 2.5 % on a usual day.
 */
import { bell } from '../chance.ts';
import type { Security } from './securities.ts';

const SESSIONS = 252;
const PULL = 0.03;
const MARKET = 77_777;
// Whoever reports four times a year jumps four times a year.
const REPORTS = 63;
const WAVES = 7;

export class Path {
  readonly #security: Security;
  readonly #seed: number;
  readonly #market: number;
  readonly #anchor: number;
  readonly #daily: number;
  /** Logarithms, so that years of steps add up. */
  readonly #closes: number[];

  /** `anchor` is the number of the session at which the price comes near the table's. */
  constructor(security: Security, seed: number, market: number, anchor: number) {
    this.#security = security;
    this.#seed = seed;
    this.#market = market;
    this.#anchor = anchor;
    this.#daily = security.volatility / Math.sqrt(SESSIONS);
    this.#closes = [this.#line(0) + 3 * this.#daily * bell(seed, 0)];
  }

  /** As of today's shares: a split before or after is not in it. */
  priceAt(session: number, part: number): number {
    const close = this.#closeOf(session);
    if (part >= 1 || session <= 0) return Math.exp(close);
    const start = this.#closeOf(session - 1);
    const open = start + 0.35 * (close - start) + 0.25 * this.#daily * bell(this.#seed, session, 3);
    return Math.exp(open + (close - open) * part + this.#swing(session, part));
  }

  #closeOf(session: number): number {
    while (this.#closes.length <= session) this.#closes.push(this.#step(this.#closes.length));
    return this.#closes[Math.max(0, session)] ?? 0;
  }

  #step(session: number): number {
    const before = this.#closes[session - 1] ?? 0;
    const { market, drift } = this.#security;
    const shared = market * bell(this.#market, MARKET, session);
    const own = Math.sqrt(1 - market ** 2) * bell(this.#seed, session, 1);
    const report = market < 1 && session % REPORTS === Math.abs(this.#seed % REPORTS) ? 2.2 : 1;
    const pull = PULL * (this.#line(session - 1) - before);
    return before + drift / SESSIONS + pull + this.#daily * (shared + own * report);
  }

  #line(session: number): number {
    const { price, drift } = this.#security;
    return Math.log(price) + (drift * (session - this.#anchor)) / SESSIONS;
  }

  // Waves that are nothing at both ends of the session; the last, quick one is what makes a ticker tick.
  #swing(session: number, part: number): number {
    let sum = 0.08 * Math.sin(180 * Math.PI * part) * part * (1 - part);
    for (let wave = 1; wave <= WAVES; wave++)
      sum += (0.45 * bell(this.#seed, session, 10 + wave) * Math.sin(wave * Math.PI * part)) / wave;
    return this.#daily * sum;
  }
}
