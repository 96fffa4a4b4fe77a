import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { migrate, pendingMigrations } from '../../src/db/migrate.ts';
import type { Db } from '../../src/db/open.ts';
import { database, migrationsOf } from './place.ts';

const USERS = '-- People.\nCREATE TABLE users (id TEXT PRIMARY KEY) STRICT;\n';
const NOTES = `-- What people write.
CREATE TABLE notes (user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, words TEXT NOT NULL) STRICT;
CREATE TRIGGER notes_stay BEFORE DELETE ON notes BEGIN
  SELECT RAISE (ABORT, 'notes stay');
END;
`;
const BOTH = { '0001_users.sql': USERS, '0002_notes.sql': NOTES };

const options = { now: 1_774_017_000_000, backup: () => undefined };
const tables = (db: Db): unknown =>
  db.$client.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

async function refused(db: Db, folder: string, code: string, message: RegExp): Promise<void> {
  await assert.rejects(migrate(db, folder, options), { name: 'DatabaseFault', code, message });
}

test('an empty file gets every migration, in order, without a backup', async (t) => {
  const db = database(t);
  const backup = t.mock.fn();
  const folder = migrationsOf(t, BOTH);
  assert.deepEqual(pendingMigrations(db, folder), ['0001_users.sql', '0002_notes.sql']);
  assert.deepEqual(await migrate(db, folder, { now: 7, backup }), ['0001_users.sql', '0002_notes.sql']);
  assert.deepEqual(tables(db), ['notes', 'schema_migrations', 'users']);
  assert.equal(backup.mock.callCount(), 0);
});

test('a second start has nothing to do', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, BOTH);
  await migrate(db, folder, options);
  assert.deepEqual(await migrate(db, folder, options), []);
  assert.deepEqual(pendingMigrations(db, folder), []);
});

test('one backup is taken before the first change to a schema that is in use', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, { '0001_users.sql': USERS });
  await migrate(db, folder, options);
  writeFileSync(join(folder, '0002_notes.sql'), NOTES);
  writeFileSync(join(folder, '0003_more.sql'), '-- More.\nCREATE TABLE more (id TEXT) STRICT;');
  const backup = t.mock.fn(async () => assert.deepEqual(tables(db), ['schema_migrations', 'users']));
  assert.deepEqual(await migrate(db, folder, { now: 7, backup }), ['0002_notes.sql', '0003_more.sql']);
  assert.equal(backup.mock.callCount(), 1);
});

test('without its backup nothing is migrated', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, { '0001_users.sql': USERS });
  await migrate(db, folder, options);
  writeFileSync(join(folder, '0002_notes.sql'), NOTES);
  const backup = async (): Promise<never> => Promise.reject(new Error('the disk is full'));
  await assert.rejects(migrate(db, folder, { now: 7, backup }), /the disk is full/);
  assert.deepEqual(pendingMigrations(db, folder), ['0002_notes.sql']);
});

test('a statement that fails undoes its whole file, keeps the files before it and is named', async (t) => {
  const db = database(t);
  const broken = '-- Broken.\nCREATE TABLE half (id TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);';
  const folder = migrationsOf(t, { '0001_users.sql': USERS, '0002_broken.sql': broken });
  await refused(
    db,
    folder,
    'migration',
    /0002_broken\.sql failed: no such table: nowhere.*undone as a whole/,
  );
  assert.deepEqual(tables(db), ['schema_migrations', 'users']);
  assert.deepEqual(pendingMigrations(db, folder), ['0002_broken.sql']);
});

test('a table is rebuilt without losing the rows that refer to it', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, BOTH);
  await migrate(db, folder, options);
  db.$client.exec("INSERT INTO users VALUES ('u1'); INSERT INTO notes VALUES ('u1', 'kept')");
  const rebuild = `-- Users get a name.
    CREATE TABLE new_users (id TEXT PRIMARY KEY, name TEXT) STRICT;
    INSERT INTO new_users SELECT id, NULL FROM users;
    DROP TABLE users;
    ALTER TABLE new_users RENAME TO users;`;
  writeFileSync(join(folder, '0003_names.sql'), rebuild);
  await migrate(db, folder, options);
  assert.equal(db.$client.prepare('SELECT words FROM notes').pluck().get(), 'kept');
  assert.equal(db.$client.pragma('foreign_keys', { simple: true }), 1);
});

