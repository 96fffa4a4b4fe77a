import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { KnownRoute } from '../src/web/access.ts';
import { openTestHouse, type TestHouse } from './support/house.ts';
import { PASSWORD, signIn } from './support/people.ts';
import { count, firstBad, rows } from './support/rows.ts';
import type { Visitor } from './support/visitor.ts';

/** FUZZ=10000 FUZZ_SEED=7 npm test fuzz */
const REQUESTS = Number(process.env['FUZZ'] ?? 2000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_320);
const SLOWEST_MS = 3000;

const NASTY: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\u0007\u001b[31m',
  '\ud800',
  '\u202e\u200f\ufeff',
  "'; DROP TABLE users; --",
  '<script>alert(1)</script>',
  '{{ 7 * 7 }}{% for x in y %}',
  '../../etc/passwd',
  '%00%ff%2e%2e',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e400',
  '9007199254740993',
  '99999999999999999999999999999999',
  '2026-02-30',
  'x'.repeat(300),
  '🦊'.repeat(100),
  'a@b.c',
  'ada@example.com',
  'admin',
  'Asia/Kolkata',
  'dark',
  'write',
  PASSWORD,
];

const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 60 }), fc.string());
const value = fc.oneof(
  { weight: 6, arbitrary: text as fc.Arbitrary<unknown> },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, true, -0, 1e308, [], {}, [[]], { __proto__: null }),
  },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.double() },
);

const FIELDS: readonly string[] = [
  ...['name', 'email', 'role', 'theme', 'timeZone', 'password', 'newPassword', 'scope', 'token', 'next'],
  ...['q', 'before', '_csrf', '_method', '__proto__', 'constructor', 'hasOwnProperty', '', 'name[]', 'a.b'],
];

const field = fc.tuple(fc.constantFrom(...FIELDS), value);
const fields = fc.array(field, { maxLength: 7 });

const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['hx-request-type', ['partial', 'full', 'x']],
  ['hx-current-url', ['http://localhost/settings', 'not an address', 'javascript:alert(1)']],
  ['accept', ['application/json', 'text/html', '*/*', 'x']],
  ['if-none-match', ['*', 'W/"x"', '"']],
  ['user-agent', ['x'.repeat(2000), '\u00ff\u00fe', '']],
  ['x-forwarded-for', ['203.0.113.9', 'nonsense, x', '::1']],
  ['x-forwarded-host', ['evil.example']],
  ['accept-version', ['1.x']],
  ['range', ['bytes=0-1', 'bytes=9-1']],
  ['expect', ['100-continue']],
  ['content-encoding', ['gzip', 'x']],
];

const headers = fc.array(
  fc
    .constantFrom(...HEADERS)
    .chain(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values))),
  { maxLength: 3 },
);

type Body = 'form' | 'json' | 'text' | 'broken' | 'none';

interface Shot {
  readonly route: KnownRoute;
  readonly method: string;
  readonly params: readonly string[];
  readonly query: readonly (readonly [string, unknown])[];
  readonly fields: readonly (readonly [string, unknown])[];
  readonly body: Body;
  readonly headers: readonly (readonly [string, string])[];
  readonly withToken: boolean;
}

function shots(routes: readonly KnownRoute[], ids: readonly string[]): fc.Arbitrary<Shot> {
  const anyRoute = fc.constantFrom(...routes);
  const param = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: text });
  return anyRoute.chain((route) =>
    fc.record({
      route: fc.constant(route),
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant(route.method) },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS') },
      ),
      params: fc.array(param, { minLength: 2, maxLength: 2 }),
      query: fc.array(field, { maxLength: 3 }),
      fields,
      body: fc.constantFrom<Body>('form', 'form', 'form', 'json', 'json', 'text', 'broken', 'none'),
      headers,
      withToken: fc.boolean(),
    }),
  );
}

const escaped = (word: unknown) => {
  const written = typeof word === 'string' ? word : (JSON.stringify(word) ?? '');
  return encodeURIComponent(written.toWellFormed());
};

function formOf(pairs: readonly (readonly [string, unknown])[]): string {
  const one = (name: string, word: unknown): string =>
    Array.isArray(word) ? word.map((each) => one(name, each)).join('&') : `${escaped(name)}=${escaped(word)}`;
  return pairs.map(([name, word]) => one(name, word)).join('&');
}

