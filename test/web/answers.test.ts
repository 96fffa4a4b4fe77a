import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test from 'node:test';
import Database from 'better-sqlite3';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { headingOf, noticeOf, textOf } from '../support/answers.ts';
import { withRoutes } from '../support/door.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { signIn } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const PARTIAL = { 'hx-request-type': 'partial' };
const JSON_PLEASE = { accept: 'application/json' };
const SETTINGS = { name: 'Ada', theme: 'dark', timeZone: 'UTC' };

function assertGuarded(answer: LightMyRequestResponse, story: string): void {
  const { headers } = answer;
  const csp = String(headers['content-security-policy']);
  assert.match(csp, /^default-src 'none'; script-src 'self'; style-src 'self'; /, story);
  assert.doesNotMatch(csp, /unsafe|nonce|\*|http/, story);
  for (const part of ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"])
    assert.ok(csp.includes(part), story);
  const seen = [
    headers['x-content-type-options'],
    headers['x-frame-options'],
    headers['referrer-policy'],
    headers['cross-origin-opener-policy'],
    headers['cross-origin-resource-policy'],
  ];
  assert.deepEqual(seen, ['nosniff', 'DENY', 'same-origin', 'same-origin', 'same-origin'], story);
  assert.match(String(headers['permissions-policy']), /camera=\(\)/, story);
  assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/, story);
  assert.ok(headers['cache-control'], story);
  assert.equal(headers['access-control-allow-origin'], undefined, story);
  assert.equal(headers['x-powered-by'], undefined, story);
}

const buggy = (app: FastifyInstance) => {
  app.get('/bug', { config: { access: 'public', face: 'page' } }, () => {
    throw new Error('the password is swordfish');
  });
  app.get('/api/bug', { config: { access: 'public', face: 'json' } }, () => {
    throw new Error('the password is swordfish');
  });
  app.get('/blank', { config: { access: 'public', face: 'page' } }, (_, reply) =>
    reply.view('dashboard/today', { shell: {} }),
  );
};

test('every kind of answer carries the same guards', async (t) => {
  const house = await withRoutes(t, await openTestHouse(t), buggy);
  const ada = await signIn(house, 'user', 'ada');
  const guest = new Visitor(house.app);
  const tag = String((await ada.visitor.get('/')).headers.etag);
  const answers: Record<string, LightMyRequestResponse> = {
    '200 page': await guest.get('/login'),
    '200 JSON': await ada.visitor.get('/api/v1/auth/me'),
    '200 file': await guest.get('/favicon.ico'),
    '200 manifest': await guest.get('/site.webmanifest'),
    '200 icon': await guest.get('/apple-touch-icon.png'),
    '200 image': await guest.get('/assets/img/favicon.svg'),
    '200 health': await guest.get('/healthz'),
    '200 metrics': await guest.get('/metrics'),
    '303': await guest.get('/'),
    '301': await guest.get('/dashboard'),
    '304': await ada.visitor.get('/', { 'if-none-match': tag }),
    '400': await guest.send('POST', '/login', jsonFromHere, '{'),
    '401 fragment': await guest.get('/', PARTIAL),
    '401 JSON': await guest.get('/api/v1/auth/me'),
    '403': await ada.visitor.get('/admin/users'),
    '404 page': await guest.get('/nothing'),
    '404 address': await guest.get('/%ZZ'),
    '404 file': await guest.get('/assets/vendor/nothing.js'),
    '405': await guest.send('POST', '/', {}),
    '413': await guest.send('POST', '/login', jsonFromHere, `"${'x'.repeat(70_000)}"`),
    '415': await guest.send('POST', '/login', { ...jsonFromHere, 'content-type': 'text/csv' }, 'a'),
    '421': await guest.get('/', { host: 'evil.example' }),
    '422': await guest.post('/login', { email: 'x' }),
    '500 page': await guest.get('/bug'),
    '500 JSON': await guest.get('/api/bug'),
    HEAD: await guest.send('HEAD', '/login', {}),
  };
  for (const [story, answer] of Object.entries(answers)) {
    assert.equal(String(answer.statusCode), story === 'HEAD' ? '200' : story.slice(0, 3), story);
    assertGuarded(answer, story);
  }
  const stored = ['200 file', '200 manifest', '200 icon', '200 image', '304'];
  for (const [story, { headers }] of Object.entries(answers)) {
    if (!stored.includes(story)) assert.equal(headers['cache-control'], 'no-store', story);
  }
  assert.equal(answers['200 image']?.headers['cache-control'], 'public, max-age=31536000, immutable');
});

