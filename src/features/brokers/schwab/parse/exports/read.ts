import type { Parsed } from '../../../../../model/transaction.ts';
import type { ReadRows } from '../../../parse/file-rows.ts';
import { badPlace } from '../faults.ts';

/** An export, line by line. */
export interface ReadExport extends ReadRows {
  /** What the file itself calls the account; null where it says nothing. */
  readonly account: string | null;
}

/** The same, for those who want to know no more than what it comes to. */
export function toParsed({ rows, unread }: ReadExport): Parsed {
  return {
    transactions: rows.flatMap(({ transactions }) => transactions),
    problems: [
      ...unread.map(({ line, reason }) => badPlace(line, { fault: reason })),
      ...rows.flatMap(({ problems }) => problems),
    ],
  };
}
