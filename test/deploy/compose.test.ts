import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { configKeys } from '../../src/config.ts';
import { newKey, root, temporaryFolder } from '../support/server.ts';

const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8')
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll(/\s+#.*$/gm, '');
const hasDocker = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;

/** The lines below a key of the service, without their indentation. */
function below(key: string): readonly string[] {
  const [, block = ''] = new RegExp(`^    ${key}:\\n((?:      .*\\n?)+)`, 'm').exec(text) ?? [];
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

const says = (line: string) =>
  assert.ok(text.includes(`\n    ${line}\n`), `docker-compose.yml does not say "${line}"`);

test('the container may do nothing that the program does not need', () => {
  says('read_only: true');
  says('user: "10001:10001"');
  assert.deepEqual(below('cap_drop'), ['- ALL']);
  assert.deepEqual(below('security_opt'), ['- no-new-privileges:true']);
  assert.doesNotMatch(text, /privileged|cap_add|network_mode|docker\.sock/);
});

test('it has 400 MB and not a byte of swap more', () => {
  says('mem_limit: 400m');
  says('memswap_limit: 400m');
});

test('only this machine reaches it', () => {
  assert.deepEqual(below('ports'), ['- "127.0.0.1:8000:8000"']);
});

test('it is given more time to end than the program takes', () => {
  const [, seconds] = /stop_grace_period: (\d+)s/.exec(text) ?? [];
  assert.ok(Number(seconds) > 10);
});

test('no secret stands in its environment, and every setting it makes exists', () => {
  const names = below('environment').map((line) => line.split(':')[0] ?? '');
  assert.ok(names.includes('ENCRYPTION_KEY_FILE'));
  assert.ok(!names.includes('ENCRYPTION_KEY'));
  for (const name of names) assert.ok(configKeys.includes(name), name);
});

test('the proxy it trusts is the near end of its own network', () => {
  const [, trusted] = /TRUSTED_PROXY: (\S+)/.exec(text) ?? [];
  const [, gateway] = /gateway: (\S+)/.exec(text) ?? [];
  assert.equal(trusted, gateway);
});

test('docker understands it', { skip: !hasDocker && 'docker compose is not installed here' }, () => {
  const folder = temporaryFolder();
  cpSync(path.join(root, 'docker-compose.yml'), path.join(folder, 'docker-compose.yml'));
  writeFileSync(path.join(folder, '.env'), 'PUBLIC_URL=https://rollbook.test\n');
  mkdirSync(path.join(folder, 'data/secrets'), { recursive: true });
  writeFileSync(path.join(folder, 'data/secrets/encryption_key'), newKey());
  const { status, stderr } = spawnSync('docker', ['compose', 'config', '--quiet'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
