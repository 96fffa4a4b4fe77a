/**
 * What is shown of the mirror. A record is one activity of the broker's in all its versions, and is known by the number
 * of its first one, which never changes; each transaction that was made of it leads there. Example: a spread that came
 * in one row is two lines of the list, and one record.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type { Problem, ProblemCode, Transaction, TransactionKind } from '../../../model/transaction.ts';
import type { Order, Place } from './order.ts';

/** Who told a row: the broker's own interface, or a file. */
export const sources = ['api', 'schwab-csv', 'schwab-json', 'zerodha-tradebook'] as const;
export type Source = (typeof sources)[number];

export const transactionKinds = [
  'TRADE',
  'ASSIGNMENT',
  'EXERCISE',
  'EXPIRATION',
  'CASH_SETTLEMENT',
  'DIVIDEND',
  'WITHHOLDING',
  'SPLIT',
  'ADJUSTMENT',
  'TRANSFER',
  'CASH',
] as const satisfies readonly TransactionKind[];

/** Which of them, and in what order; what is left out does not narrow. */
export interface TransactionFilter {
  /** An account's id. */
  readonly account?: string | undefined;
  readonly ticker?: string | undefined;
  readonly kind?: TransactionKind | undefined;
  /** Dates of trade, both included. */
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
  /** In the description, the ticker, the contract's symbol, the broker's own number. */
  readonly search?: string | undefined;
  readonly order: Order;
}

export interface ListedTransaction extends Transaction {
  /** Its own number; the record's is `record`. */
  readonly rowId: number;
  readonly record: number;
  /** `account` is the account's id; this is what people call it. */
  readonly accountName: string;
  readonly broker: BrokerKind;
  readonly source: Source;
  /** The broker has corrected it since it was first seen. */
  readonly isCorrected: boolean;
  readonly hasProblem: boolean;
}

export interface TransactionPage {
  readonly rows: readonly ListedTransaction[];
  /** null on the last page. */
  readonly next: Place | null;
}

export interface Version {
  readonly version: number;
  readonly state: 'SEEN' | 'VANISHED';
  readonly source: Source;
  readonly type: string;
  readonly happenedAt: number;
  readonly seenAt: number;
  /** As the broker wrote it; null for the version that says it is gone. */
  readonly text: string | null;
  readonly problems: readonly { readonly code: ProblemCode; readonly message: string }[];
}

export interface TransactionRecord {
  readonly id: number;
  readonly activityId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly broker: BrokerKind;
  /** Newest first; never empty. */
  readonly versions: readonly Version[];
  /** What the newest version comes to; empty where it is gone, counts nothing or could not be read. */
  readonly transactions: readonly ListedTransaction[];
  /** The broker's own row, where this one is a file's and only confirms it. */
  readonly evidenceOf: number | null;
  /** The rows of files that confirm this one. */
  readonly evidence: readonly number[];
}

/** A record that comes to nothing, or not to all it says: vanished, invalid, not understood. */
export interface OddRecord {
  readonly record: number;
  readonly activityId: string;
  readonly accountName: string;
  readonly happenedAt: number;
  readonly type: string;
  readonly state: 'SEEN' | 'VANISHED';
  readonly problems: readonly { readonly code: ProblemCode; readonly message: string }[];
}

/** A row of a file, and what it comes to. */
export interface ImportedRow {
  readonly id: string;
  readonly happenedAt: number;
  readonly type: string;
  readonly text: string;
  readonly transactions: readonly Transaction[];
  readonly problems: readonly Problem[];
}

/** What a file would bring. */
export interface SortedImport {
  readonly fresh: readonly ImportedRow[];
  /** Told already, by the broker or an earlier file: nothing comes of them. */
  readonly known: readonly ImportedRow[];
}
