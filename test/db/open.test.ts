import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { DatabaseFault } from '../../src/db/fault.ts';
import { closeDatabase, openDatabase } from '../../src/db/open.ts';
import { write } from '../../src/db/write.ts';
import { database, folder } from './place.ts';

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test('the file and what SQLite writes beside it are for their owner only, whatever the umask', (t) => {
  const file = join(folder(t), 'rollbook.db');
  const before = process.umask(0);
  t.after(() => process.umask(before));
  const db = database(t, file);
  write(db, (tx) => tx.run(sql`CREATE TABLE things (name TEXT) STRICT`));
  assert.deepEqual([file, `${file}-wal`, `${file}-shm`].map(mode), ['600', '600', '600']);
});

test('a file others could read is closed to them when it is opened', (t) => {
  const file = join(folder(t), 'rollbook.db');
  closeDatabase(openDatabase(file));
  chmodSync(file, 0o644);
  database(t, file);
  assert.equal(mode(file), '600');
});

test('every connection has the settings of the house', (t) => {
  const { $client } = database(t);
  const setting = (name: string): unknown => $client.pragma(name, { simple: true });
  const names = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'trusted_schema',
    'busy_timeout',
    'cache_size',
  ];
  assert.deepEqual(names.map(setting), ['wal', 1, 1, 0, 5000, -8000]);
  assert.deepEqual(['journal_size_limit', 'temp_store'].map(setting), [16_777_216, 2]);
});

test('closing leaves one file with everything in it', (t) => {
  const file = join(folder(t), 'rollbook.db');
  const db = openDatabase(file);
  write(db, (tx) => tx.run(sql`CREATE TABLE things (name TEXT) STRICT`));
  closeDatabase(db);
  closeDatabase(db);
  assert.deepEqual([existsSync(`${file}-wal`), existsSync(`${file}-shm`)], [false, false]);
  assert.equal(new Database(file).prepare('SELECT count(*) FROM things').pluck().get(), 0);
});

test('closing empties the log also while another connection stays', (t) => {
  const file = join(folder(t), 'rollbook.db');
  const db = openDatabase(file);
  database(t, file);
  write(db, (tx) => tx.run(sql`CREATE TABLE things (name TEXT) STRICT`));
  closeDatabase(db);
  assert.equal(statSync(`${file}-wal`).size, 0);
});

const whereLocksAreListed = { skip: existsSync('/proc/locks') ? false : 'NOT PROVEN HERE: needs Linux' };

test('opening a second time does not drop the lock of the first on the file', whereLocksAreListed, (t) => {
  const file = join(folder(t), 'rollbook.db');
  database(t, file);
  database(t, file);
  const held = readFileSync('/proc/locks', 'utf8').split('\n');
  assert.ok(held.some((line) => line.includes(`:${statSync(file).ino} `)));
});

test('a file that is no database is refused and not touched', (t) => {
  const file = join(folder(t), 'rollbook.db');
  writeFileSync(file, 'Dear diary, today I sold a put. '.repeat(500));
  assert.throws(() => openDatabase(file), {
    code: 'not-a-database',
    message: /is not a database of Rollbook.*No backup/,
  });
  assert.match(readFileSync(file, 'utf8'), /^Dear diary/);
});

test('a damaged file is refused at the start, and the newest backup is named', (t) => {
  const place = folder(t);
  const file = join(place, 'rollbook.db');
  scribbleOver(fill(file));
  mkdirSync(join(place, 'backups'));
  for (const day of ['18', '20', '19'])
    writeFileSync(join(place, 'backups', `rollbook-202603${day}-020000Z-nightly.db`), '');
  assert.throws(() => openDatabase(file), {
    code: 'corrupt',
    message: /is damaged\..*rollbook-20260320-020000Z-nightly\.db/,
  });
});

test('a file that has become empty is not begun anew where there are backups', (t) => {
  const place = folder(t);
  const file = join(place, 'rollbook.db');
  writeFileSync(file, '');
  mkdirSync(join(place, 'backups'));
  closeDatabase(openDatabase(file));
  writeFileSync(file, '');
  writeFileSync(join(place, 'backups', 'rollbook-20260320-020000Z-nightly.db'), '');
  assert.throws(() => openDatabase(file), {
    code: 'corrupt',
    message: /has become empty.*run "rollbook restore /,
  });
});

test('the look through every page can be left out and can be asked for', (t) => {
  const file = scribbleOver(fill(join(folder(t), 'rollbook.db')));
  closeDatabase(openDatabase(file, { check: false }));
  assert.throws(() => openDatabase(file, { check: true }), { code: 'corrupt' });
});

test('a folder that does not exist is said in a sentence', (t) => {
  const file = join(folder(t), 'nowhere', 'rollbook.db');
  assert.throws(
    () => openDatabase(file),
    (error) =>
      error instanceof DatabaseFault && error.code === 'not-writable' && error.message.includes(file),
  );
});

test('a folder in the place of the file is said in a sentence', (t) => {
  assert.throws(() => openDatabase(folder(t)), { name: 'DatabaseFault', code: 'not-writable' });
});

function fill(file: string): string {
  const db = openDatabase(file);
  write(db, (tx) => {
    tx.run(sql`CREATE TABLE things (name TEXT) STRICT`);
    for (let i = 0; i < 500; i++) tx.run(sql`INSERT INTO things VALUES (${'x'.repeat(100)})`);
  });
  closeDatabase(db);
  return file;
}

function scribbleOver(file: string): string {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 3 * 4096, 5 * 4096);
  writeFileSync(file, bytes);
  return file;
}
