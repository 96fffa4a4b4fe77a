import { bumpVersion } from '../../../db/marks.ts';
import { write } from '../../../db/write.ts';
import type { BrokerDeps } from '../brokers.ts';
import { openPass } from '../pass.ts';
import { type Account, accountsOf, detachOthers, saveAccount } from '../store/accounts.ts';
import { type Connection, findConnection } from '../store/connections.ts';

const PATIENCE_MS = 30_000;

/** Asks the broker which accounts there are; those it shows no more stay, and are read no more. Throws a BrokerFault. */
export async function readAccounts(
  deps: BrokerDeps,
  connection: Connection,
  signal: AbortSignal = AbortSignal.timeout(PATIENCE_MS),
): Promise<readonly Account[]> {
  const found = await deps.brokers(connection.broker).accounts(openPass(deps, connection, signal));
  return write(deps.db, (tx) => {
    // Disconnected while the broker was asked: what it said is no longer wanted.
    if (findConnection(tx, connection.userId, connection.id)?.pausedAt !== null) return [];
    const now = deps.clock();
    for (const account of found) saveAccount(tx, connection, account, { id: deps.newId(), now });
    detachOthers(
      tx,
      connection,
      found.map(({ number }) => number),
    );
    bumpVersion(tx, connection.userId);
    return accountsOf(tx, connection.userId).filter(({ connectionId }) => connectionId === connection.id);
  });
}
