import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { backUp } from '../../src/db/backup.ts';
import { closeDatabase, openDatabase } from '../../src/db/open.ts';
import { restore } from '../../src/db/restore.ts';
import { assertBalanced, move, openAccounts } from './accounts.ts';
import { database, folder } from './place.ts';

const NOON = Date.UTC(2026, 2, 20, 12);
const ASIDE = 'rollbook-replaced-20260320-120000Z.db';

interface House {
  readonly place: string;
  readonly target: string;
  readonly backup: string;
}

/** A database that was backed up and has changed since: account 1 had 100 in the backup, and has 93 now. */
async function house(t: TestContext): Promise<House> {
  const place = folder(t);
  const target = join(place, 'rollbook.db');
  const db = openAccounts(openDatabase(target));
  const { file } = await backUp(db, join(place, 'backups'), { now: NOON, label: 'nightly' });
  move(db, 0);
  closeDatabase(db);
  return { place, target, backup: file };
}

function first(t: TestContext, file: string): unknown {
  const db = database(t, file);
  assertBalanced(db);
  return db.$client.prepare('SELECT amount FROM accounts WHERE id = 1').pluck().get();
}

test('the backup takes the place of the database, and what was there is kept aside', async (t) => {
  const { place, target, backup } = await house(t);
  assert.deepEqual(await restore(backup, target, NOON), { replaced: join(place, ASIDE) });
  assert.deepEqual(readdirSync(place).sort(), ['backups', ASIDE, 'rollbook.db'].sort());
  assert.equal(statSync(target).mode & 0o777, 0o600);
  assert.deepEqual([first(t, target), first(t, join(place, ASIDE))], [100, 93]);
});

test('a backup is restored where there was nothing', async (t) => {
  const { backup } = await house(t);
  const target = join(folder(t), 'rollbook.db');
  assert.deepEqual(await restore(backup, target, NOON), { replaced: null });
  assert.equal(first(t, target), 100);
});

test('what a killed process had written to its log is kept aside, and not played into the restored file', async (t) => {
  const { place, target, backup } = await house(t);
  const db = openDatabase(target);
  move(db, 0);
  const [crashed, log] = [readFileSync(target), readFileSync(`${target}-wal`)];
  closeDatabase(db);
  writeFileSync(target, crashed);
  writeFileSync(`${target}-wal`, log);
  await restore(backup, target, NOON);
  assert.deepEqual([existsSync(`${target}-wal`), existsSync(`${target}-shm`)], [false, false]);
  assert.deepEqual([first(t, target), first(t, join(place, ASIDE))], [100, 86]);
});

test('a log that lost its database is not played into the restored file', async (t) => {
  const { target, backup } = await house(t);
  const db = openDatabase(target);
  move(db, 0);
  const log = readFileSync(`${target}-wal`);
  closeDatabase(db);
  rmSync(target);
  writeFileSync(`${target}-wal`, log);
  assert.deepEqual(await restore(backup, target, NOON), { replaced: null });
  assert.equal(first(t, target), 100);
});

test('a database that is no longer one is kept aside, and its log is not played into the restored file', async (t) => {
  const { place, target, backup } = await house(t);
  writeFileSync(target, 'Dear diary. '.repeat(1000));
  writeFileSync(`${target}-wal`, 'and its log');
  await restore(backup, target, NOON);
  assert.equal(existsSync(`${target}-wal`), false);
  assert.equal(first(t, target), 100);
  assert.match(readFileSync(join(place, ASIDE), 'utf8'), /^Dear diary/);
});

test('nothing is restored under a running server, even an idle one', async (t) => {
  const { place, target, backup } = await house(t);
  const server = openDatabase(target);
  t.after(() => closeDatabase(server));
  const attempt = restore(backup, target, NOON);
  await assert.rejects(attempt, {
    code: 'locked',
    message: /Nothing was restored: .* is in use\. Stop Rollbook/,
  });
  assert.equal(existsSync(join(place, ASIDE)), false);
  assertBalanced(server);
  closeDatabase(server);
  await restore(backup, target, NOON);
});

const spoiled: readonly (readonly [what: string, spoil: (backup: string) => void, message: RegExp])[] = [
  ['a truncated backup', (file) => truncateSync(file, statSync(file).size - 4096), /its checksum differs/],
  ['a backup with a flipped byte', (file) => flip(file, 9000), /its checksum differs/],
  ['a backup without its checksum', (file) => rmSync(`${file}.sha256`), /has no checksum beside it/],
  ['a backup that is gone', (file) => rmSync(file), /does not exist/],
  ['a damaged backup with a fitting checksum', damageAndSign, /is damaged/],
];

for (const [what, spoil, message] of spoiled) {
  test(`${what} is refused and the present database stays`, async (t) => {
    const { place, target, backup } = await house(t);
    spoil(backup);
    await assert.rejects(restore(backup, target, NOON), { name: 'DatabaseFault', code: 'restore', message });
    assert.deepEqual(readdirSync(place).sort(), ['backups', 'rollbook.db']);
    assert.equal(first(t, target), 93);
  });
}

test('a folder in the place of the database is left alone', async (t) => {
  const { place, backup } = await house(t);
  await assert.rejects(restore(backup, place, NOON), { code: 'restore', message: /^Nothing was restored: / });
});

test('a restore into a folder that does not exist is refused in a sentence', async (t) => {
  const { place, backup } = await house(t);
  await assert.rejects(restore(backup, join(place, 'nowhere', 'rollbook.db'), NOON), { code: 'restore' });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  writeFileSync(file, bytes);
}

function damageAndSign(file: string): void {
  const bytes = readFileSync(file).fill(0xa5, 8 * 4096, 9 * 4096);
  writeFileSync(file, bytes);
  writeFileSync(`${file}.sha256`, `${createHash('sha256').update(bytes).digest('hex')}  backup.db\n`);
}
