import type { IsoDate } from '../../../../lib/dates.ts';
import type { Currency } from '../../../../model/money.ts';

export const BOOKS = ['economic', 'tax'] as const;
export type BookName = (typeof BOOKS)[number];

/** Which campaigns are counted, and in which book. */
export interface Narrowing {
  readonly book: BookName;
  readonly currency: Currency;
  readonly account: string | undefined;
  readonly ticker: string | undefined;
  readonly strategy: string | undefined;
  /** The campaigns of a tag; undefined where none is asked for. */
  readonly ids: readonly string[] | undefined;
  /** Of closing; of premium, the days of its rows. */
  readonly from: IsoDate | undefined;
  readonly to: IsoDate | undefined;
}
