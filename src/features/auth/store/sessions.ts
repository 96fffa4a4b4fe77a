import { and, desc, eq, gte, lt, ne, or } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import type { Person } from '../../../model/person.ts';
import { sessions } from '../tables.ts';

export type Session = Readonly<typeof sessions.$inferSelect>;

export function insertSession(tx: Tx, session: Session): void {
  tx.insert(sessions).values(session).run();
}

/** Those that still count. */
export function listSessions(
  db: Db,
  { id: userId, sessionsValidFrom }: Pick<Person, 'id' | 'sessionsValidFrom'>,
): readonly Session[] {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gte(sessions.createdAt, sessionsValidFrom)))
    .orderBy(desc(sessions.seenAt))
    .all();
}

export function deleteSession(tx: Tx, userId: string, id: string): boolean {
  const mine = and(eq(sessions.userId, userId), eq(sessions.id, id));
  return tx.delete(sessions).where(mine).run().changes > 0;
}

/** All but one; the ids of those that ended. */
export function deleteOtherSessions(tx: Tx, userId: string, keep: string): readonly string[] {
  const others = and(eq(sessions.userId, userId), ne(sessions.id, keep));
  return tx
    .delete(sessions)
    .where(others)
    .returning({ id: sessions.id })
    .all()
    .map((row) => row.id);
}

export function deleteStaleSessions(tx: Tx, seenBefore: number, createdBefore: number): number {
  const stale = or(lt(sessions.seenAt, seenBefore), lt(sessions.createdAt, createdBefore));
  return tx.delete(sessions).where(stale).run().changes;
}
