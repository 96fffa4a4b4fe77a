import { rmSync } from 'node:fs';
import { readConfig } from '../src/config.ts';
import type { Tx } from '../src/db/open.ts';
import { write } from '../src/db/write.ts';
import { type Account, openAccount } from '../src/features/brokers/index.ts';
import { insertTransaction } from '../src/features/transactions/store/compiled.ts';
import { insertVersion } from '../src/features/transactions/store/rows.ts';
import type { Transaction } from '../src/model/transaction.ts';
import { openHouse } from '../src/open-house.ts';
import { openPerson } from '../test/support/person.ts';
import { newKey, root, temporaryFolder } from '../test/support/server.ts';

/** A house of its own with somebody's rows in it, gone when the work is done. */
export async function withRows<T>(
  rows: readonly Transaction[],
  work: (house: Awaited<ReturnType<typeof openHouse>>['deps'], userId: string) => Promise<T>,
): Promise<T> {
  const folder = temporaryFolder();
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, ENCRYPTION_KEY: newKey() }, root);
  const { deps, close } = await openHouse(config);
  const actor = openPerson(deps, 'Ada');
  write(deps.db, (tx) => {
    const account = openAccount(tx, deps, actor, { broker: 'schwab', number: '12345678' });
    keepRows(tx, actor.userId, account, rows);
  });
  try {
    return await work(deps, actor.userId);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a broker would have brought them. */
export function keepRows(
  tx: Tx,
  userId: string,
  { id: accountId }: Account,
  rows: readonly Transaction[],
): void {
  for (const row of rows) {
    const { id: activityId, executedAt: happenedAt } = row;
    const rawId = insertVersion(tx, {
      ...{ accountId, activityId, version: 1, source: 'api', state: 'SEEN', type: 'TRADE', happenedAt },
      ...{ digest: activityId, seenAt: happenedAt, evidenceOf: null, text: JSON.stringify(row) },
    });
    if (rawId === null) throw new Error(`there are two rows ${activityId}`);
    insertTransaction(tx, { userId, accountId, activityId, rawId }, row);
  }
}
