import type { Transaction } from '../../../model/transaction.ts';
import { parseSchwabApi } from '../../brokers/index.ts';
import type { TransactionRecord } from '../engine/listed.ts';

/** What a row that has vanished came to while it was there, as far as it can still be read. Files do not vanish. */
export function goneFrom({ versions }: TransactionRecord): readonly Transaction[] {
  const [newest, before] = versions;
  if (newest?.state !== 'VANISHED' || before?.source !== 'api' || before.text === null) return [];
  return parseSchwabApi(JSON.parse(before.text)).transactions;
}
