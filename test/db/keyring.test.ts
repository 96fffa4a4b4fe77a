import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { openKeyring } from '../../src/db/keyring.ts';
import { decrypted, KeyFault, type Place } from '../../src/db/secrets.ts';
import { newKey } from '../support/server.ts';

const [OLD, NEW] = [newKey(), newKey()];
const PLACE: Place = { table: 'auth_tokens', column: 'access', row: 'row-1', user: 'user-1' };
const ring = openKeyring([NEW]);

function fault(work: () => unknown): KeyFault {
  try {
    work();
  } catch (error) {
    if (error instanceof KeyFault) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('whatever is encrypted is read again, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const secret = ring.encrypt(text, PLACE);
      assert.equal(ring.decrypt(secret, PLACE), text);
      assert.notEqual(secret, ring.encrypt(text, PLACE));
    }),
    { numRuns: 200 },
  );
});

test('it is written as version, key, IV of 12 bytes, tag of 16 bytes, ciphertext', () => {
  const [version, keyId, iv = '', tag = '', text = '', ...more] = ring.encrypt('a token', PLACE).split('.');
  assert.equal(version, 'v1');
  assert.match(keyId ?? '', /^[0-9a-f]{8}$/);
  const sizes = [iv, tag, text].map((part) => Buffer.from(part, 'base64url').length);
  assert.deepEqual(sizes, [12, 16, 7]);
  assert.deepEqual(more, []);
});

test('it is not the key of the audit log that encrypts', () => {
  const secret = ring.encrypt('a token', PLACE);
  const derived = (purpose: string) =>
    createHmac('sha256', Buffer.from(NEW)).update(`rollbook:${purpose}`).digest();
  assert.equal(fault(() => decrypted(secret, PLACE, derived('audit'))).kind, 'misplaced');
  assert.equal(decrypted(secret, PLACE, derived('secrets')), 'a token');
});

for (const [story, elsewhere] of [
  ['row', { ...PLACE, row: 'row-2' }],
  ['column', { ...PLACE, column: 'refresh' }],
  ['table', { ...PLACE, table: 'connections' }],
  ['user', { ...PLACE, user: 'user-2' }],
] as const) {
  test(`a secret moved to another ${story} is refused`, () => {
    const { kind, message } = fault(() => ring.decrypt(ring.encrypt('a token', PLACE), elsewhere));
    assert.equal(kind, 'misplaced');
    assert.ok(!message.includes('a token'));
  });
}

test('one bit changed anywhere, or a shorter tag, is refused', () => {
  const secret = ring.encrypt('a token', PLACE);
  for (const part of [2, 3, 4]) {
    const parts = secret.split('.');
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const changed = parts.with(part, bytes.toString('base64url')).join('.');
    assert.equal(fault(() => ring.decrypt(changed, PLACE)).kind, 'misplaced');
  }
  const parts = secret.split('.');
  const short = parts.with(3, (parts[3] ?? '').slice(0, 6)).join('.');
  assert.equal(fault(() => ring.decrypt(short, PLACE)).kind, 'misplaced');
});

test('the newest key encrypts, every key on the ring decrypts', () => {
  const before = openKeyring([OLD]);
  const both = openKeyring([NEW, OLD]);
  const secret = before.encrypt('a token', PLACE);
  assert.equal(both.decrypt(secret, PLACE), 'a token');
  assert.deepEqual([both.isOld(secret), before.isOld(secret)], [true, false]);
  assert.equal(ring.decrypt(both.encrypt('a token', PLACE), PLACE), 'a token');
});

test('a lost key says which, and what to do', () => {
  const secret = openKeyring([OLD]).encrypt('a token', PLACE);
  const { kind, message } = fault(() => ring.decrypt(secret, PLACE));
  assert.equal(kind, 'lost');
  assert.ok(message.includes(openKeyring([OLD]).seal('').keyId));
  assert.match(message, /not on the keyring.*ENCRYPTION_KEY after a comma/);
});

test('what was never encrypted is not taken for a secret, nor repeated', () => {
  for (const text of ['', 'plain-token', 'v1', 'v2.a.b.c.d', 'v1.zzzzzzzz.b.c.d']) {
    const { message } = fault(() => ring.decrypt(text, PLACE));
    assert.ok(text === '' || !message.includes(text), text);
  }
});