const jsonFromHere = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

test('a bug is a page with a number for the log and nothing of what went wrong', async (t) => {
  const house = await withRoutes(t, await openTestHouse(t), buggy);
  const guest = new Visitor(house.app);
  for (const url of ['/bug', '/blank']) {
    const page = await guest.get(url);
    assert.deepEqual([page.statusCode, headingOf(page.body)], [500, 'Our mistake'], url);
    assert.ok(page.body.includes(String(page.headers['x-request-id'])), url);
    assert.doesNotMatch(page.body, /swordfish|answers\.test|node_modules|Error:|nothing named/, url);
  }
  const fragment = await guest.get('/bug', PARTIAL);
  assert.equal(fragment.statusCode, 500);
  assert.doesNotMatch(fragment.body, /swordfish|<html/);
  for (const json of [await guest.get('/api/bug'), await guest.get('/bug', JSON_PLEASE)]) {
    assert.deepEqual(json.json(), {
      code: 'our-mistake',
      message: 'Something went wrong on our side.',
      request_id: json.headers['x-request-id'],
    });
  }
});

test('while another program holds the database a change is refused in a sentence, and works afterwards', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  house.deps.db.$client.pragma('busy_timeout = 0');
  const other = new Database(house.deps.config.databaseFile);
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  const refused = await ada.visitor.post('/settings', SETTINGS);
  assert.equal(refused.statusCode, 503);
  assert.match(textOf(refused.body), /in use by another program for the moment\. Nothing was changed/);
  const json = await ada.visitor.post('/settings', SETTINGS, JSON_PLEASE);
  assert.equal(json.json().code, 'database-locked');
  house.clock.add(120_000);
  assert.equal((await ada.visitor.get('/settings')).statusCode, 200, 'reading goes on');
  other.exec('ROLLBACK');
  assert.equal((await ada.visitor.post('/settings', SETTINGS)).statusCode, 303);
});

test('on a database that can only be read, pages are read and changes are refused; then all is as before', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  house.app.sessionStore.setNotice(sessionOf(house), {
    message: 'Said.',
    tone: 'info',
    undo: false,
    path: '/',
  });
  const token = await tokenOf(ada.visitor);
  house.deps.db.$client.pragma('query_only = 1');
  house.clock.add(120_000);
  for (const url of ['/', '/settings', '/settings/security', '/api/v1/auth/me'])
    assert.equal((await ada.visitor.get(url)).statusCode, 200, url);
  const program = await house.app.inject({
    url: '/api/v1/auth/me',
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(program.statusCode, 200);
  const refused = [
    await ada.visitor.post('/settings', SETTINGS),
    await new Visitor(house.app).post('/login', { email: ada.email, password: 'wrong' }),
  ];
  for (const answer of refused) {
    assert.equal(answer.statusCode, 503);
    assert.match(textOf(answer.body), /cannot be used at the moment\. Nothing was changed/);
    assertGuarded(answer, '503');
  }
  house.deps.db.$client.pragma('query_only = 0');
  assert.equal((await ada.visitor.post('/settings', SETTINGS)).statusCode, 303);
  assert.equal(noticeOf((await ada.visitor.get('/settings')).body), 'Settings saved.');
});

test('a full disk: reading goes on, a change is refused with what to do, and goes through when there is room', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const client = house.deps.db.$client;
  const pages = Number(client.pragma('page_count', { simple: true }));
  client.pragma(`max_page_count = ${pages}`);
  let answer = await ada.visitor.post('/settings/security/tokens', { name: 'x'.repeat(60), scope: 'read' });
  for (let i = 0; i < 200 && answer.statusCode === 200; i++)
    answer = await ada.visitor.post('/settings/security/tokens', { name: 'x'.repeat(60), scope: 'read' });
  assert.equal(answer.statusCode, 503);
  assert.match(textOf(answer.body), /disk is full\. What was saved before can be read/);
  house.clock.add(120_000);
  assert.equal((await ada.visitor.get('/settings/security')).statusCode, 200);
  client.pragma('max_page_count = 1000000');
  const again = await ada.visitor.post('/settings/security/tokens', { name: 'x', scope: 'read' });
  assert.equal(again.statusCode, 200);
});

