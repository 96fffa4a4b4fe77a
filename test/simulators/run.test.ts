import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import test from 'node:test';
import { readConfig } from '../../src/config.ts';
import { root } from '../support/server.ts';

test('by hand: the lines to put before npm start are settings it takes; Ctrl-C ends both', async (t) => {
  const file = path.join(root, 'test/simulators/run.ts');
  const child = spawn(process.execPath, [file, 'http://127.0.0.1:8000', '0'], { cwd: root });
  t.after(() => child.kill('SIGKILL'));
  child.stderr.pipe(process.stderr);
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += part;
    if (said.includes('# What can be set')) break;
  }
  const settings = Object.fromEntries(
    [...said.matchAll(/^(\w+)=(\S+) \\$/gm)].map(([, key, value]) => [key, value]),
  );
  const { brokers } = readConfig({ NODE_ENV: 'test', ENCRYPTION_KEY: undefined, ...settings }, root);
  assert.equal(brokers.schwab.returnTo, 'http://127.0.0.1:8000/api/auth/callback');
  for (const address of [brokers.schwab.baseUrl, brokers.zerodha.baseUrl])
    assert.equal((await fetch(new URL('/__control', address))).status, 200);
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});
