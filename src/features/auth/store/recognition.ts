import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../../db/open.ts';
import { settings, users } from '../../users/tables.ts';
import { apiTokens, sessions } from '../tables.ts';

const person = {
  userId: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  sessionsValidFrom: users.sessionsValidFrom,
  theme: settings.theme,
  timeZone: settings.timeZone,
};

/** The queries of every single request: prepared once, and answered only for people whose door is open. */
export function prepareRecognition(db: Db) {
  const hash = sql.placeholder('hash');
  const now = sql.placeholder('now');
  const id = sql.placeholder('id');
  const minuteAgo = sql`${now} - 60000`;
  return {
    session: db
      .select({
        ...person,
        id: sessions.id,
        createdAt: sessions.createdAt,
        seenAt: sessions.seenAt,
        notice: sessions.notice,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(settings, eq(settings.userId, users.id))
      .where(and(eq(sessions.tokenHash, hash), isNull(users.disabledAt)))
      .prepare(),
    token: db
      .select({ ...person, id: apiTokens.id, scope: apiTokens.scope, tokenName: apiTokens.name })
      .from(apiTokens)
      .innerJoin(users, eq(users.id, apiTokens.userId))
      .innerJoin(settings, eq(settings.userId, users.id))
      .where(and(eq(apiTokens.tokenHash, hash), isNull(apiTokens.revokedAt), isNull(users.disabledAt)))
      .prepare(),
    // Once a minute is exact enough, and spares a write per request.
    seen: db
      .update(sessions)
      .set({
        seenAt: sql`${now}`,
        createdAt: sql`min(${sessions.createdAt}, ${sql.placeholder('latest')})`,
        address: sql`${sql.placeholder('address')}`,
      })
      .where(eq(sessions.id, id))
      .prepare(),
    used: db
      .update(apiTokens)
      .set({ lastUsedAt: sql`${now}` })
      .where(and(eq(apiTokens.id, id), sql`coalesce(${apiTokens.lastUsedAt}, 0) < ${minuteAgo}`))
      .prepare(),
    notice: db
      .update(sessions)
      .set({ notice: sql`${sql.placeholder('notice')}` })
      .where(eq(sessions.id, id))
      .prepare(),
  };
}
