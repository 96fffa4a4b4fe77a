import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import Fastify from 'fastify';
import { type Health, isReady, judge, type Lights } from '../../../src/features/ops/engine/health.ts';
import { opsRoutes } from '../../../src/features/ops/routes.ts';
import { jobs } from '../../../src/jobs.ts';
import { root } from '../../../src/root.ts';
import { measure } from '../../../src/web/metrics.ts';
import { headingOf, secretOn, textOf } from '../../support/answers.ts';
import { openTestHouse } from '../../support/house.ts';
import { signIn } from '../../support/people.ts';

const NOW = Date.parse('2026-03-20T18:00:00Z');
const HOUR = 60 * 60_000;
const MB = 1024 * 1024;

const WELL: Health = {
  database: { file: '/data/rollbook.db', bytes: 4096, writable: true },
  pendingMigrations: [],
  disk: { freeBytes: 900 * MB, totalBytes: 2000 * MB },
  backup: { takenAt: NOW - HOUR, bytes: 4096, count: 3 },
  jobs: [],
  memoryBytes: 80 * MB,
  startedAt: NOW - 90 * HOUR,
  node: '24.0.0',
};

const job = (outcome: 'running' | 'done' | 'failed' | 'interrupted') => ({
  name: 'x',
  title: 'X',
  last: { outcome, message: '', startedAt: NOW - HOUR },
  lastSuccessAt: null,
  nextAt: null,
});

const backup = (hours: number) => ({ takenAt: NOW - hours * HOUR, bytes: 1, count: 1 });
const disk = (megabytes: number) => ({ freeBytes: megabytes * MB, totalBytes: 2000 * MB });

const CASES: readonly (readonly [
  story: string,
  change: Partial<Health>,
  lights: Partial<Lights>,
  ready: boolean,
])[] = [
  ['all is well', {}, {}, true],
  [
    'the database cannot be written',
    { database: { ...WELL.database, writable: false } },
    { database: 'loss', worst: 'loss' },
    false,
  ],
  [
    'a migration is pending',
    { pendingMigrations: ['0009_x.sql'] },
    { database: 'warning', worst: 'warning' },
    false,
  ],
  ['200 MB are left', { disk: disk(200) }, {}, true],
  ['199 MB are left', { disk: disk(199) }, { disk: 'loss', worst: 'loss' }, true],
  ['nothing is left', { disk: disk(0) }, { disk: 'loss', worst: 'loss' }, false],
  ['the backup is 36 hours old', { backup: backup(36) }, {}, true],
  ['the backup is older', { backup: backup(36.1) }, { backup: 'warning', worst: 'warning' }, true],
  ['there is no backup on the first day', { backup: null, startedAt: NOW - HOUR }, {}, true],
  ['there is no backup after two days', { backup: null }, { backup: 'warning', worst: 'warning' }, true],
  ['a job failed', { jobs: [job('done'), job('failed')] }, { jobs: 'loss', worst: 'loss' }, true],
  ['a job runs, another was cut off', { jobs: [job('running'), job('interrupted')] }, {}, true],
  [
    'an old backup and a failed job',
    { backup: backup(99), jobs: [job('failed')] },
    { backup: 'warning', jobs: 'loss', worst: 'loss' },
    true,
  ],
];

const ALL_GAIN: Lights = { database: 'gain', disk: 'gain', backup: 'gain', jobs: 'gain', worst: 'gain' };

for (const [story, change, lights, ready] of CASES) {
  test(`${story}: ${Object.values(lights)[0] ?? 'in order'}, ${ready ? 'ready' : 'not ready'}`, () => {
    const health = { ...WELL, ...change };
    assert.deepEqual([judge(health, NOW), isReady(health)], [{ ...ALL_GAIN, ...lights }, ready]);
  });
}

test('page and JSON tell of database, disk, backup and every job', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const page = await admin.visitor.get('/admin/health');
  assert.equal(headingOf(page.body), 'Health');
  const words = textOf(page.body.replaceAll('<', ' <'));
  for (const { title } of jobs) assert.ok(words.includes(title), title);
  for (const check of ['Database', 'Disk', 'Backup', 'Jobs']) assert.ok(words.includes(check), check);
  const health = (await admin.visitor.get('/api/admin/health')).json();
  assert.deepEqual(
    health.jobs.map((each: { name: string }) => each.name),
    jobs.map(({ name }) => name),
  );
  assert.equal(health.database.writable, true);
  assert.ok(health.database.bytes > 0 && health.disk.free_bytes > 0 && health.memory_bytes > 0);
  assert.deepEqual([health.pending_migrations, health.backup], [[], null]);
});

