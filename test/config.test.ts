import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ConfigError, configKeys, readConfig } from '../src/config.ts';
import { newKey, root, temporaryFolder } from './support/server.ts';

/** `#KEY=value` and `KEY=value`; a sentence never looks like that. */
const sample = readFileSync(path.join(root, '.env.example'), 'utf8')
  .split('\n')
  .flatMap((line) => [...line.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/g)])
  .map(([, key = '', value = '']) => ({ key, value }));

const sampleOf = (key: string) => sample.find((line) => line.key === key)?.value ?? '';
const production = () => ({ NODE_ENV: 'production', ENCRYPTION_KEY: newKey() });

function refusal(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env, root);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('.env.example names every key there is, once, and no other', () => {
  assert.deepEqual(sample.map(({ key }) => key).sort(), [...configKeys].sort());
});

test('.env.example changes nothing as it stands: every key is commented out', () => {
  const active = readFileSync(path.join(root, '.env.example'), 'utf8').match(/^[A-Z].*$/gm);
  assert.equal(active, null);
});

test('the defaults it states are the defaults', () => {
  const own = ['ENCRYPTION_KEY', 'ENCRYPTION_KEY_FILE', 'PUBLIC_URL'];
  const stated = sample.filter(({ key }) => !own.includes(key)).map(({ key, value }) => [key, value]);
  assert.deepEqual(readConfig(Object.fromEntries(stated), root), readConfig({}, root));
});

test('its sample key is refused in production', () => {
  assert.match(refusal({ ...production(), ENCRYPTION_KEY: sampleOf('ENCRYPTION_KEY') }), /^ENCRYPTION_KEY /);
});

test('a key that anyone could guess is refused, wherever it is used', () => {
  for (const key of ['0'.repeat(64), 'ab'.repeat(32), '0123456789abcdef', 'password', `${'A'.repeat(43)}=`]) {
    assert.match(refusal({ ENCRYPTION_KEY: key }), /^ENCRYPTION_KEY .*openssl rand -hex 32/, key);
  }
});

test('production without a key is refused', () => {
  assert.match(refusal({ NODE_ENV: 'production' }), /^ENCRYPTION_KEY is missing/);
});

test('a good key is taken, from a file too, and several for a change of keys', () => {
  const file = path.join(temporaryFolder(), 'key');
  const [newer, older] = [newKey(), newKey()];
  writeFileSync(file, `${newer}\n`);
  assert.deepEqual(readConfig({ ENCRYPTION_KEY: `${newer}, ${older}` }, root).encryptionKeys, [newer, older]);
  assert.deepEqual(readConfig({ NODE_ENV: 'production', ENCRYPTION_KEY_FILE: file }, root).encryptionKeys, [
    newer,
  ]);
});

test('a secret file that is not there is named', () => {
  const file = path.join(temporaryFolder(), 'nothing');
  assert.ok(refusal({ ENCRYPTION_KEY_FILE: file }).includes(`ENCRYPTION_KEY_FILE names ${file}`));
});

test('no refusal repeats the secret', () => {
  const secret = 'a-very-private-key-of-somebody';
  assert.ok(!refusal({ ENCRYPTION_KEY: secret }).includes(secret));
});

test('other machines are let in through TLS, or knowingly without, and not otherwise', () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.7']) {
    assert.match(refusal({ HOST: host }), /PUBLIC_URL=https.*ALLOW_PLAIN_HTTP=1/, host);
    assert.match(refusal({ HOST: host, PUBLIC_URL: 'http://rollbook.test' }), /PUBLIC_URL=https/, host);
    assert.equal(refusal({ HOST: host, PUBLIC_URL: 'https://rollbook.test' }), '', host);
    assert.equal(refusal({ HOST: host, ALLOW_PLAIN_HTTP: '1' }), '', host);
  }
});

test('a wrong value is refused with the name of its key', () => {
  const wrong = {
    PORT: '80000',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'rollbook',
    SESSION_MAX_DAYS: '0',
    ALLOW_PLAIN_HTTP: 'yes',
  };
  for (const [key, value] of Object.entries(wrong))
    assert.match(refusal({ [key]: value }), new RegExp(`^${key} `), key);
});

test('an empty value means "not set"', () => {
  const empty = Object.fromEntries(configKeys.map((key) => [key, '']));
  assert.deepEqual(readConfig(empty, root), readConfig({}, root));
});
