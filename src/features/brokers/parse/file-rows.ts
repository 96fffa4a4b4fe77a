import type { Problem, Transaction } from '../../../model/transaction.ts';

/** A row of a file, and what it comes to. */
export interface FileRow {
  /** The same for the same row of any file of this kind. */
  readonly id: string;
  readonly line: number;
  readonly happenedAt: number;
  /** What the file calls it. */
  readonly type: string;
  /** As it was written. */
  readonly text: string;
  readonly transactions: readonly Transaction[];
  readonly problems: readonly Problem[];
}

/** A line that nobody could read. */
export interface UnreadLine {
  readonly line: number;
  readonly text: string;
  /** The rest of a sentence that begins with the line. */
  readonly reason: string;
}

/** Everything in a file is in one of the two. */
export interface ReadRows {
  readonly rows: readonly FileRow[];
  readonly unread: readonly UnreadLine[];
}
