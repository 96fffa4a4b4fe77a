import { and, eq, gt, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import { passwordLinks, passwords } from '../tables.ts';

export type PasswordLink = Readonly<typeof passwordLinks.$inferSelect>;

export function passwordHash(db: Db, userId: string): string | null {
  const row = db.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.userId, userId)).get();
  return row?.hash ?? null;
}

export function savePassword(tx: Tx, userId: string, hash: string, now: number): void {
  const row = { userId, hash, changedAt: now };
  tx.insert(passwords).values(row).onConflictDoUpdate({ target: passwords.userId, set: row }).run();
}

export function replaceLink(tx: Tx, link: PasswordLink): void {
  tx.insert(passwordLinks).values(link).onConflictDoUpdate({ target: passwordLinks.userId, set: link }).run();
}

export function findLink(db: Db, tokenHash: string, now: number): PasswordLink | null {
  const valid = and(eq(passwordLinks.tokenHash, tokenHash), gt(passwordLinks.expiresAt, now));
  return db.select().from(passwordLinks).where(valid).get() ?? null;
}

export function takeLink(tx: Tx, userId: string): void {
  tx.delete(passwordLinks).where(eq(passwordLinks.userId, userId)).run();
}

export function deleteExpiredLinks(tx: Tx, now: number): number {
  return tx.delete(passwordLinks).where(lt(passwordLinks.expiresAt, now)).run().changes;
}
