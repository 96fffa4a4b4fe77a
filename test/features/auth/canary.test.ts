import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import test from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { loggerOf } from '../../../src/logger.ts';
import { csrfOf } from '../../../src/web/origin.ts';
import { secretOn } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { deeds, everyText } from '../../support/rows.ts';
import { Visitor } from '../../support/visitor.ts';

const PASSWORDS = {
  first: 'canary walks beside the sea',
  second: 'canary swims across the lake',
  wrong: 'canary forgot the right words',
  weak: 'canary1',
};

/** The program with its log kept as text, at its most talkative. */
async function talkingHouse(house: TestHouse, t: { after: (work: () => unknown) => void }) {
  let log = '';
  const stream = new Writable({
    write(chunk, _, done) {
      log += chunk;
      done();
    },
  });
  const options = loggerOf({ ...house.deps.config, logLevel: 'trace' });
  const app = buildApp(house.deps, { ...(options as object), stream });
  app.get('/bug', { config: { access: 'public' } }, () => {
    throw new Error('a bug on purpose');
  });
  await app.ready();
  t.after(() => app.close());
  return { app, log: () => log };
}

test('no secret is found anywhere: not in a table, not in the log, not in an answer but the one that shows it', async (t) => {
  const house = await openTestHouse(t);
  const { app, log } = await talkingHouse(house, t);
  const answers: LightMyRequestResponse[] = [];
  const shown: string[] = [];
  const note = (answer: LightMyRequestResponse) => {
    answers.push(answer);
    return answer;
  };
  const visitor = new Visitor(app);
  const secrets = new Map<string, string>(Object.entries(PASSWORDS));
  const cookie = (name: string) => {
    const secret = visitor.cookies.get('sid') ?? '';
    secrets.set(`session ${name}`, secret);
    secrets.set(`csrf ${name}`, csrfOf(secret));
  };

  // Set up, with mistakes on the way.
  const token = house.deps.setUpSecret;
  secrets.set('set-up link', token);
  await visitor.get(`/setup?token=${token}`);
  const owner = { token, name: 'Ada', email: 'ada@example.com' };
  note(await visitor.post('/setup', { ...owner, token: '', password: PASSWORDS.first }));
  await visitor.post('/setup', { ...owner, password: PASSWORDS.weak });
  note(await visitor.post('/setup', { ...owner, password: PASSWORDS.first }));
  cookie('one');
  await visitor.get('/settings');

  // Signing in, wrongly and rightly.
  const stranger = new Visitor(app);
  const form = { email: 'ada@example.com', password: PASSWORDS.wrong };
  note(await stranger.post('/login', form));
  // The slip of a hurried hand: it is shown to whoever typed it, and kept nowhere.
  await stranger.post('/login', { ...form, email: PASSWORDS.wrong });
  note(await stranger.post('/login', form, { accept: 'application/json', 'sec-fetch-site': 'cross-site' }));

  // Changing the password.
  const change = { password: PASSWORDS.first, newPassword: PASSWORDS.second };
  note(await visitor.post('/settings/security/password', { ...change, newPassword: PASSWORDS.weak }));
  note(await visitor.post('/settings/security/password', { ...change, _csrf: 'wrong' }));
  await visitor.post('/settings/security/password', change);
  cookie('two');
  await visitor.get('/settings');

  // Tokens, used well and badly.
  const made = await visitor.post('/settings/security/tokens', { name: 'laptop', scope: 'write' });
  const apiToken = secretOn(made.body);
  secrets.set('token', apiToken);
  const authorization = `Bearer ${apiToken}`;
  shown.push(made.body);
  for (const [method, url] of [
    ['GET', '/api/v1/auth/me'],
    ['GET', '/api/nothing'],
    ['POST', '/api/settings'],
    ['POST', '/settings/security/tokens'],
    ['GET', `/bug?token=${apiToken}`],
    ['GET', `/%ZZ?token=${apiToken}`],
  ] as const) {
    note(await app.inject({ method, url, headers: { authorization } }));
  }
  note(await app.inject({ url: '/api/v1/auth/me', headers: { authorization: `${authorization}x` } }));

  // Links.
  const people = await visitor.get('/admin/users');
  const id = /\/admin\/users\/([0-9a-f-]{36})/.exec(people.body)?.[1] ?? '';
  const linked = await visitor.post(`/admin/users/${id}/password-link`);
  const link = new URL(secretOn(linked.body)).searchParams.get('token') ?? '';
  secrets.set('password link', link);
  shown.push(linked.body);
  await stranger.get(`/new-password?token=${link}`);
  note(await stranger.post('/new-password', { token: `${link}x`, password: PASSWORDS.first }));
  note(await stranger.post('/new-password', { token: link, password: PASSWORDS.first }));
  note(await stranger.get(`/new-password?token=${link}`, { accept: 'application/json' }));
  note(await stranger.get(`/bug?token=${link}`, { accept: 'application/json' }));
  note(await visitor.get('/settings/security?again', { 'hx-request-type': 'partial' }));
  house.deps.db.$client.pragma('query_only = 1');
  note(await stranger.post('/settings', { name: 'Ada', theme: 'dark', timeZone: 'UTC' }));
  house.deps.db.$client.pragma('query_only = 0');

  assert.ok(secrets.size > 9 && [...secrets.values()].every((secret) => secret.length > 6));
  const tables = everyText(house);
  const told = answers.map((answer) => answer.body).join('\n');
  for (const [name, secret] of secrets) {
    assert.ok(!tables.includes(secret), `the tables hold the ${name}`);
    assert.ok(!log().includes(secret), `the log holds the ${name}`);
    if (!name.startsWith('csrf') && name !== 'password link') {
      assert.ok(!told.includes(secret), `an answer holds the ${name}`);
    }
  }
  // The net has no holes: what may be there is there.
  const hash = (name: string) =>
    createHash('sha256')
      .update(secrets.get(name) ?? '')
      .digest('hex');
  assert.ok(tables.includes(hash('token')));
  assert.ok(shown[0]?.includes(apiToken) && shown[1]?.includes(link));
  assert.ok(log().includes('a bug on purpose') && log().includes('/new-password'));
  assert.ok(log().split('\n').length > 40, 'the log is at its most talkative');
});

