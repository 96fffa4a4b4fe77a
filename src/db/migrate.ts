import { DatabaseFault } from './fault.ts';
import { type MigrationFile, readMigrationFiles, refusal } from './migration-files.ts';
import type { Db, Tx } from './open.ts';
import { statement } from './statements.ts';
import { write } from './write.ts';

export interface MigrateOptions {
  readonly now: number;
  /** Called once before the first change to a database that already has a schema; when it fails, nothing changes. */
  readonly backup: () => unknown;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`;

/** Applies what is pending, one transaction per file, and answers the names of the files applied. */
export async function migrate(db: Db, folder: string, options: MigrateOptions): Promise<readonly string[]> {
  const pending = pendingFiles(db, folder);
  if (pending.length > 0 && readApplied(db).length > 0) await options.backup();
  return pending.filter((file) => apply(db, file, options.now)).map((file) => file.name);
}

export function pendingMigrations(db: Db, folder: string): readonly string[] {
  return pendingFiles(db, folder).map((file) => file.name);
}

function pendingFiles(db: Db, folder: string): readonly MigrationFile[] {
  const files = readMigrationFiles(folder);
  const applied = readApplied(db);
  for (const row of applied) refuseDifference(row, files[row.number - 1]);
  return files.slice(applied.length);
}

function readApplied(db: Db): readonly Applied[] {
  const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'";
  if (!db.$client.prepare(table).get()) return [];
  return statement<[], Applied>(
    db,
    'SELECT number, name, checksum FROM schema_migrations ORDER BY number',
  ).all();
}

function refuseDifference(applied: Applied, file: MigrationFile | undefined): void {
  if (!file) throw new DatabaseFault('newer', newer(applied.name));
  if (file.name === applied.name && file.checksum === applied.checksum) return;
  throw refusal(`${applied.name} has already been applied and its file has changed since`);
}

function newer(name: string): string {
  return `The database was made by a newer version of Rollbook (it has ${name}). Nothing was changed. Start that version, or restore a backup made by this one.`;
}

// Foreign keys rest meanwhile: rebuilding a table drops the old one, and a DROP deletes what refers to its rows.
function apply(db: Db, file: MigrationFile, now: number): boolean {
  db.$client.pragma('foreign_keys = OFF');
  try {
    return write(db, (tx) => applyOnce(tx, file, now), { durable: true });
  } catch (error) {
    if (error instanceof DatabaseFault) throw error;
    throw new DatabaseFault('migration', failed(file, error), { cause: error });
  } finally {
    db.$client.pragma('foreign_keys = ON');
  }
}

// Another process may have been quicker between our look and our lock.
function applyOnce(tx: Tx, file: MigrationFile, now: number): boolean {
  tx.$client.exec(BOOKKEEPING);
  const row = statement(tx, 'INSERT INTO schema_migrations VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  if (row.run(file.number, file.name, file.checksum, now).changes === 0) return false;
  tx.$client.exec(file.sql);
  if (!tx.$client.inTransaction) throw new DatabaseFault('migration', torn(file));
  const [orphan] = tx.$client.pragma('foreign_key_check') as readonly { readonly table: string }[];
  if (orphan) throw new Error(`a row of ${orphan.table} refers to a row that is gone`);
  return true;
}

function failed(file: MigrationFile, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The migration ${file.name} failed: ${reason}. It was undone as a whole and the database is as it was before it. Start the version of Rollbook used until now, and report this message.`;
}

function torn(file: MigrationFile): string {
  return `The migration ${file.name} ended its own transaction, so a part of it may have stayed. Restore the backup taken before it.`;
}
