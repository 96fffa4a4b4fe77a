import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/open.ts';
import type { AuditEntry } from '../../model/audit-entry.ts';
import { auditLog } from './tables.ts';

export type AuditRow = typeof auditLog.$inferSelect;
export type NewEntry = Omit<AuditRow, 'id'>;

export interface AuditFilter {
  readonly search: string;
  readonly before: number | null;
  readonly limit: number;
}

export function appendEntry(tx: Tx, entry: NewEntry): void {
  tx.insert(auditLog).values(entry).run();
}

export function lastSeal(db: Db): string {
  const row = db.select({ seal: auditLog.seal }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get();
  return row?.seal ?? '';
}

export function lastKeyId(db: Db): string | null {
  const row = db.select({ keyId: auditLog.keyId }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get();
  return row?.keyId ?? null;
}

/** The highest number a line ever had. */
export function lastNumber(db: Db): number {
  const row = db.get<{ seq: number } | undefined>(
    sql`SELECT seq FROM sqlite_sequence WHERE name = 'audit_log'`,
  );
  return row?.seq ?? 0;
}

/** Newest first, below the cursor. */
export function listEntries(db: Db, filter: AuditFilter): readonly AuditEntry[] {
  return db
    .select()
    .from(auditLog)
    .where(and(olderThan(filter.before), containing(filter.search)))
    .orderBy(desc(auditLog.id))
    .limit(filter.limit)
    .all();
}

/** Every row in order, a thousand at a time, so that a long log needs no memory. */
export function* everyEntry(db: Db): Generator<AuditRow> {
  const page = db.$client.prepare<[number], { id: number }>(
    'SELECT id FROM audit_log WHERE id > ? ORDER BY id LIMIT 1000',
  );
  let last = 0;
  for (let ids = page.all(last); ids.length > 0; ids = page.all(last)) {
    for (const { id } of ids) {
      last = id;
      const row = db.select().from(auditLog).where(eq(auditLog.id, id)).get();
      if (row) yield row;
    }
  }
}

function olderThan(id: number | null): SQL | undefined {
  return id === null ? undefined : lt(auditLog.id, id);
}

function containing(search: string): SQL | undefined {
  if (search === '') return undefined;
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const words = [auditLog.actor, auditLog.action, auditLog.subject];
  return or(...words.map((column) => sql`${column} LIKE ${pattern} ESCAPE '\\'`));
}