test('each deed has its line: who, by which door, from where, what before and what after', async (t) => {
  const house = await openTestHouse(t);
  const owner = { name: 'Ada', email: 'ada@example.com', password: PASSWORDS.first };
  const ada = new Visitor(house.app);
  await ada.post('/setup', { token: house.deps.setUpSecret, ...owner });
  await ada.get('/settings');
  await ada.post('/admin/users', { name: 'Bob', email: 'bob@example.com', role: 'user' });
  const entries = async () =>
    (await ada.get('/api/admin/audit')).json().entries as readonly Record<string, unknown>[];
  const people = (await ada.get('/api/admin/users')).json() as { id: string; email: string }[];
  const bob = people.find(({ email }) => email === 'bob@example.com')?.id;
  await ada.post(`/admin/users/${bob}/role`, { role: 'viewer' });
  await ada.delete(`/admin/users/${bob}/access`);
  await ada.post(`/admin/users/${bob}/access`);
  await ada.post(`/admin/users/${bob}/password-link`);
  await ada.post('/settings', { name: 'Ada L', theme: 'dark', timeZone: 'Asia/Kolkata' });
  await ada.post('/settings/security/tokens', { name: 'laptop', scope: 'read' });
  const tokens = (await ada.get('/settings/security')).body;
  const token = /tokens\/([0-9a-f-]{36})\/revocation/.exec(tokens)?.[1];
  await ada.post(`/settings/security/tokens/${token}/revocation`);
  await ada.delete(`/settings/security/tokens/${token}/revocation`);
  await ada.delete('/settings/security/sessions');
  const form = { password: PASSWORDS.first, newPassword: PASSWORDS.second };
  await ada.post('/settings/security/password', form);
  const log = await entries();
  await ada.get('/settings');
  await ada.post('/logout');

  assert.deepEqual(deeds(house), [
    'person-added',
    'signed-in',
    'person-added',
    'role-changed',
    'access-ended',
    'access-restored',
    'password-link-made',
    'settings-changed',
    'token-made',
    'token-revoked',
    'token-restored',
    'other-sessions-ended',
    'password-changed',
    'signed-in',
    'signed-out',
  ]);
  const line = (action: string) => log.find((entry) => entry['action'] === action);
  assert.deepEqual(line('role-changed'), {
    id: 4,
    at: '2026-03-20T18:00:00.000Z',
    actor: 'ada@example.com',
    via: 'page',
    address: '127.0.0.1',
    action: 'role-changed',
    subject: 'bob@example.com',
    before: { role: 'user' },
    after: { role: 'viewer' },
  });
  assert.deepEqual(
    [line('settings-changed')?.['before'], line('settings-changed')?.['after']],
    [
      { name: 'Ada', theme: 'system', timeZone: 'America/New_York' },
      { name: 'Ada L', theme: 'dark', timeZone: 'Asia/Kolkata' },
    ],
  );
  assert.deepEqual(line('token-made')?.['after'], { scope: 'read', owner: 'ada@example.com' });
  assert.equal(log.at(-1)?.['actor'], 'first start');
});
