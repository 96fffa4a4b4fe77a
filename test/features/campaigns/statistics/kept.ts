import { write } from '../../../../src/db/write.ts';
import { markAll, settle } from '../../../../src/features/campaigns/index.ts';
import { insertTransaction } from '../../../../src/features/transactions/store/compiled.ts';
import { insertVersion } from '../../../../src/features/transactions/store/rows.ts';
import type { Currency } from '../../../../src/model/money.ts';
import type { Transaction } from '../../../../src/model/transaction.ts';
import type { TestHouse } from '../../../support/house.ts';

/** Somebody's rows in the file, as a broker would have brought them, and the campaigns told from them. */
export async function keep(
  { deps }: TestHouse,
  userId: string,
  rows: readonly Transaction[],
  currency: Currency = 'USD',
): Promise<void> {
  write(deps.db, (tx) => {
    const insertAccount = tx.$client.prepare(
      `INSERT INTO accounts (id, user_id, broker, number, handle, name, currency, created_at)
        VALUES (?, ?, 'schwab', ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
    );
    for (const row of rows) {
      const accountId = `${userId.slice(-6)}-${row.account}-${currency}`;
      insertAccount.run(accountId, userId, accountId, accountId, `Account ${row.account}`, currency);
      const activityId = row.id;
      const rawId = insertVersion(tx, {
        ...{ accountId, activityId, version: 1, source: 'api', state: 'SEEN', type: row.kind },
        ...{ happenedAt: row.executedAt, digest: '', seenAt: 0, evidenceOf: null, text: '{}' },
      });
      if (rawId === null) continue;
      insertTransaction(tx, { userId, accountId, activityId, rawId }, { ...row, currency });
    }
  });
  markAll(deps, userId);
  const [failure] = await settle(deps);
  if (failure !== undefined) throw failure;
}
