import { type IsoDate, isIsoDate } from '../lib/dates.ts';

/** One contract, or one share, in the hundred-millionths that quantities are counted in. */
export const UNIT_E8 = 100_000_000;

/** A share, fund or receipt: whatever is held by the piece. */
export interface Share {
  readonly kind: 'SHARE';
  readonly ticker: string;
}

export interface OptionContract {
  readonly kind: 'OPTION';
  /** As the Options Clearing Corporation writes it, 21 signs: `F     260417P00012000`. */
  readonly symbol: string;
  /** What campaigns are kept under: the underlying, and one name for a family of index roots. */
  readonly ticker: string;
  readonly expiresOn: IsoDate;
  readonly type: 'PUT' | 'CALL';
  readonly strikeE6: number;
  /** What a premium of 1 costs. */
  readonly multiplier: number;
  /** Shares that change hands on assignment, in hundred-millionths; 0 where cash does. */
  readonly deliverableE8: number;
}

export type Instrument = Share | OptionContract;

/** What a symbol says by itself. */
export interface OccSymbol {
  readonly root: string;
  readonly expiresOn: IsoDate;
  readonly type: 'PUT' | 'CALL';
  readonly strikeE6: number;
}

const OCC = /^([A-Z0-9.]{1,6}) *(\d\d)(\d\d)(\d\d)([PC])(\d{8})$/;

/** null where the text is no option symbol. */
export function parseOccSymbol(text: string): OccSymbol | null {
  const match = OCC.exec(text.trim().toUpperCase());
  if (match === null) return null;
  const [, root = '', year, month, day, letter, strike] = match;
  const expiresOn = `20${year}-${month}-${day}`;
  if (!isIsoDate(expiresOn)) return null;
  return { root, expiresOn, type: letter === 'P' ? 'PUT' : 'CALL', strikeE6: Number(strike) * 1000 };
}

export function formatOccSymbol({ root, expiresOn, type, strikeE6 }: OccSymbol): string {
  const date = expiresOn.slice(2).replaceAll('-', '');
  const strike = String(Math.round(strikeE6 / 1000)).padStart(8, '0');
  return `${root.padEnd(6)}${date}${type === 'PUT' ? 'P' : 'C'}${strike}`;
}

const FAMILIES: Readonly<Record<string, string>> = { SPXW: 'SPX', NDXP: 'NDX', RUTW: 'RUT', VIXW: 'VIX' };
const CASH_SETTLED = new Set(['SPX', 'XSP', 'NDX', 'XND', 'RUT', 'MRUT', 'VIX', 'DJX', 'OEX', 'XEO']);

/** The name campaigns are kept under: `$SPX` and `SPXW` are SPX. */
export function tickerOf(underlying: string): string {
  const plain = underlying.trim().toUpperCase().replace(/^\$/, '');
  return FAMILIES[plain] ?? plain;
}

/** Index options pay the difference in cash; no shares change hands. */
export function isCashSettled(ticker: string): boolean {
  return CASH_SETTLED.has(ticker);
}
