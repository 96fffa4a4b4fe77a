import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Tx } from '../../../db/open.ts';
import { signIns } from '../tables.ts';
import { type Owned, ofMine } from './connections.ts';

export type Begun = Readonly<typeof signIns.$inferInsert>;

export function insertSignIn(tx: Tx, begun: Begun): void {
  tx.insert(signIns).values(begun).run();
}

/** Used up as it is read: a state is good once. */
export function useSignIn(tx: Tx, connection: Owned, stateHash: string, now: number): Begun | null {
  const its = and(ofState(tx, connection, stateHash), isNull(signIns.usedAt));
  return tx.update(signIns).set({ usedAt: now }).where(its).returning().get() ?? null;
}

/** false where somebody has taken it away since it was used. */
export function takeSignIn(tx: Tx, connection: Owned, stateHash: string): boolean {
  return (
    tx
      .delete(signIns)
      .where(ofState(tx, connection, stateHash))
      .run().changes === 1
  );
}

export function deleteSignIns(tx: Tx, connection: Owned): void {
  tx.delete(signIns)
    .where(ofMine(tx, signIns.connectionId, connection))
    .run();
}

export function deleteEndedSignIns(tx: Tx, now: number): void {
  tx.delete(signIns).where(lte(signIns.endsAt, now)).run();
}

function ofState(tx: Tx, connection: Owned, stateHash: string) {
  return and(eq(signIns.stateHash, stateHash), ofMine(tx, signIns.connectionId, connection));
}
