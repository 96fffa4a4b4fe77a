import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { backUp } from '../../src/db/backup.ts';
import { listBackups } from '../../src/db/backup-names.ts';
import { closeDatabase, openDatabase } from '../../src/db/open.ts';
import { assertBalanced, move, openAccounts } from './accounts.ts';
import { database, folder } from './place.ts';

const NOON = Date.UTC(2026, 2, 20, 12, 0, 5);
const NAME = 'rollbook-20260320-120005Z-manual.db';

test('a backup is one private file named by time and purpose, with its checksum beside it', async (t) => {
  const place = join(folder(t), 'backups');
  const made = await backUp(openAccounts(database(t)), place, { now: NOON, label: 'manual' });
  assert.deepEqual(readdirSync(place), [NAME, `${NAME}.sha256`]);
  assert.deepEqual(made, listBackups(place)[0]);
  assert.deepEqual([made.name, made.takenAt, made.label], [NAME, NOON, 'manual']);
  const checksum = createHash('sha256').update(readFileSync(made.file)).digest('hex');
  assert.equal(readFileSync(`${made.file}.sha256`, 'utf8'), `${checksum}  ${NAME}\n`);
  for (const file of [made.file, `${made.file}.sha256`]) assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a backup needs nothing beside it to be read', async (t) => {
  const { file } = await backUp(openAccounts(database(t)), folder(t), { now: NOON, label: 'manual' });
  const copy = new Database(file, { readonly: true });
  assert.equal(copy.pragma('journal_mode', { simple: true }), 'delete');
  copy.close();
});

test('a backup made while others write is one moment of the database, twenty times of twenty', async (t) => {
  const db = openAccounts(database(t));
  const other = database(t, db.$client.name);
  const place = folder(t);
  let moves = 0;
  let isOver = false;
  const writing = (async () => {
    for (; !isOver; moves += 1) {
      move(moves % 2 === 0 ? db : other, moves);
      await nextTurn();
    }
  })();
  for (let i = 0; i < 20; i++) {
    const before = moves;
    const { file } = await backUp(db, place, { now: NOON + i * 1000, label: 'nightly' });
    assert.ok(moves > before, 'nothing was written meanwhile');
    const copy = openDatabase(file);
    assertBalanced(copy);
    closeDatabase(copy);
  }
  isOver = true;
  await writing;
  assertBalanced(db);
});

test('the newest backup is listed first, and other files are none', async (t) => {
  const place = folder(t);
  const names = ['rollbook-20260320-020000Z-nightly.db', 'rollbook-20260321-020000Z-before-migration.db'];
  const others = [
    'rollbook-20260320-020000Z-nightly.db.sha256',
    '.rollbook-20260320-020000Z-nightly.db.7.partial',
    'notes.db',
  ];
  for (const name of [...names, ...others]) writeFileSync(join(place, name), 'x');
  assert.deepEqual(
    listBackups(place).map((backup) => backup.name),
    names.toReversed(),
  );
  assert.deepEqual(listBackups(join(place, 'nowhere')), []);
});

test('a second backup of the same name is refused and the first one kept', async (t) => {
  const db = openAccounts(database(t));
  const place = folder(t);
  const options = { now: NOON, label: 'manual' } as const;
  const both = await Promise.allSettled([backUp(db, place, options), backUp(db, place, options)]);
  assert.deepEqual(
    both.map((result) => result.status),
    ['fulfilled', 'rejected'],
  );
  assert.equal(statSync(join(place, NAME)).mode & 0o777, 0o600);
  await assert.rejects(backUp(db, place, options), {
    code: 'backup',
    message: /No backup was made: there already is one/,
  });
  assert.deepEqual(readdirSync(place), [NAME, `${NAME}.sha256`]);
});

test('a copy with a row that refers to nothing is not called a backup', async (t) => {
  const db = openAccounts(database(t));
  db.$client.exec(
    'PRAGMA foreign_keys = OFF; CREATE TABLE notes (account INTEGER REFERENCES accounts (id)) STRICT',
  );
  db.$client.exec('INSERT INTO notes VALUES (4711)');
  const place = folder(t);
  const attempt = backUp(db, place, { now: NOON, label: 'nightly' });
  await assert.rejects(attempt, {
    code: 'backup',
    message: /a row of notes refers to nothing.*earlier backups are as they were/,
  });
  assert.deepEqual(readdirSync(place), []);
});

test('a damaged database is noticed by its nightly backup', async (t) => {
  const file = join(folder(t), 'rollbook.db');
  closeDatabase(openAccounts(openDatabase(file)));
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, 8 * 4096, 9 * 4096));
  const db = openDatabase(file, { check: false });
  t.after(() => closeDatabase(db));
  const place = folder(t);
  await assert.rejects(backUp(db, place, { now: NOON, label: 'nightly' }), {
    code: 'backup',
    message: /damaged/,
  });
  assert.deepEqual(readdirSync(place), []);
});

test('what a killed process left is swept, what a living one is making is not', async (t) => {
  const place = folder(t);
  const partial = (pid: number): string => `.rollbook-20260319-120000Z-manual.db.${pid}.partial`;
  const gone = 2 ** 22 + 1;
  for (const name of [
    partial(gone),
    `${partial(gone)}-journal`,
    partial(process.pid),
    partial(process.ppid),
  ]) {
    writeFileSync(join(place, name), 'half');
  }
  await backUp(openAccounts(database(t)), place, { now: NOON, label: 'manual' });
  assert.deepEqual(readdirSync(place).sort(), [partial(process.ppid), NAME, `${NAME}.sha256`].sort());
});

test('a folder that cannot be made is said in a sentence', async (t) => {
  const place = join(folder(t), 'a-file');
  writeFileSync(place, '');
  await assert.rejects(backUp(openAccounts(database(t)), place, { now: NOON, label: 'manual' }), {
    name: 'DatabaseFault',
    code: 'backup',
  });
});
