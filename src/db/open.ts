import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { backupFolderOf, listBackups } from './backup-names.ts';
import { DatabaseFault, damaged, emptied, toFileFault } from './fault.ts';

/** An open database: drizzle's builder, and `$client` for prepared statements. */
export type Db = BetterSQLite3Database & { readonly $client: Database.Database };

declare const insideTransaction: unique symbol;

/** The same database while `write` holds its transaction: asking for a `Tx` is asking to be called inside one. */
export type Tx = Db & { readonly [insideTransaction]: true };

export interface OpenOptions {
  /** Look through every page first. By default small files only: 16 MB take 5 ms, 200 MB would take 120. */
  readonly check?: boolean;
}

const CHECKED_UP_TO_BYTES = 16_000_000;

// temp_store: in a read-only container there is no other place to sort in.
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'busy_timeout = 5000',
  'cache_size = -8000',
  'journal_size_limit = 16777216',
  'temp_store = MEMORY',
];

export function openDatabase(file: string, options: OpenOptions = {}): Db {
  try {
    refuseEmptied(file);
    keepPrivate(file);
    return drizzle({ client: prepareClient(new Database(file), options) });
  } catch (error) {
    throw toFileFault(error, file) ?? error;
  }
}

/** Empties the write-ahead log into the file, so that what is left is one file. */
export function closeDatabase(db: Db): void {
  if (!db.$client.open) return;
  try {
    db.$client.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    throw toFileFault(error, db.$client.name) ?? error;
  } finally {
    db.$client.close();
  }
}

// To SQLite an emptied file is a new database: Rollbook would begin anew on top of somebody's lost books.
function refuseEmptied(file: string): void {
  if (!existsSync(file) || statSync(file).size > 0) return;
  if (listBackups(backupFolderOf(file)).length > 0) throw new DatabaseFault('corrupt', emptied(file));
}

// SQLite gives -wal and -shm the mode of the file, so it has to be right before SQLite sees it. A file that exists is
// never opened here: closing any descriptor of it would drop the locks other connections of this process hold.
function keepPrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(path) && (statSync(path).mode & 0o777) !== 0o600) chmodSync(path, 0o600);
  }
}

function prepareClient(client: Database.Database, options: OpenOptions): Database.Database {
  try {
    for (const pragma of PRAGMAS) client.pragma(pragma);
    if (options.check ?? isSmall(client.name)) refuseDamage(client);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

function isSmall(file: string): boolean {
  return statSync(file).size <= CHECKED_UP_TO_BYTES;
}

function refuseDamage(client: Database.Database): void {
  const finding = client.pragma('quick_check(1)', { simple: true });
  if (finding !== 'ok') throw new DatabaseFault('corrupt', damaged(client.name), { cause: finding });
}
