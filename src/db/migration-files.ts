import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseFault } from './fault.ts';

export interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;
const OWN_TRANSACTION =
  /^\s*(?:COMMIT|ROLLBACK|VACUUM|BEGIN\s*(?:;|DEFERRED|IMMEDIATE|EXCLUSIVE|TRANSACTION))\b/im;

/** The migrations of a folder in their order: 0001, 0002, ... without a gap, each saying first why it exists. */
export function readMigrationFiles(folder: string): readonly MigrationFile[] {
  if (!existsSync(folder)) throw refusal(`the folder ${folder} does not exist`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const files = names.toSorted().map((name) => readMigrationFile(folder, name));
  files.forEach(refuseWrongNumber);
  return files;
}

function readMigrationFile(folder: string, name: string): MigrationFile {
  const number = Number(NAME.exec(name)?.[1] ?? 0);
  if (number === 0) throw refusal(`${name} is not named like 0001_users.sql`);
  const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  if (!/^-- \S/.test(sql)) throw refusal(`${name} does not say in its first line, a comment, why it exists`);
  if (OWN_TRANSACTION.test(sql))
    throw refusal(`${name} has a transaction of its own: each file already is one`);
  return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

function refuseWrongNumber(file: MigrationFile, index: number): void {
  const expected = index + 1;
  if (file.number < expected) throw refusal(`two files have the number of ${file.name}`);
  if (file.number > expected) throw refusal(`number ${expected} is missing before ${file.name}`);
}

export function refusal(reason: string): DatabaseFault {
  return new DatabaseFault(
    'migration',
    `The database was left as it is, because of a migration: ${reason}. Use a complete, unchanged copy of this version of Rollbook.`,
  );
}
