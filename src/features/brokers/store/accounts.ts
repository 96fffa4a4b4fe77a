import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { BrokerAccount, BrokerKind } from '../../../model/broker.ts';
import { accounts } from '../tables.ts';
import type { Connection } from './connections.ts';

/** An account as it is kept; without a connection it is read no more, and what was read stays. */
export interface Account extends BrokerAccount {
  readonly id: string;
  readonly connectionId: string | null;
  readonly broker: BrokerKind;
}

const OF_PERSON = `SELECT id, connection_id AS connectionId, broker, number, handle, name, currency
  FROM accounts WHERE user_id = ? ORDER BY broker, created_at, id`;

export function accountsOf(db: Db, userId: string): readonly Account[] {
  return statement<[string], Account>(db, OF_PERSON).all(userId);
}

/** Everyone who has an account there, read from it or from files. */
export function ownersAt(db: Db, broker: BrokerKind): readonly string[] {
  const sql = 'SELECT DISTINCT user_id AS id FROM accounts WHERE broker = ?';
  return statement<[string], { readonly id: string }>(db, sql)
    .all(broker)
    .map(({ id }) => id);
}

/** The number is what stays: another app gives another handle, and people rename what they have. */
export function saveAccount(
  tx: Tx,
  { id: connectionId, userId, broker }: Connection,
  found: BrokerAccount,
  fresh: { readonly id: string; readonly now: number },
): void {
  const { number, handle, name, currency } = found;
  tx.insert(accounts)
    .values({
      id: fresh.id,
      createdAt: fresh.now,
      userId,
      connectionId,
      broker,
      number,
      handle,
      name,
      currency,
    })
    .onConflictDoUpdate({
      target: [accounts.userId, accounts.broker, accounts.number],
      set: { connectionId, handle, name, currency: sql`excluded.currency` },
    })
    .run();
}

/** Those the broker shows no more: asked for them it would refuse, and with them all the rest. */
export function detachOthers(tx: Tx, { id, userId }: Connection, numbers: readonly string[]): void {
  const its = and(eq(accounts.userId, userId), eq(accounts.connectionId, id));
  tx.update(accounts)
    .set({ connectionId: null })
    .where(and(its, notInArray(accounts.number, [...numbers])))
    .run();
}

/** Of files alone, until a connection finds the same number. */
export function insertAccount(
  tx: Tx,
  userId: string,
  { id, broker, number, name, currency }: Omit<Account, 'connectionId' | 'handle'>,
  now: number,
): void {
  tx.insert(accounts)
    .values({
      ...{ id, userId, connectionId: null, broker, number, handle: number, name, currency },
      createdAt: now,
    })
    .run();
}

/** With all that was mirrored of them. */
export function deleteAccounts(tx: Tx, userId: string, broker: BrokerKind): void {
  const theirs = and(eq(accounts.userId, userId), eq(accounts.broker, broker));
  tx.delete(accounts).where(theirs).run();
}