test('files come from their two folders and from nowhere else', async (t) => {
  const house = await openTestHouse(t);
  const visitor = new Visitor(house.app);
  const attempts = [
    '/assets/vendor/..%2F..%2Fpackage.json',
    '/assets/vendor/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/vendor/..%5c..%5cpackage.json',
    '/assets/vendor/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/vendor/....%2f%2fpackage.json',
    '/assets/img/%2Fetc%2Fpasswd',
    '/assets/img/..',
    '/assets/img/.',
    '/assets/img/',
    '/assets/img/favicon.svg%00.png',
    '/assets/../package.json',
    '/assets/css/app.css',
    '/public/vendor/assets.json',
    '/package.json',
    '/.env',
  ];
  for (const url of attempts) {
    const answer = await visitor.get(url);
    assert.ok([403, 404].includes(answer.statusCode), `${url} answered ${answer.statusCode}`);
    assert.ok(!answer.body.includes('"rollbook"') && !answer.body.includes('root:'), url);
    assert.equal(answer.headers['cache-control'], 'no-store', url);
  }
  const icon = await visitor.get('/favicon.ico');
  assert.deepEqual([icon.statusCode, icon.headers['content-type']], [200, 'image/svg+xml']);
});

test('a stylesheet is served under the name the pages use', async (t) => {
  const house = await openTestHouse(t);
  const { body } = await house.app.inject('/login');
  const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec(body)?.[1] ?? '';
  const answer = await house.app.inject(sheet);
  assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, 'text/css; charset=utf-8']);
});

const HOSTS: readonly (readonly [env: Record<string, string>, host: string, status: number])[] = [
  [{}, 'localhost:8000', 200],
  [{}, '127.0.0.1:8000', 200],
  [{}, '[::1]:8000', 200],
  [{}, '192.168.1.20', 200],
  [{}, 'evil.example', 421],
  [{}, 'localhost.evil.example', 421],
  [{}, '127.0.0.1.evil.example', 421],
  [{}, 'book.example', 421],
  [{ PUBLIC_URL: 'https://book.example' }, 'book.example', 200],
  [{ PUBLIC_URL: 'https://book.example' }, 'www.book.example', 421],
  [{ ALLOW_PLAIN_HTTP: '1' }, 'raspberry.local', 200],
];

for (const [env, host, status] of HOSTS) {
  test(`asked by the name ${host}, with ${Object.entries(env).join() || 'nothing set'}: ${status}`, async (t) => {
    const house = await openTestHouse(t, env);
    for (const url of ['/login', '/healthz', '/assets/img/favicon.svg']) {
      const answer = await house.app.inject({ url, headers: { host } });
      assert.equal(answer.statusCode, status, url);
      if (status === 421 && url === '/login')
        assert.match(textOf(answer.body), /does not answer to the name/);
    }
  });
}

/** What a program without manners sends, and what it is answered. */
async function sent(port: number, text: string): Promise<string> {
  const line = connect(port, '127.0.0.1');
  line.setEncoding('latin1').write(text);
  let heard = '';
  for await (const part of line) heard += part;
  return heard;
}

test('on the wire: whatever is sent, the answer is no 5xx and the program lives on', async (t) => {
  const house = await openTestHouse(t);
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  const [address] = house.app.addresses();
  const port = typeof address === 'object' ? address.port : 0;
  const close = 'Connection: close\r\n\r\n';
  const requests = [
    `GET /%ZZ HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /%ff HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /assets/vendor/${'x'.repeat(200)} HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /\\evil HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /login HTTP/1.1\r\n${close}`,
    `GET /login HTTP/1.0\r\n\r\n`,
    `GET /login HTTP/1.1\r\nHost: a\r\nHost: b\r\n${close}`,
    `GET /login HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n${close}`,
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: sid=${'x'.repeat(4000)}; sid=; =; ;;\r\n${close}`,
    `POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n${close}`,
    `POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n${close}`,
    `BREW /login HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET * HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${close}`,
    'nonsense\r\n\r\n',
  ];
  for (const request of requests) {
    const answer = await sent(port, request);
    assert.match(answer, /^HTTP\/1\.1 [234]\d\d /, request.slice(0, 60));
  }
  assert.match(await sent(port, `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${close}`), /alive/);
});

function sessionOf({ deps }: TestHouse): string {
  return String(deps.db.$client.prepare('SELECT id FROM sessions').pluck().get());
}

async function tokenOf(visitor: Visitor): Promise<string> {
  const page = await visitor.post('/settings/security/tokens', { name: 'x', scope: 'read' });
  return /value="(rb_[\w-]+)"/.exec(page.body)?.[1] ?? '';
}
