import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/open.ts';
import { statement } from '../../../db/statements.ts';
import type { FileFormat } from '../../../model/file-format.ts';
import { importFiles, importLines, imports } from '../tables.ts';

/** A file that was brought in, or that waits for a yes. */
export interface Import {
  readonly id: string;
  readonly userId: string;
  /** null while it waits. */
  readonly accountId: string | null;
  readonly format: FileFormat;
  readonly fileName: string;
  readonly receivedAt: number;
  /** null while it waits. */
  readonly importedAt: number | null;
  readonly newRows: number;
  readonly knownRows: number;
}

export interface ImportLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export function findImport(db: Db, userId: string, id: string): Import | null {
  return db.select().from(imports).where(mine(userId, id)).get() ?? null;
}

/** Brought in, newest first. */
export function importsOf(db: Db, userId: string, limit: number): readonly Import[] {
  const done = and(eq(imports.userId, userId), isNotNull(imports.importedAt));
  return db.select().from(imports).where(done).orderBy(desc(imports.receivedAt)).limit(limit).all();
}

/** null where it has been answered already. */
export function waitingText(db: Db, { id }: Import): string | null {
  const kept = db.select().from(importFiles).where(eq(importFiles.importId, id)).get();
  return kept?.text ?? null;
}

export function insertWaiting(tx: Tx, waiting: Import, text: string): void {
  tx.insert(imports).values(waiting).run();
  tx.insert(importFiles).values({ importId: waiting.id, text }).run();
}

/** Whoever's: nobody has said yes to them in a day. */
export function deleteWaitingBefore(tx: Tx, receivedBefore: number): void {
  tx.delete(imports)
    .where(and(isNull(imports.importedAt), lt(imports.receivedAt, receivedBefore)))
    .run();
}

export function deleteWaiting(tx: Tx, userId: string, id: string): boolean {
  return (
    tx
      .delete(imports)
      .where(and(mine(userId, id), isNull(imports.importedAt)))
      .run().changes > 0
  );
}

interface Ending {
  readonly accountId: string;
  readonly importedAt: number;
  readonly newRows: number;
  readonly knownRows: number;
  readonly unread: readonly ImportLine[];
}

export function endWaiting(tx: Tx, { id, userId }: Import, { unread, ...ending }: Ending): void {
  tx.update(imports).set(ending).where(mine(userId, id)).run();
  tx.delete(importFiles).where(eq(importFiles.importId, id)).run();
  const insert = statement<[string, number, string, string]>(
    tx,
    'INSERT INTO import_lines VALUES (?, ?, ?, ?)',
  );
  for (const { line, text, reason } of unread) insert.run(id, line, text, reason);
}

export function linesOf(db: Db, { id }: Import): readonly ImportLine[] {
  const { line, text, reason } = importLines;
  return db
    .select({ line, text, reason })
    .from(importLines)
    .where(eq(importLines.importId, id))
    .orderBy(line)
    .all();
}

function mine(userId: string, id: string) {
  return and(eq(imports.id, id), eq(imports.userId, userId));
}
