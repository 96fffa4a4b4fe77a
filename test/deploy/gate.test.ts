import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nginxIsMissing } from '../support/nginx.ts';
import { type Answer, ask, type BuiltHouse, openBuiltHouse } from './house.ts';

const options = { skip: nginxIsMissing };
const OWN_HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
  'cache-control',
];
let house: BuiltHouse;

before(async () => {
  if (!nginxIsMissing) house = await openBuiltHouse();
});
after(() => house?.close());

const withPassword = () => ({ authorization: house.gate.basic });
const withToken = (token = house.token) => ({ authorization: `Bearer ${token}` });

/** Each of them once: neither forgotten by Nginx nor said twice. */
function assertDressed(answer: Answer, what: string): void {
  for (const name of OWN_HEADERS) assert.equal(answer.all(name).length, 1, `${what}: ${name}`);
}

test('nothing is shown without the password of the gate', options, async () => {
  for (const path of ['/', '/login', '/api/v1/auth/me', '/assets/vendor/app.css', '/transactions/import']) {
    const answer = await ask(house.gate, path);
    assert.equal(answer.status, 401, path);
    assert.match(answer.all('www-authenticate')[0] ?? '', /^Basic realm="Rollbook"/);
  }
});

test('what home screens fetch without a password is given to them', options, async () => {
  for (const path of [
    '/site.webmanifest',
    '/apple-touch-icon.png',
    '/favicon.ico',
    '/assets/img/icon-192.png',
  ]) {
    assert.equal((await ask(house.gate, path)).status, 200, path);
  }
});

test('no way of writing an address leads around the gate', options, async () => {
  for (const path of [
    '/assets/img/../../login',
    '/assets/img/..%2f..%2flogin',
    '//login',
    '/ws/../login',
    '/wsx',
  ]) {
    assert.equal((await ask(house.gate, path)).status, 401, path);
  }
});

test(
  "an API token is checked by the app, and a bad one is answered in the app's words",
  options,
  async () => {
    const good = await ask(house.gate, '/api/v1/auth/me', { headers: withToken() });
    assert.equal(good.status, 200);
    assert.equal(JSON.parse(good.text).email, 'owner@rollbook.test');
    const bad = await ask(house.gate, '/api/v1/auth/me', { headers: withToken('rb_nobody-has-this-one') });
    assert.equal(bad.status, 401);
    assert.equal(JSON.parse(bad.text).code, 'sign-in-needed');
    assert.deepEqual(bad.all('www-authenticate'), []);
  },
);

test('every answer carries the security headers once, whoever gives it', options, async () => {
  const answers = {
    'the app, a page': ask(house.gate, '/login', { headers: withPassword() }),
    'the app, a redirect': ask(house.gate, '/', { headers: withPassword() }),
    'the app, an error': ask(house.gate, '/nothing', { headers: withPassword() }),
    'the app, JSON': ask(house.gate, '/api/v1/auth/me', { headers: withToken() }),
    'the app, an icon': ask(house.gate, '/assets/img/icon-192.png'),
    'nginx, 401': ask(house.gate, '/'),
    'nginx, 403': ask(house.gate, '/metrics', { from: '127.0.0.2' }),
    'nginx, 413': ask(house.gate, '/login', {
      method: 'POST',
      headers: withPassword(),
      body: 'x'.repeat(70_000),
    }),
  };
  for (const [what, answer] of Object.entries(answers)) assertDressed(await answer, what);
});

test('HSTS holds for more than half a year, on errors too', options, async () => {
  const [value = ''] = (await ask(house.gate, '/')).all('strict-transport-security');
  assert.ok(Number(/max-age=(\d+)/.exec(value)?.[1]) >= 15_768_000, value);
});

test('health and metrics are for this machine only', options, async () => {
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    assert.equal((await ask(house.gate, path)).status, 200, path);
    for (const way of [path, `/${path}`, path.replace('e', '%65'), `/x/..${path}`]) {
      const answer = await ask(house.gate, way, { from: '127.0.0.2', headers: withPassword() });
      assert.equal(answer.status, 403, `${way} from another address`);
    }
  }
});

test('a body has 64 KB, on the import 5 MB, and the refusal is readable', options, async () => {
  const send = (path: string, bytes: number) =>
    ask(house.gate, path, { method: 'POST', headers: withPassword(), body: 'x'.repeat(bytes) });
  const page = await send('/settings', 65 * 1024);
  assert.equal(page.status, 413);
  assert.match(page.text, /<h1>Too large<\/h1>/);
  const json = await send('/api/v1/auth/me', 65 * 1024);
  assert.equal(JSON.parse(json.text).code, 'too-large');
  assert.equal((await send('/transactions/import', 6 * 1024 * 1024)).status, 413);
});

test('port 80 leads to TLS, but for the certificate authority', options, async () => {
  const plain = (path: string) =>
    fetch(`http://localhost:${house.gate.plainPort}${path}`, { redirect: 'manual' });
  const answer = await plain('/campaigns?ticker=F');
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.get('location'), 'https://localhost/campaigns?ticker=F');
  assert.equal((await plain('/.well-known/acme-challenge/nothing')).status, 404);
});

test('text is compressed, and says that it depends on who asks', options, async () => {
  const answer = await ask(house.gate, '/login', {
    headers: { ...withPassword(), 'accept-encoding': 'gzip' },
  });
  assert.deepEqual(answer.all('content-encoding'), ['gzip']);
  assert.match(answer.all('vary').join(), /accept-encoding/i);
});

test('while the app is away people read that it comes back, and programs too', options, async () => {
  await house.server.stop();
  const page = await ask(house.gate, '/settings', { headers: withPassword() });
  assert.equal(page.status, 502);
  assert.match(page.text, /<h1>Back in a moment<\/h1>/);
  assert.deepEqual(page.all('retry-after'), ['5']);
  assertDressed(page, 'nginx, 502');
  const json = await ask(house.gate, '/api/v1/auth/me', { headers: withToken() });
  assert.equal(JSON.parse(json.text).code, 'starting');
});
