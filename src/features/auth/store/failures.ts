import { eq, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import type { Failures } from '../engine/lockout.ts';
import { signInFailures } from '../tables.ts';

export function findFailures(db: Db, subject: string): Failures | null {
  return db.select().from(signInFailures).where(eq(signInFailures.subject, subject)).get() ?? null;
}

export function saveFailures(tx: Tx, subject: string, failures: Failures): void {
  const row = { subject, ...failures };
  tx.insert(signInFailures)
    .values(row)
    .onConflictDoUpdate({ target: signInFailures.subject, set: row })
    .run();
}

export function forgetFailures(tx: Tx, subject: string): void {
  tx.delete(signInFailures).where(eq(signInFailures.subject, subject)).run();
}

export function forgetOldFailures(tx: Tx, before: number): number {
  return tx.delete(signInFailures).where(lt(signInFailures.lastAt, before)).run().changes;
}
