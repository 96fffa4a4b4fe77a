import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import { tooMany } from './errors.ts';

interface Limits {
  readonly api: number;
  readonly pages: number;
  readonly guests: number;
  readonly signIn: number;
}

interface Budget {
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

const MINUTE = 60_000;

/** So many requests a minute for each person and each address; beyond it, when to come back. */
export function limitRate(app: FastifyInstance, limits: Limits, clock: Clock): void {
  const counter = new Counter();
  app.addHook('onRequest', async (request) => {
    const budget = budgetOf(request, limits);
    if (budget === null) return;
    const wait = counter.add(budget, clock());
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
  });
}

function budgetOf(request: FastifyRequest, limits: Limits): Budget | null {
  const { limit } = request.routeOptions.config;
  if (limit === 'none') return null;
  if (limit === 'sign-in' && request.method === 'POST') {
    return { key: `sign-in:${request.ip}`, limit: limits.signIn, windowMs: 3 * MINUTE };
  }
  if (request.identity === null)
    return { key: `guest:${request.ip}`, limit: limits.guests, windowMs: MINUTE };
  const person = request.identity.actor.userId;
  const isPage = ['GET', 'HEAD'].includes(request.method) && !request.url.startsWith('/api/');
  return isPage
    ? { key: `pages:${person}`, limit: limits.pages, windowMs: MINUTE }
    : { key: `api:${person}`, limit: limits.api, windowMs: MINUTE };
}

/** Counts in fixed windows, anew when the clock went back; forgets those that have passed whenever it has grown too long. */
class Counter {
  readonly #windows = new Map<string, { count: number; readonly endsAt: number }>();

  /** The milliseconds to wait, 0 while within the budget. */
  add({ key, limit, windowMs }: Budget, now: number): number {
    const open = this.#windows.get(key);
    if (open === undefined || open.endsAt <= now || open.endsAt > now + windowMs) {
      this.#forget(now);
      this.#windows.set(key, { count: 1, endsAt: now + windowMs });
      return 0;
    }
    open.count++;
    return open.count > limit ? open.endsAt - now : 0;
  }

  #forget(now: number): void {
    if (this.#windows.size < 10_000) return;
    for (const [key, window] of this.#windows) if (window.endsAt <= now) this.#windows.delete(key);
  }
}
