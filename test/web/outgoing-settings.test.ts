import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ConfigError, readConfig } from '../../src/config.ts';
import { partiesOf } from '../../src/web/outgoing/parties.ts';
import { root, temporaryFolder } from '../support/server.ts';

type Settings = Readonly<Record<string, string>>;

function refusal(env: Settings): string {
  try {
    readConfig(env, root);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

const origins = (env: Settings) =>
  Object.values(partiesOf(readConfig(env, root))).flatMap((party) => party.origins);

test('without a setting the brokers themselves may be asked, and nobody else', () => {
  assert.deepEqual(origins({}), [
    'https://api.schwabapi.com',
    'https://api.kite.trade',
    'wss://ws.kite.trade',
  ]);
});

test('a simulator on this machine may take their place, and then only it', () => {
  const env = {
    SCHWAB_BASE_URL: 'http://127.0.0.1:9001',
    KITE_BASE_URL: 'http://localhost:9002',
    KITE_TICKER_URL: 'ws://localhost:9002',
  };
  assert.deepEqual(origins(env), ['http://127.0.0.1:9001', 'http://localhost:9002', 'ws://localhost:9002']);
});

for (const [key, value] of [
  ['SCHWAB_BASE_URL', 'http://api.schwabapi.com'],
  ['SCHWAB_BASE_URL', 'https://api.schwabapi.com/trader/v1'],
  ['KITE_BASE_URL', 'ftp://api.kite.trade'],
  ['KITE_LOGIN_URL', 'kite.zerodha.com'],
  ['KITE_TICKER_URL', 'ws://ws.kite.trade'],
  ['KITE_TICKER_URL', 'https://ws.kite.trade'],
  ['REDIRECT_URI', '127.0.0.1'],
  ['REDIRECT_URI', 'http://your.name/back'],
  ['REDIRECT_URI', 'https://127.0.0.1/#x'],
  ['SCHWAB_APP_KEY', '"quoted-key"'],
  ['KITE_API_SECRET', 'two words'],
] as const) {
  test(`${key}=${value} is refused with a sentence`, () => {
    const said = refusal({ [key]: value });
    assert.match(said, new RegExp(`^${key} \\w`));
    if (/SECRET/.test(key)) assert.ok(!said.includes(value));
  });
}

test('the callback address is kept byte for byte', () => {
  for (const address of ['https://127.0.0.1', 'https://127.0.0.1/', 'https://Rollbook.Test:8182/back?x=%41'])
    assert.equal(readConfig({ REDIRECT_URI: address }, root).brokers.schwab.returnTo, address);
});

test('a key without its secret is refused, whichever is missing', () => {
  for (const env of [
    { SCHWAB_APP_KEY: 'some-key' },
    { SCHWAB_APP_SECRET: 'some-secret' },
    { KITE_API_KEY: 'some-key' },
    { KITE_API_SECRET: 'some-secret' },
  ])
    assert.match(refusal(env), /belong together/);
});

test('an app is taken, its secret from a file too', () => {
  const file = path.join(temporaryFolder(), 'secret');
  writeFileSync(file, 'from-a-file\n');
  const { brokers } = readConfig({ SCHWAB_APP_KEY: 'some-key', SCHWAB_APP_SECRET_FILE: file }, root);
  assert.deepEqual(brokers.schwab.app, { key: 'some-key', secret: 'from-a-file' });
  assert.equal(brokers.zerodha.app, null);
});
