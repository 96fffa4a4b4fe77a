import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import { connections } from '../tables.ts';

const { appKey, appSecret, ...plain } = getTableColumns(connections);

export interface Connection {
  readonly id: string;
  readonly userId: string;
  readonly broker: BrokerKind;
  /** Theirs, since when; null: it is read. */
  readonly pausedAt: number | null;
  readonly createdAt: number;
}

/** Whose connection it is goes along wherever one is named. */
export type Owned = Pick<Connection, 'id' | 'userId'>;

export function findConnection(db: Db, userId: string, id: string): Connection | null {
  return db.select(plain).from(connections).where(mine({ id, userId })).get() ?? null;
}

export function findByBroker(db: Db, userId: string, broker: BrokerKind): Connection | null {
  const theirs = and(eq(connections.userId, userId), eq(connections.broker, broker));
  return db.select(plain).from(connections).where(theirs).get() ?? null;
}

// These stand above every page: building such a query anew costs more than what it asks for.
const OF_PERSON = `SELECT id, user_id AS userId, broker, paused_at AS pausedAt, created_at AS createdAt
  FROM connections WHERE user_id = ? ORDER BY created_at`;

export function connectionsOf(db: Db, userId: string): readonly Connection[] {
  return statement<[string], Connection>(db, OF_PERSON).all(userId);
}

/** For jobs, which work for everyone. */
export function everyConnection(db: Db): readonly Connection[] {
  return db.select(plain).from(connections).orderBy(asc(connections.createdAt)).all();
}

export function insertConnection(tx: Tx, connection: Connection): void {
  tx.insert(connections).values(connection).run();
}

export function setPaused(tx: Tx, connection: Owned, pausedAt: number | null): void {
  tx.update(connections).set({ pausedAt }).where(mine(connection)).run();
}

export function deleteConnection(tx: Tx, connection: Owned): void {
  tx.delete(connections).where(mine(connection)).run();
}

/** The connections of this person that have an app of their own. */
export function withOwnApp(db: Db, userId: string): ReadonlySet<string> {
  const sql = 'SELECT id FROM connections WHERE user_id = ? AND app_key IS NOT NULL';
  const found = statement<[string], { readonly id: string }>(db, sql).all(userId);
  return new Set(found.map(({ id }) => id));
}

export function mine({ id, userId }: Owned) {
  return and(eq(connections.id, id), eq(connections.userId, userId));
}

/** The condition that a row belongs to this connection, and the connection to this person. */
export function ofMine(db: Db, column: Parameters<typeof inArray>[0], connection: Owned) {
  return inArray(column, db.select({ id: connections.id }).from(connections).where(mine(connection)));
}
