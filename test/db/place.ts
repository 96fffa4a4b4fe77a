import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { closeDatabase, type Db, openDatabase } from '../../src/db/open.ts';

/** A folder of its own for each test, gone after it. */
export function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'rollbook-db-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function database(t: TestContext, file = join(folder(t), 'rollbook.db')): Db {
  const db = openDatabase(file);
  t.after(() => closeDatabase(db));
  return db;
}

export function migrationsOf(t: TestContext, files: Readonly<Record<string, string>>): string {
  const path = folder(t);
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(path, name), sql);
  return path;
}
