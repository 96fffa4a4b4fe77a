/** How Kite writes: rupees as floating numbers, and the clock of India without saying so. */
import { dateIn, wallTimeIn } from '../../../../lib/time-zones.ts';
import { draw } from '../chance.ts';
import { INDIAN, type IndianSecurity } from '../market/indian.ts';

export const USER_ID = 'PR4711';
const ZONE = 'Asia/Kolkata';
const SEGMENTS = { NSE: 1, BSE: 4, INDICES: 9 } as const;

/** `2021-05-31 09:16:39` */
export function indianTime(at: number): string {
  return `${dateIn(at, ZONE)} ${wallTimeIn(at, ZONE)}`;
}

/** `2017-12-15T09:15:00+0530` */
export function candleTime(at: number): string {
  return `${dateIn(at, ZONE)}T${wallTimeIn(at, ZONE)}+0530`;
}

/** The same share at one of the exchanges that list it. */
export interface Listed {
  readonly of: IndianSecurity;
  readonly exchange: 'NSE' | 'BSE';
  readonly number: number;
  readonly token: number;
}

export const LISTED: readonly Listed[] = INDIAN.flatMap((of) => {
  const segment = of.kind === 'INDEX' ? SEGMENTS.INDICES : SEGMENTS.NSE;
  const first: Listed = { of, exchange: 'NSE', number: of.number, token: of.number * 256 + segment };
  if (of.bombay === null) return [first];
  return [first, { of, exchange: 'BSE', number: of.bombay, token: of.bombay * 256 + SEGMENTS.BSE }];
});

const BY_KEY = new Map(LISTED.map((each) => [`${each.exchange}:${each.of.symbol}`, each]));
const BY_TOKEN = new Map(LISTED.map((each) => [each.token, each]));

/** `NSE:INFY`; null for what is not listed. */
export function listedByKey(key: string): Listed | null {
  return BY_KEY.get(key) ?? null;
}

export function listedByToken(token: number): Listed | null {
  return BY_TOKEN.get(token) ?? null;
}

/** Fifteen digits: the day, and a number of that day. */
export function orderNumber(at: number, place: number): string {
  const day = dateIn(at, ZONE).slice(2).replaceAll('-', '');
  return `${day}${String(100_000_000 + (draw(Math.floor(at / 1000), place) % 800_000_000)).padStart(9, '0')}`;
}
