import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Ended,
  freePort,
  newKey,
  runCommand,
  runServer,
  startServer,
  temporaryFolder,
} from './support/server.ts';

const OLD_NODE = '/usr/bin/node';
const oldMajor = Number(
  spawnSync(OLD_NODE, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout?.split('.')[0],
);

const place = () => ({ DATA_DIR: temporaryFolder() });

/** One sentence for a person, and a code for whatever started it. */
function assertRefused({ code, stderr, stdout }: Ended, sentence: RegExp): void {
  assert.equal(code, 1, `it ended with ${code}: ${stdout}${stderr}`);
  assert.match(stderr, sentence);
  assert.match(stderr, /^rollbook: [^\n]+\n$/, 'one line');
  assert.doesNotMatch(stderr, /\n\s+at |Error:/, 'no stack');
}

// Most of it is waiting.
describe('starting and ending', { concurrency: 4 }, () => {
  test('on an older Node it says so instead of dying without a word', {
    skip: oldMajor < 24 ? false : 'there is no older Node on this machine',
  }, async () => {
    assertRefused(await runServer(place(), { node: OLD_NODE }), /Node 24/);
  });

  test('a taken port is named', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    assertRefused(await runServer({ ...place(), PORT: String(port) }), new RegExp(`${port}.*taken`));
    other.close();
  });

  test('production without a key, with a weak one or with a sample is refused', async () => {
    const production = { ...place(), NODE_ENV: 'production' };
    const refused = (key: Readonly<Record<string, string>>) => runServer({ ...production, ...key });
    assertRefused(await refused({}), /ENCRYPTION_KEY is missing/);
    assertRefused(await refused({ ENCRYPTION_KEY: '0'.repeat(64) }), /ENCRYPTION_KEY .*sample/);
    assertRefused(await refused({ ENCRYPTION_KEY: 'change-me' }), /ENCRYPTION_KEY .*openssl/);
  });

  test('a secret file that cannot be read is named', async () => {
    const file = path.join(temporaryFolder(), 'nothing');
    assertRefused(
      await runServer({ ...place(), ENCRYPTION_KEY_FILE: file }),
      /ENCRYPTION_KEY_FILE names .*nothing/,
    );
  });

  test('being reachable from elsewhere without TLS is refused', async () => {
    assertRefused(
      await runServer({ ...place(), HOST: '0.0.0.0' }),
      /HOST is 0\.0\.0\.0.*PUBLIC_URL.*ALLOW_PLAIN_HTTP/,
    );
  });

  test('an address that this machine does not have is refused', async () => {
    assertRefused(
      await runServer({ ...place(), HOST: '203.0.113.7', ALLOW_PLAIN_HTTP: '1' }),
      /203\.0\.113\.7/,
    );
  });

  test('a damaged database is refused, and left as it is', async () => {
    const { DATA_DIR } = place();
    const file = path.join(DATA_DIR, 'rollbook.db');
    writeFileSync(file, 'this is not a database at all, '.repeat(300));
    const before = readFileSync(file);
    assertRefused(await runServer({ DATA_DIR }), /rollbook\.db/);
    assert.deepEqual(readFileSync(file), before);
  });

  test('a damaged key is refused before anything is sealed with it', async () => {
    const { DATA_DIR } = place();
    writeFileSync(path.join(DATA_DIR, 'encryption.key'), 'half a k');
    assertRefused(await runServer({ DATA_DIR }), /encryption\.key/);
  });

  test('a data folder that cannot be used is named', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    assertRefused(await runServer({ DATA_DIR: path.join(folder, 'file', 'data') }), /DATA_DIR/);
  });

  test('a data folder in which nothing can be written is named', async () => {
    // Not even root writes there.
    assertRefused(await runServer({ DATA_DIR: '/proc' }), /\/proc/);
  });

  test('the set-up link is printed while there is no account, and works', async () => {
    await using server = await startServer(place());
    const [link = ''] = /http:\/\/\S+\/setup\?token=\S+/.exec(server.said()) ?? [];
    assert.equal(new URL(link).port, String(server.port));
    assert.equal((await fetch(link, { redirect: 'manual' })).status, 200);
    assert.equal((await server.stop()).code, 0);
  });

  test('the set-up link is a new one at each start, and none is printed once there is an account', async () => {
    const { DATA_DIR } = place();
    const links = [await linkOf(DATA_DIR), await linkOf(DATA_DIR)];
    assert.notEqual(links[0], links[1]);
    const words = ['create-admin', '--email', 'owner@rollbook.test', '--password-stdin'];
    runCommand(words, { DATA_DIR }, 'a long walk beside the sea');
    assert.equal(await linkOf(DATA_DIR), '');
  });

  test('a key is made once, for its owner only, and not made where one is given', async () => {
    const { DATA_DIR } = place();
    const file = path.join(DATA_DIR, 'encryption.key');
    await linkOf(DATA_DIR);
    const first = readFileSync(file, 'utf8');
    assert.match(first, /^[0-9a-f]{64}\n$/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    await linkOf(DATA_DIR);
    assert.equal(readFileSync(file, 'utf8'), first);
    const given = place();
    await linkOf(given.DATA_DIR, { ENCRYPTION_KEY: newKey() });
    assert.throws(() => statSync(path.join(given.DATA_DIR, 'encryption.key')));
  });

  test('what it keeps is for its owner only', async () => {
    const parent = temporaryFolder();
    const DATA_DIR = path.join(parent, 'data');
    await linkOf(DATA_DIR);
    assert.equal(statSync(DATA_DIR).mode & 0o777, 0o700);
    assert.equal(statSync(path.join(DATA_DIR, 'rollbook.db')).mode & 0o777, 0o600);
  });

  test('SIGTERM and SIGINT end it at once where nobody waits', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      await using server = await startServer(place());
      const from = Date.now();
      assert.equal((await server.stop(signal)).code, 0, signal);
      assert.ok(Date.now() - from < 3000, `${signal} took ${Date.now() - from} ms`);
    }
  });

  test('SIGTERM ends it within ten seconds, although somebody never finishes asking', async () => {
    await using server = await startServer(place());
    const { line } = await beginToAsk(server.port, 100);
    const from = Date.now();
    const { code } = await server.stop();
    line.destroy();
    assert.equal(code, 0);
    assert.ok(Date.now() - from < 10_000, `it took ${Date.now() - from} ms`);
  });

  test('SIGTERM lets a request that has begun end well, and waits no longer than for that', async () => {
    await using server = await startServer(place());
    const body = 'email=nobody%40rollbook.test&password=nobody+has+this+one';
    const { line, answer } = await beginToAsk(server.port, body.length);
    const from = Date.now();
    const ended = server.stop();
    await sleep(300);
    line.write(body);
    assert.match(await answer, /^HTTP\/1\.1 422 /);
    assert.equal((await ended).code, 0);
    assert.ok(
      Date.now() - from < 4000,
      `it took ${Date.now() - from} ms, although everyone had been answered`,
    );
  });
});

/** Starts it once, and answers the set-up link it printed. */
async function linkOf(folder: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  await using server = await startServer({ DATA_DIR: folder, ...more });
  await server.stop();
  return /http:\/\/\S+\/setup\?token=\S+/.exec(server.said())?.[0] ?? '';
}

/** The head of a sign-in has arrived, its body has not. */
async function beginToAsk(port: number, length: number) {
  const line = connect(port, '127.0.0.1');
  const answer = new Promise<string>((resolve) => line.once('data', (data) => resolve(String(data))));
  line.on('error', () => undefined);
  const head = ['POST /login HTTP/1.1', `Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`];
  const form = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${length}`];
  line.write([...head, ...form, '', ''].join('\r\n'));
  await sleep(200);
  return { line, answer };
}
