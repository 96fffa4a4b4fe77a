import type { IsoDate } from '../lib/dates.ts';
import type { Instrument } from './instrument.ts';
import type { Currency } from './money.ts';

export type TransactionKind =
  | 'TRADE'
  | 'ASSIGNMENT'
  | 'EXERCISE'
  | 'EXPIRATION'
  | 'CASH_SETTLEMENT'
  | 'DIVIDEND'
  | 'WITHHOLDING'
  | 'SPLIT'
  | 'ADJUSTMENT'
  | 'TRANSFER'
  | 'CASH';

/**
 * One effect of one of the broker's rows, with the broker's oddities taken out. A row with several securities is
 * several transactions of the same id, told apart by `part`.
 */
export interface Transaction {
  /** The broker's activityId; unique within an account, and greater for what was booked later. */
  readonly id: string;
  readonly part: number;
  readonly account: string;
  /** Fills of one order are one event. null where no order caused it, or none is known. */
  readonly orderId: string | null;
  /** Milliseconds since 1970. */
  readonly executedAt: number;
  /** The exchange's date of `executedAt`, in New York. */
  readonly tradedOn: IsoDate;
  /** False where only the date is known (a file that was exported): then `executedAt` is its midnight. */
  readonly hasTime: boolean;
  /** The date the broker itself says a booking is "as of"; null where it says none. */
  readonly effectiveOn: IsoDate | null;
  readonly kind: TransactionKind;
  /** null for plain cash: deposits, interest, and dividends, which name nobody but a company. */
  readonly instrument: Instrument | null;
  /** + received, - delivered: hundred-millionths of a contract or share. */
  readonly quantityE8: number;
  /** Per share. null where the row has none. */
  readonly priceE6: number | null;
  /** What the broker says of an option or share trade; null where it says nothing. */
  readonly effect: 'OPENING' | 'CLOSING' | null;
  /** Positive, by the broker's names. */
  readonly feesE4: Readonly<Record<string, number>>;
  /** The cash effect, fees included: + received. */
  readonly netE4: number;
  readonly currency: Currency;
  readonly description: string;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly transactionIds: readonly string[];
  /** The trader's own word that it is about. */
  readonly decision?: string;
}

export type ProblemCode =
  | 'ROW_NOT_VALID'
  | 'BAD_ROW'
  | 'NET_MISMATCH'
  | 'CLOSE_WITHOUT_OPEN'
  | 'UNKNOWN_ORIGIN'
  | 'UNKNOWN_BASIS'
  | 'UNKNOWN_ADJUSTMENT'
  | 'UNMATCHED_DIVIDEND'
  | 'INCOMPLETE_ASSIGNMENT'
  | 'AWAITING_ASSIGNMENT'
  | 'EXPECTED_EVENT_MISSING'
  | 'AMBIGUOUS_PAIR'
  | 'SHORT_SHARES'
  | 'NAKED_CALL'
  | 'STALE_DECISION';

/** What a file or an answer of a broker comes to: everything in it is in one of the two lists. */
export interface Parsed {
  readonly transactions: readonly Transaction[];
  readonly problems: readonly Problem[];
}
