import { and, desc, eq, getTableColumns, gt, isNotNull, isNull, lt } from 'drizzle-orm';
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

// All but what was held before, which is long.
const { heldBefore: _, ...columns } = getTableColumns(imports);

export function findImport(db: Db, userId: string, id: string): Import | null {
  return db.select(columns).from(imports).where(mine(userId, id)).get() ?? null;
}

/** Brought in, newest first. */
export function importsOf(db: Db, userId: string, limit: number): readonly Import[] {
  const done = and(eq(imports.userId, userId), isNotNull(imports.importedAt));
  return db.select(columns).from(imports).where(done).orderBy(desc(imports.importedAt)).limit(limit).all();
}

export function heldBefore(db: Db, { id }: Import): string | null {
  return db.select({ text: imports.heldBefore }).from(imports).where(eq(imports.id, id)).get()?.text ?? null;
}

/** A later list of holdings is in its place. */
export function hasLaterHoldings(db: Db, { accountId, importedAt, format }: Import): boolean {
  if (accountId === null || importedAt === null) return false;
  const later = and(
    eq(imports.accountId, accountId),
    eq(imports.format, format),
    gt(imports.importedAt, importedAt),
  );
  return db.select({ id: imports.id }).from(imports).where(later).get() !== undefined;
}

/** One that was brought in; with its lines that nobody could read. */
export function deleteImport(tx: Tx, userId: string, id: string): void {
  tx.delete(imports).where(mine(userId, id)).run();
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
  /** Where it takes the place of other holdings: these, as JSON. */
  readonly heldBefore: string | null;
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
