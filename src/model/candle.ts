import type { IsoDate } from '../lib/dates.ts';

/** One session of one symbol. */
export interface Candle {
  /** The exchange's own date. */
  readonly tradedOn: IsoDate;
  readonly openE6: number;
  readonly highE6: number;
  readonly lowE6: number;
  readonly closeE6: number;
  /** In shares. */
  readonly volume: number;
}
