import { backupFolderOf, listBackups } from './backup-names.ts';

export type FaultCode =
  | 'corrupt'
  | 'not-a-database'
  | 'full'
  | 'locked'
  | 'not-writable'
  | 'unreadable'
  | 'newer'
  | 'migration'
  | 'backup'
  | 'restore';

/** The database cannot do what was asked. The message says what happened, what is safe and what to do. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

type Meaning = readonly [codes: RegExp, code: FaultCode, sentence: (file: string) => string];

const OF_SQLITE: readonly Meaning[] = [
  [/^SQLITE_CORRUPT/, 'corrupt', damaged],
  [/^SQLITE_NOTADB/, 'not-a-database', foreign],
  [/^SQLITE_FULL/, 'full', full],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'locked', locked],
  [/^SQLITE_(CANTOPEN|READONLY|PERM)/, 'not-writable', shut],
  [/^SQLITE_(IOERR|NOLFS)/, 'unreadable', unreadable],
];

const OF_FILES: readonly Meaning[] = [
  [/^(ENOSPC|EDQUOT)$/, 'full', full],
  [/^(EACCES|EPERM|EROFS|ENOENT|EISDIR|ENOTDIR)$/, 'not-writable', shut],
  [/^(EIO|EFBIG)$/, 'unreadable', unreadable],
];

/** What an error of SQLite means for people; null when it is none, or speaks of our rows (a constraint, a bug). */
export function toDatabaseFault(error: unknown, file = ''): DatabaseFault | null {
  return translated(error, file, OF_SQLITE);
}

/** The same where the file itself is handled: elsewhere a file that is missing is not the database. */
export function toFileFault(error: unknown, file = ''): DatabaseFault | null {
  return translated(error, file, [...OF_SQLITE, ...OF_FILES]);
}

function translated(error: unknown, file: string, meanings: readonly Meaning[]): DatabaseFault | null {
  if (error instanceof DatabaseFault) return error;
  if (!(error instanceof Error)) return null;
  const words = 'code' in error ? String(error.code) : '';
  const known = meanings.find(([codes]) => codes.test(words));
  if (!known) return translated(error.cause, file, meanings);
  const [, code, sentence] = known;
  return new DatabaseFault(code, sentence(file), { cause: error });
}

export function damaged(file: string): string {
  return `The database${named(file)} is damaged. Nothing was changed. ${restoreAdvice(file)}`;
}

export function emptied(file: string): string {
  return `The database${named(file)} has become empty. Nothing was changed. ${restoreAdvice(file)}`;
}

function foreign(file: string): string {
  return `The file${named(file)} is not a database of Rollbook. Nothing was changed. ${restoreAdvice(file)}`;
}

function full(file: string): string {
  return `The disk that holds the database${named(file)} is full. What was saved before is safe and can be read; this change was not saved. Free some space and try again.`;
}

function locked(file: string): string {
  return `The database${named(file)} is in use by another program. Nothing was changed. Wait until that program has finished and try again.`;
}

function shut(file: string): string {
  return `The database${named(file)} cannot be opened for writing. Nothing was changed. Check that its folder exists, belongs to the user Rollbook runs as, and is not on a read-only disk.`;
}

function unreadable(file: string): string {
  return `The disk failed while the database${named(file)} was read or written. This change was not saved. Check the disk and its free space, then start Rollbook again. ${restoreAdvice(file)}`;
}

function restoreAdvice(file: string): string {
  const newest = file === '' ? undefined : listBackups(backupFolderOf(file))[0];
  if (newest)
    return `The newest backup is ${newest.file}: stop Rollbook and run "rollbook restore ${newest.file}".`;
  return 'No backup was found beside it. Keep the file as it is: much of it may still be readable.';
}

function named(file: string): string {
  return file === '' ? '' : ` ${file}`;
}
