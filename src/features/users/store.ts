import { and, asc, count, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/open.ts';
import type { Person, Settings } from '../../model/person.ts';
import type { Role } from '../../model/roles.ts';
import { settings, users } from './tables.ts';

const person = { ...getTableColumns(users), theme: settings.theme, timeZone: settings.timeZone };

function people(db: Db) {
  return db.select(person).from(users).innerJoin(settings, eq(settings.userId, users.id));
}

export function findPerson(db: Db, id: string): Person | null {
  return people(db).where(eq(users.id, id)).get() ?? null;
}

export function findByEmail(db: Db, email: string): Person | null {
  return people(db).where(eq(users.email, email)).get() ?? null;
}

export function listPeople(db: Db): readonly Person[] {
  return people(db).orderBy(asc(users.createdAt), asc(users.id)).all();
}

export function hasPeople(db: Db): boolean {
  return db.select({ id: users.id }).from(users).limit(1).get() !== undefined;
}

export function countActiveAdmins(db: Db): number {
  const active = and(eq(users.role, 'admin'), isNull(users.disabledAt));
  return db.select({ n: count() }).from(users).where(active).get()?.n ?? 0;
}

export function insertPerson(tx: Tx, { theme, timeZone, ...user }: Person): void {
  tx.insert(users).values(user).run();
  tx.insert(settings).values({ userId: user.id, theme, timeZone }).run();
}

export function setRole(tx: Tx, id: string, role: Role, now: number): void {
  tx.update(users)
    .set({ role, sessionsValidFrom: after(now) })
    .where(eq(users.id, id))
    .run();
}

export function setDisabled(tx: Tx, id: string, disabledAt: number | null, now: number): void {
  tx.update(users)
    .set({ disabledAt, sessionsValidFrom: after(now) })
    .where(eq(users.id, id))
    .run();
}

export function setName(tx: Tx, id: string, name: string): void {
  tx.update(users).set({ name }).where(eq(users.id, id)).run();
}

export function setSettings(tx: Tx, userId: string, chosen: Settings): void {
  tx.update(settings).set(chosen).where(eq(settings.userId, userId)).run();
}

/** Sessions begun in this very millisecond end too, and the instant never goes back with the clock. */
function after(now: number) {
  return sql`max(${users.sessionsValidFrom}, ${now}) + 1`;
}
