/**
 * What the rows say is held, beside what the broker says. All of one account. Example: rows of -3 puts, and the broker
 * shows -3: they agree; it shows -1: they differ by 2, and something is to be said about why.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import type { Currency } from '../../../../model/money.ts';
import type { Transaction } from '../types.ts';

/** A row that can be opened. */
export interface Known extends Transaction {
  /** The number of its record. */
  readonly record: number;
}

export interface Held {
  readonly instrument: Instrument;
  /** Negative: short. */
  readonly quantityE8: number;
}

export interface Counted extends Held {
  /** The same, were each removal to go toward zero whatever its sign: brokers are not of one mind about it. */
  readonly towardZeroE8: number;
}

/** What was there before the first row, as it was found when both were first compared. */
export interface Carried {
  /** The date of the first row then: with older history it is found anew. */
  readonly begins: IsoDate | null;
  /** null where cash cannot be compared. */
  readonly cashE4: number | null;
  /** By contract or ticker. */
  readonly held: Readonly<Record<string, number>>;
}

export interface Facts {
  readonly account: string;
  readonly currency: Currency;
  /** Its rows tell every deposit and every cost. */
  readonly tellsCash: boolean;
  /** When the broker was asked what is held, and which day that was at the exchange. */
  readonly readAt: number;
  readonly readOn: IsoDate;
  /** The date of its first row; null without rows. */
  readonly begins: IsoDate | null;
  readonly counted: readonly Counted[];
  readonly held: readonly Held[];
  readonly rowsCashE4: number;
  readonly brokerCashE4: number | null;
  /** null: not compared before. */
  readonly carried: Carried | null;
}

/** What is looked at where something differs, and only there. */
export interface Evidence {
  /** An account's rows of a ticker; null where too much differs to look at all of it. */
  readonly rowsOf: (ticker: string) => readonly Known[] | null;
  /** Records of it that the broker shows no more. */
  readonly goneOf: (instrument: Instrument) => readonly number[];
  /** All rows from a day on. */
  readonly since: (day: IsoDate) => readonly Known[];
}

/** A contract or share in both. */
export interface Line {
  /** The contract's symbol, or the ticker. */
  readonly key: string;
  readonly instrument: Instrument;
  readonly rowsE8: number;
  readonly carriedE8: number;
  readonly brokerE8: number;
  /** What the broker has more. */
  readonly byE8: number;
}

/** The likely reason, the first that fits. */
export type Cause =
  | { readonly kind: 'NOT_YET_THERE' }
  | { readonly kind: 'EXPIRED' }
  | { readonly kind: 'HALF' }
  | { readonly kind: 'AWAITED' }
  | { readonly kind: 'SPLIT'; readonly ratio: number }
  | { readonly kind: 'GONE'; readonly records: readonly number[] }
  | { readonly kind: 'BEFORE' }
  | { readonly kind: 'UNKNOWN' };

/** carried: what was there before the first row makes them agree. waiting: time will tell. */
export type State = 'agrees' | 'carried' | 'waiting' | 'differs';

export interface Difference extends Line {
  readonly cause: Cause;
  readonly state: State;
  /** The rows that say so; else all of this contract. */
  readonly rows: readonly Known[];
}

export interface CashBalance {
  readonly rowsE4: number;
  readonly carriedE4: number;
  readonly brokerE4: number;
  readonly byE4: number;
  readonly state: State;
  readonly rows: readonly Known[];
}

export interface Balance {
  readonly account: string;
  readonly currency: Currency;
  readonly readAt: number;
  readonly begins: IsoDate | null;
  readonly agreeing: readonly Line[];
  readonly differences: readonly Difference[];
  /** null where the broker does not say, or the rows do not tell all. */
  readonly cash: CashBalance | null;
}

export function keyOf(instrument: Instrument): string {
  return instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker;
}
