import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import { apiTokens } from '../tables.ts';

export type ApiToken = Readonly<typeof apiTokens.$inferSelect>;

export function insertToken(tx: Tx, token: ApiToken): void {
  tx.insert(apiTokens).values(token).run();
}

export function listTokens(db: Db, userId: string): readonly ApiToken[] {
  const live = and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt));
  return db.select().from(apiTokens).where(live).orderBy(desc(apiTokens.createdAt)).all();
}

export function findToken(db: Db, userId: string, id: string): ApiToken | null {
  return (
    db
      .select()
      .from(apiTokens)
      .where(and(eq(apiTokens.userId, userId), eq(apiTokens.id, id)))
      .get() ?? null
  );
}

export function setRevoked(tx: Tx, userId: string, id: string, revokedAt: number | null): void {
  tx.update(apiTokens)
    .set({ revokedAt })
    .where(and(eq(apiTokens.userId, userId), eq(apiTokens.id, id)))
    .run();
}
