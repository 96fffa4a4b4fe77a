import assert from 'node:assert/strict';
import test from 'node:test';
import Database from 'better-sqlite3';
import { type FaultCode, toDatabaseFault, toFileFault } from '../../src/db/fault.ts';

const meanings: readonly (readonly [code: string, meaning: FaultCode, sentence: RegExp])[] = [
  ['SQLITE_FULL', 'full', /is full.*Free some space/],
  ['ENOSPC', 'full', /is full/],
  ['SQLITE_CORRUPT', 'corrupt', /is damaged/],
  ['SQLITE_CORRUPT_INDEX', 'corrupt', /is damaged/],
  ['SQLITE_NOTADB', 'not-a-database', /is not a database/],
  ['SQLITE_BUSY', 'locked', /in use by another program/],
  ['SQLITE_BUSY_SNAPSHOT', 'locked', /in use by another program/],
  ['SQLITE_CANTOPEN', 'not-writable', /cannot be opened for writing/],
  ['SQLITE_READONLY_DIRECTORY', 'not-writable', /cannot be opened for writing/],
  ['EROFS', 'not-writable', /cannot be opened for writing/],
  ['SQLITE_IOERR_WRITE', 'unreadable', /The disk failed/],
];

for (const [code, meaning, sentence] of meanings) {
  test(`${code} means ${meaning}, says so with the file's name and keeps its cause`, () => {
    const cause = new Database.SqliteError('the words of SQLite', code);
    const fault = toFileFault(cause, '/data/rollbook.db');
    assert.ok(fault);
    assert.deepEqual([fault.code, fault.cause], [meaning, cause]);
    assert.match(fault.message, sentence);
    assert.match(fault.message, /^The .* \/data\/rollbook\.db /);
  });
}

test('a fault stays itself, and where the file is not known it is not named', () => {
  const fault = toDatabaseFault(new Database.SqliteError('', 'SQLITE_FULL'));
  assert.match(fault?.message ?? '', /^The disk that holds the database is full\./);
  assert.equal(toDatabaseFault(fault), fault);
});

test('a constraint, a bug and what is no error at all are no faults of the database', () => {
  const others = [
    new Database.SqliteError('', 'SQLITE_CONSTRAINT_UNIQUE'),
    new TypeError('bug'),
    'text',
    null,
    undefined,
  ];
  assert.deepEqual(
    others.map((other) => toDatabaseFault(other)),
    others.map(() => null),
  );
});

test('a file that is missing is a fault only where the file of the database is handled', () => {
  const missing = Object.assign(new Error('no such template'), { code: 'ENOENT' });
  assert.deepEqual([toDatabaseFault(missing), toFileFault(missing)?.code], [null, 'not-writable']);
});
