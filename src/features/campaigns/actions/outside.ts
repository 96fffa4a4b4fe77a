import { accountsOf } from '../../brokers/index.ts';
import { type RecordedRow, recordedRows } from '../../transactions/index.ts';
import { OUTSIDE } from '../engine/story/bought.ts';
import { questionsOf } from '../store/campaigns.ts';
import type { Means } from './tell.ts';

/** Shares that were bought, or came, and are in no campaign. */
export interface Outside {
  readonly ticker: string;
  readonly recorded: RecordedRow;
  readonly heldE8: number;
}

export function outsideOf({ db }: Pick<Means, 'db'>, userId: string): readonly Outside[] {
  const outside = questionsOf(db, userId, 'unassigned').filter(
    ({ why, quantityE8 }) => why === OUTSIDE && quantityE8 > 0,
  );
  if (outside.length === 0) return [];
  const ids = outside.map(({ transactionId }) => transactionId);
  const rows = accountsOf(db, userId).flatMap(({ id }) => recordedRows(db, userId, id, ids));
  return outside.flatMap(({ ticker, transactionId, part, quantityE8 }) => {
    const recorded = rows.find(
      ({ row }) => row.id === transactionId && row.part === part && row.instrument?.ticker === ticker,
    );
    return recorded === undefined ? [] : [{ ticker, recorded, heldE8: quantityE8 }];
  });
}
