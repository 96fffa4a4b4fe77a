import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Tx } from '../../../db/open.ts';
import { authTokens } from '../tables.ts';
import { type Owned, ofMine } from './connections.ts';

export interface Renewal {
  readonly by: string;
  /** Of the tokens that are renewed. */
  readonly version: number;
}

interface Stay {
  readonly now: number;
  readonly until: number;
  readonly furthest: number;
}

/** false where somebody else is at it, or has changed the tokens since. */
export function beginRenewal(
  tx: Tx,
  connection: Owned,
  { by, version }: Renewal,
  { now, until, furthest }: Stay,
): boolean {
  const { renewedUntil } = authTokens;
  const isFree = or(isNull(renewedUntil), lte(renewedUntil, now), gt(renewedUntil, furthest));
  const its = and(ofConnection(tx, connection), eq(authTokens.version, version), isFree);
  return tx.update(authTokens).set({ renewedBy: by, renewedUntil: until }).where(its).run().changes === 1;
}

export function prolongRenewal(tx: Tx, connection: Owned, by: string, until: number): void {
  tx.update(authTokens)
    .set({ renewedUntil: until })
    .where(ofHolder(tx, connection, by))
    .run();
}

export function endRenewal(tx: Tx, connection: Owned, by: string): void {
  tx.update(authTokens)
    .set({ renewedBy: null, renewedUntil: null })
    .where(ofHolder(tx, connection, by))
    .run();
}

function ofHolder(tx: Tx, connection: Owned, by: string) {
  return and(ofConnection(tx, connection), eq(authTokens.renewedBy, by));
}

function ofConnection(tx: Tx, connection: Owned) {
  return ofMine(tx, authTokens.connectionId, connection);
}