/** As text, so that a name like __proto__ is sent and not set. */
function jsonOf(pairs: readonly (readonly [string, unknown])[]): string {
  return `{${pairs.map(([name, word]) => `${JSON.stringify(name)}:${JSON.stringify(word) ?? 'null'}`).join(',')}}`;
}

const TYPES: Readonly<Record<Body, string>> = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  text: 'text/plain',
  broken: 'application/json',
  none: '',
};

function addressOf({ route, params, query }: Shot): string {
  const path = params.reduce((url, param) => url.replace(/:\w+|\*/, () => escaped(param)), route.url);
  const asked = formOf(query);
  return asked === '' ? path : `${path}?${asked}`;
}

function bodyOf({ body, fields: pairs }: Shot): string | undefined {
  if (body === 'none') return undefined;
  if (body === 'form') return formOf(pairs);
  return body === 'broken' ? jsonOf(pairs).slice(0, -1) : jsonOf(pairs);
}

async function fire(visitor: Visitor, shot: Shot) {
  const sent = bodyOf(shot);
  const type = TYPES[shot.body];
  return visitor.send(
    shot.method,
    addressOf(shot),
    {
      ...Object.fromEntries(shot.headers),
      'sec-fetch-site': 'same-origin',
      ...(shot.withToken ? { 'x-csrf-token': visitor.csrf } : {}),
      ...(type === '' ? {} : { 'content-type': type }),
    },
    ['GET', 'HEAD'].includes(shot.method) ? undefined : sent,
  );
}

/** Whoever has signed themselves out, or demoted themselves, comes back. */
async function comeBack(house: TestHouse, id: string, visitor: Visitor): Promise<void> {
  if ((await visitor.send('GET', '/api/admin/health', {})).statusCode === 200) return;
  const client = house.deps.db.$client;
  client.prepare("UPDATE users SET role = 'admin', disabled_at = NULL WHERE id = ?").run(id);
  client.exec('DELETE FROM sign_in_failures');
  visitor.cookies.clear();
  const { email } = rows(house, 'SELECT email FROM users WHERE id = ?', id)[0] ?? {};
  await visitor.post('/login', { email: String(email), password: PASSWORD });
  await visitor.get('/settings');
}

test(`${REQUESTS} requests nobody would send: none answered with 5xx, none slow, nothing broken behind`, {
  timeout: 600_000,
}, async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  await admin.visitor.post('/settings/security/tokens', { name: 'laptop', scope: 'read' });
  const [token] = rows(house, 'SELECT id FROM api_tokens');
  const { knownRoutes } = house.app;
  assert.ok(knownRoutes.length > 30);
  const ids = [admin.id, ada.id, String(token?.['id']), '01900000-0000-7000-8000-000000000000'];
  const seen = new Map<number, number>();
  let since = 0;

  await fc.assert(
    fc.asyncProperty(shots(knownRoutes, ids), async (shot) => {
      if (++since % 20 === 0) await comeBack(house, admin.id, admin.visitor);
      const from = performance.now();
      const answer = await fire(admin.visitor, shot);
      const took = performance.now() - from;
      seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
      const story = `${shot.method} ${addressOf(shot)} answered ${answer.statusCode} in ${took} ms`;
      assert.ok(answer.statusCode < 500, story);
      assert.ok(took < SLOWEST_MS, story);
      assert.ok(answer.headers['content-security-policy'], story);
    }),
    { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
  );

  // The shots went everywhere: read, changed, refused and misunderstood.
  for (const status of [200, 303, 403, 404, 422])
    assert.ok((seen.get(status) ?? 0) > 10, JSON.stringify([...seen]));
  assert.ok(count(house, 'audit_log') > 20);
  assert.equal(firstBad(house), null);
  assert.equal(({} as Record<string, unknown>)['isAdmin'], undefined);
  assert.equal(house.deps.db.$client.pragma('integrity_check', { simple: true }), 'ok');
  await comeBack(house, admin.id, admin.visitor);
  assert.equal((await admin.visitor.get('/')).statusCode, 200);
  for (const url of ['/admin/audit', '/admin/users', '/api/admin/audit', '/settings', '/settings/security'])
    assert.equal((await admin.visitor.get(url)).statusCode, 200, url);
});