test('a migration that leaves a row pointing nowhere is undone', async (t) => {
  const db = database(t);
  const orphan = "-- An orphan.\nINSERT INTO notes VALUES ('nobody', 'lost');";
  const folder = migrationsOf(t, { ...BOTH, '0003_orphan.sql': orphan });
  await refused(
    db,
    folder,
    'migration',
    /0003_orphan\.sql failed: a row of notes refers to a row that is gone/,
  );
  assert.equal(db.$client.prepare('SELECT count(*) FROM notes').pluck().get(), 0);
});

test('an applied file that has changed since is refused before anything is touched', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, { '0001_users.sql': USERS });
  await migrate(db, folder, options);
  writeFileSync(join(folder, '0001_users.sql'), USERS.replace('People', 'Persons'));
  writeFileSync(join(folder, '0002_notes.sql'), NOTES);
  await refused(db, folder, 'migration', /0001_users\.sql has already been applied and its file has changed/);
  assert.deepEqual(tables(db), ['schema_migrations', 'users']);
});

test('line ends of another system are no change', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, { '0001_users.sql': USERS });
  await migrate(db, folder, options);
  writeFileSync(join(folder, '0001_users.sql'), USERS.replaceAll('\n', '\r\n'));
  assert.deepEqual(pendingMigrations(db, folder), []);
});

test('a database newer than the program is refused', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, BOTH);
  await migrate(db, folder, options);
  rmSync(join(folder, '0002_notes.sql'));
  await refused(db, folder, 'newer', /newer version of Rollbook \(it has 0002_notes\.sql\)/);
});

const careless: readonly (readonly [what: string, files: Record<string, string>, message: RegExp])[] = [
  [
    'a gap in the numbers',
    { '0001_users.sql': USERS, '0003_notes.sql': NOTES },
    /number 2 is missing before 0003_notes/,
  ],
  ['a missing first file', { '0002_notes.sql': NOTES }, /number 1 is missing/],
  [
    'two files of one number',
    { ...BOTH, '0002_other.sql': NOTES },
    /two files have the number of 0002_other/,
  ],
  [
    'a file that does not say why',
    { '0001_users.sql': 'CREATE TABLE t (id TEXT) STRICT;' },
    /does not say in its first line/,
  ],
  ['a name without a number', { 'users.sql': USERS }, /users\.sql is not named like 0001_users\.sql/],
  ['a transaction of its own', { '0001_users.sql': `${USERS}COMMIT;\n` }, /transaction of its own/],
  ['an end of our transaction', { '0001_users.sql': `${USERS}END;\n` }, /ended its own transaction/],
];

for (const [what, files, message] of careless) {
  test(`${what} is refused in a sentence`, async (t) => {
    await refused(database(t), migrationsOf(t, files), 'migration', message);
  });
}

test('a folder that is missing is said in a sentence', async (t) => {
  await refused(
    database(t),
    join(migrationsOf(t, {}), 'nowhere'),
    'migration',
    /the folder .*nowhere does not exist/,
  );
});

test('two processes that migrate at once apply each file once', async (t) => {
  const db = database(t);
  const folder = migrationsOf(t, { '0001_users.sql': USERS });
  await migrate(db, folder, options);
  writeFileSync(join(folder, '0002_notes.sql'), NOTES);
  const quicker = database(t, db.$client.name);
  const backup = async () => assert.deepEqual(await migrate(quicker, folder, options), ['0002_notes.sql']);
  assert.deepEqual(await migrate(db, folder, { now: 7, backup }), []);
});