test('alive is asked by anyone, ready by this machine', async (t) => {
  const house = await openTestHouse(t);
  assert.deepEqual((await house.app.inject('/healthz')).json(), { status: 'alive' });
  const ready = await house.app.inject('/readyz');
  assert.deepEqual([ready.statusCode, ready.json()], [200, { status: 'ready' }]);
});

test('not ready while the database can only be read, and ready again after that', async (t) => {
  const house = await openTestHouse(t);
  const client = house.deps.db.$client;
  client.pragma('query_only = 1');
  const answer = await house.app.inject('/readyz');
  assert.deepEqual([answer.statusCode, answer.json()], [503, { status: 'not ready' }]);
  assert.equal((await house.app.inject('/healthz')).statusCode, 200);
  client.pragma('query_only = 0');
  assert.equal((await house.app.inject('/readyz')).statusCode, 200);
});

test('not ready while a migration is pending', async (t) => {
  const house = await openTestHouse(t);
  const migrations = path.join(house.folder, 'migrations');
  mkdirSync(migrations);
  const { readdirSync } = await import('node:fs');
  for (const name of readdirSync(path.join(root, 'migrations')))
    copyFileSync(path.join(root, 'migrations', name), path.join(migrations, name));
  const next = String(readdirSync(migrations).length + 1).padStart(4, '0');
  writeFileSync(
    path.join(migrations, `${next}_later.sql`),
    '-- Later.\nCREATE TABLE later (id TEXT) STRICT;\n',
  );
  const app = Fastify();
  t.after(() => app.close());
  app.decorate('knownRoutes', []);
  measure(app);
  opsRoutes(app, house.deps, { jobs, migrations, version: '0' });
  assert.equal((await app.inject('/readyz')).statusCode, 503);
  rmSync(path.join(migrations, `${next}_later.sql`));
  assert.equal((await app.inject('/readyz')).statusCode, 200);
});

const METRICS = [
  'http_request_duration_seconds',
  'event_loop_lag_seconds',
  'process_resident_memory_bytes',
  'jobs_last_success_timestamp',
  'backup_age_seconds',
  'database_size_bytes',
];

test('the metrics have the names that were promised, and no address of a person in them', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  await admin.visitor.get(`/admin/users/${admin.id}`);
  await admin.visitor.get('/no/such/page');
  const { body, headers } = await house.app.inject('/metrics');
  assert.match(String(headers['content-type']), /^text\/plain/);
  for (const name of METRICS) assert.ok(body.includes(`# TYPE ${name} `), name);
  for (const { name } of jobs) assert.ok(body.includes(`jobs_last_success_timestamp{job="${name}"} 0`), name);
  assert.ok(body.includes('backup_age_seconds -1'));
  assert.ok(body.includes('route="/admin/users/:id",status="200"') && body.includes('route="unknown"'));
  assert.ok(!body.includes(admin.id) && !body.includes('/no/such'));
});

test('what is for this machine is refused to a guest from elsewhere, and open to a token', async (t) => {
  const house = await openTestHouse(t, { PUBLIC_URL: 'https://book.example' });
  const admin = await signIn(house, 'admin');
  const user = await signIn(house, 'user');
  const token = async (visitor: typeof admin.visitor) =>
    secretOn((await visitor.post('/settings/security/tokens', { name: 'x', scope: 'read' })).body);
  const elsewhere = { 'x-forwarded-for': '203.0.113.9' };
  const ask = async (url: string, headers: Record<string, string>) =>
    (await house.app.inject({ url, headers })).statusCode;
  for (const url of ['/metrics', '/readyz']) {
    assert.equal(await ask(url, elsewhere), 401, url);
    assert.equal(await ask(url, { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }), 401, 'the last hop counts');
    assert.equal(await ask(url, {}), 200, url);
    const authorization = `Bearer ${await token(admin.visitor)}`;
    assert.equal(await ask(url, { ...elsewhere, authorization }), 200, url);
    assert.equal(
      await ask(url, { ...elsewhere, authorization: `Bearer ${await token(user.visitor)}` }),
      403,
      url,
    );
  }
  assert.equal(await ask('/healthz', elsewhere), 200);
});

test('without a proxy nobody is believed who says where they come from', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  await house.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } });
  const answer = await house.app.inject({
    url: '/metrics',
    headers: { 'x-forwarded-for': '127.0.0.1' },
    remoteAddress: '203.0.113.9',
  });
  assert.equal(answer.statusCode, 401);
  assert.ok(admin.id);
});
