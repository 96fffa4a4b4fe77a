/** A request token is good once and for five minutes, an access until six in the morning in India. */
import { createHash, randomBytes } from 'node:crypto';
import { instantAt } from '../../../src/lib/market-hours.ts';
import { dateIn } from '../../../src/lib/time-zones.ts';
import type { KiteApp } from './app.ts';

const REQUEST_MS = 5 * 60_000;
const DAY = 86_400_000;

export interface Session {
  readonly access: string;
  readonly key: string;
  readonly at: number;
  readonly until: number;
}

export class Sessions {
  readonly #requests = new Map<string, number>();
  #session: Session | null = null;

  /** After the person has signed in. */
  requestToken(at: number): string {
    const token = word();
    this.#requests.set(token, at + REQUEST_MS);
    return token;
  }

  /** Once; the session before is over then. null where the token or the checksum is none. */
  open(token: string, checksum: string, { key, secret }: KiteApp, at: number): Session | null {
    const until = this.#requests.get(token) ?? 0;
    this.#requests.delete(token);
    if (until < at || checksum !== checksumOf(key, token, secret)) return null;
    this.#session = { access: word(), key, at, until: nextSix(at) };
    return this.#session;
  }

  isOpen(key: string, access: string, at: number): boolean {
    const session = this.#session;
    return session !== null && session.key === key && session.access === access && at < session.until;
  }

  /** Signed out, from the app or from Kite's own pages. */
  end(): void {
    this.#session = null;
  }
}

export function checksumOf(key: string, token: string, secret: string): string {
  return createHash('sha256').update(`${key}${token}${secret}`).digest('hex');
}

/** The next six o'clock in India, strictly later than now. */
export function nextSix(at: number): number {
  const today = instantAt(dateIn(at, 'Asia/Kolkata'), '06:00', 'NSE');
  return today > at ? today : today + DAY;
}

function word(): string {
  const letters = randomBytes(48)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '');
  return letters.slice(0, 32).padEnd(32, '0');
}
