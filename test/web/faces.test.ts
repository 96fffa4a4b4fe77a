import assert from 'node:assert/strict';
import test from 'node:test';
import { headingOf, reasonBeside, textOf } from '../support/answers.ts';
import { openTestHouse } from '../support/house.ts';
import { signIn } from '../support/people.ts';
import { count, rows } from '../support/rows.ts';
import { Visitor } from '../support/visitor.ts';

const PARTIAL = { 'hx-request': 'true', 'hx-request-type': 'partial' };
const FULL = { 'hx-request': 'true', 'hx-request-type': 'full' };
const OWN = { 'sec-fetch-site': 'same-origin' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const SETTINGS = { name: 'Ada', theme: 'dark', timeZone: 'UTC' };

const encode = (form: Record<string, string>) => new URLSearchParams(form).toString();

test('one address, one reading: a page for people, JSON for programs', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const page = await admin.visitor.get('/admin/users');
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  assert.match(page.body, /^<!doctype html>/);
  const json = await admin.visitor.get('/api/admin/users', { accept: 'text/html' });
  assert.equal(json.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(json.json().length, 1);
});

test('what goes wrong is answered in the face that was asked for', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const nobody = '/admin/users/01900000-0000-7000-8000-000000000000';
  const page = await admin.visitor.get(nobody);
  assert.deepEqual([page.statusCode, headingOf(page.body)], [404, 'Nothing here']);
  const full = await admin.visitor.get(nobody, FULL);
  assert.match(full.body, /<!doctype html>/);
  const fragment = await admin.visitor.get(nobody, PARTIAL);
  assert.equal(fragment.statusCode, 404);
  assert.match(fragment.body.trim(), /^<p class="fault" role="alert">[^<]*<\/p>$/);
  const preferring = await admin.visitor.get(nobody, { accept: 'application/json' });
  assert.deepEqual([preferring.statusCode, preferring.json().code], [404, 'not-found']);
  const browser = 'text/html,application/xhtml+xml,application/json;q=0.9';
  assert.match((await admin.visitor.get(nobody, { accept: browser })).body, /<!doctype html>/);
  const api = await admin.visitor.get('/api/nothing', { accept: 'text/html' });
  assert.deepEqual(Object.keys(api.json()).toSorted(), ['code', 'message', 'request_id']);
  assert.equal(api.json().request_id, api.headers['x-request-id']);
});

test('an ended session: a page leads to the sign-in and back, a fragment gets a link and never a form', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'admin');
  const guest = new Visitor(house.app);
  const page = await guest.get('/admin/audit?q=a%20b');
  assert.deepEqual(
    [page.statusCode, page.headers.location],
    [303, '/login?next=%2Fadmin%2Faudit%3Fq%3Da%2520b'],
  );
  for (const current of [
    'http://localhost:8000/settings/security?x=1',
    'https://evil.example/settings/security',
  ]) {
    const fragment = await guest.get('/admin/users', { ...PARTIAL, 'hx-current-url': current });
    assert.equal(fragment.statusCode, 401);
    assert.doesNotMatch(fragment.body, /<form|<input|<html/);
    assert.match(fragment.body, /href="\/login\?next=%2Fsettings%2Fsecurity"/);
  }
  const write = await guest.send('POST', '/settings', { ...FORM, ...OWN }, encode(SETTINGS));
  assert.equal(write.headers.location, '/login?next=%2F', 'a form cannot be sent again by following a link');
  const json = await guest.get('/api/v1/auth/me');
  assert.deepEqual([json.statusCode, json.json().code], [401, 'sign-in-needed']);
});

test('a mistake is the same form for people, fields for programs; the address of the form stays', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const wrong = { ...SETTINGS, name: '' };
  for (const headers of [{}, FULL, PARTIAL] as Record<string, string>[]) {
    const answer = await ada.visitor.post('/settings', wrong, headers);
    assert.equal(answer.statusCode, 422);
    assert.equal(answer.headers['hx-push-url'], 'false');
    assert.match(reasonBeside(answer.body, 'name'), /enter a name/);
  }
  const headers = { ...JSON_TYPE, ...OWN, 'x-csrf-token': ada.visitor.csrf };
  const json = await ada.visitor.send('POST', '/api/settings', headers, JSON.stringify(wrong));
  assert.equal(json.statusCode, 422);
  assert.deepEqual(json.json().errors, { name: 'Please enter a name.' });
  assert.equal(json.json().code, 'not-valid');
});

test('a page takes JSON too, and an API a form: the type of the body is the sender’s choice', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const own = { ...OWN, 'x-csrf-token': ada.visitor.csrf };
  const page = await ada.visitor.send(
    'POST',
    '/settings',
    { ...JSON_TYPE, ...own },
    JSON.stringify(SETTINGS),
  );
  assert.equal(page.statusCode, 303);
  const api = await ada.visitor.send('POST', '/api/settings', { ...FORM, ...own }, encode(SETTINGS));
  assert.equal(api.statusCode, 200);
});

test('a form can say DELETE; a link, another method or another place in the address cannot', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  const url = `/admin/users/${ada.id}/access`;
  const isIn = () =>
    rows(house, 'SELECT disabled_at FROM users WHERE id = ?', ada.id)[0]?.['disabled_at'] === null;
  const body = encode({ _csrf: admin.visitor.csrf });
  const send = (method: string, address: string) =>
    admin.visitor.send(method, address, { ...FORM, ...OWN }, method === 'GET' ? undefined : body);
  assert.equal((await send('GET', `${url}?_method=DELETE`)).statusCode, 405);
  assert.equal((await send('PUT', `${url}?_method=DELETE`)).statusCode, 405);
  for (const override of [
    '_method=delete',
    '_method=DELETE&x=1',
    '_method=GET',
    'x_method=DELETE',
    '_method=TRACE',
  ]) {
    await send('POST', `${url}?${override}`);
    assert.ok(isIn(), override);
  }
  const inBody = encode({ _csrf: admin.visitor.csrf, _method: 'DELETE' });
  await admin.visitor.send('POST', url, { ...FORM, ...OWN }, inBody);
  assert.ok(isIn(), 'a field is no method');
  await admin.visitor.send('POST', url, { ...FORM, ...OWN, 'x-http-method-override': 'DELETE' }, body);
  assert.ok(isIn(), 'a header is no method');
  assert.equal((await send('POST', `${url}?x=1&_method=DELETE`)).statusCode, 303);
  assert.equal(isIn(), false);
  assert.equal((await send('DELETE', url)).statusCode, 303);
});

test('the token of a form may come as a header or as a field, and as nothing else', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const { csrf } = ada.visitor;
  const statusOf = async (headers: Record<string, string>, body: string, url = '/settings') =>
    (await ada.visitor.send('POST', url, { ...FORM, ...OWN, ...headers }, body)).statusCode;
  const form = encode(SETTINGS);
  assert.equal(await statusOf({ 'x-csrf-token': csrf }, form), 303);
  assert.equal(await statusOf({}, `${form}&_csrf=${csrf}`), 303);
  assert.equal(
    await statusOf({ 'x-csrf-token': 'x' }, `${form}&_csrf=${csrf}`),
    403,
    'the header is believed',
  );
  assert.equal(await statusOf({}, `${form}&_csrf=${csrf}&_csrf=${csrf}`), 403);
  assert.equal(await statusOf({}, `${form}&_csrf=`), 403);
  assert.equal(await statusOf({}, form, `/settings?_csrf=${csrf}`), 403);
  assert.equal(await statusOf({ cookie: `_csrf=${csrf}; sid=${ada.visitor.cookies.get('sid')}` }, form), 403);
});

const PLACES: readonly (readonly [headers: Record<string, string>, allowed: boolean])[] = [
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': '' }, false],
  [{ origin: 'http://localhost:80' }, false],
  [{ origin: 'http://localhost' }, true],
  [{ origin: 'https://localhost' }, false],
  [{ origin: 'http://localhost.evil.example' }, false],
  [{ origin: 'null' }, false],
  [{ referer: 'http://localhost/settings' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, false],
  [{}, false],
];

test('a change is believed to come from here by Sec-Fetch-Site, else by Origin; for guests as well', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const body = encode({ ...SETTINGS, _csrf: ada.visitor.csrf });
  for (const [headers, allowed] of PLACES) {
    const place = { ...FORM, host: 'localhost', ...headers };
    const mine = await ada.visitor.send('POST', '/settings', place, body);
    assert.equal(mine.statusCode, allowed ? 303 : 403, JSON.stringify(headers));
    const guest = await new Visitor(house.app).send(
      'POST',
      '/login',
      place,
      encode({ email: 'x', password: 'y' }),
    );
    assert.equal(guest.statusCode, allowed ? 422 : 403, JSON.stringify(headers));
  }
});

test('behind a proxy the public address is the origin, whatever the host says', async (t) => {
  const house = await openTestHouse(t, { PUBLIC_URL: 'https://book.example' });
  const ask = async (origin: string) =>
    (
      await new Visitor(house.app).send(
        'POST',
        '/login',
        { ...FORM, origin, host: 'book.example' },
        'email=x',
      )
    ).statusCode;
  assert.deepEqual(
    [await ask('https://book.example'), await ask('http://book.example'), await ask('http://localhost')],
    [422, 403, 403],
  );
});

const NOT_THIS_WAY: readonly (readonly [method: string, url: string, allow: string])[] = [
  ['POST', '/', 'GET'],
  ['DELETE', '/settings', 'GET, POST'],
  ['PUT', '/api/settings', 'POST'],
  ['GET', '/logout', 'POST'],
  ['GET', '/api/settings', 'POST'],
  ['POST', '/assets/vendor/x', 'GET'],
  ['OPTIONS', '/login', 'GET, POST'],
  ['PATCH', '/admin/users/x/access', 'DELETE, POST'],
];

for (const [method, url, allow] of NOT_THIS_WAY) {
  test(`${method} ${url} is told that ${allow} is understood`, async (t) => {
    const house = await openTestHouse(t);
    const answer = await new Visitor(house.app).send(method, url, { accept: 'application/json' });
    assert.equal(answer.statusCode, 405);
    assert.equal(String(answer.headers.allow).split(', ').toSorted().join(', '), allow);
    assert.equal(answer.json().code, 'method-not-allowed');
  });
}

interface Strange {
  readonly story: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
}

const STRANGE: readonly Strange[] = [
  { story: 'a body over 64 KiB', headers: FORM, body: `a=${'x'.repeat(64 * 1024)}`, status: 413 },
  { story: 'JSON over 64 KiB', headers: JSON_TYPE, body: `"${'x'.repeat(64 * 1024)}"`, status: 413 },
  { story: 'an unknown type', headers: { 'content-type': 'application/xml' }, body: '<x/>', status: 415 },
  { story: 'a type that is none', headers: { 'content-type': 'x' }, body: 'x', status: 415 },
  {
    story: 'a form with files',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x--',
    status: 415,
  },
  { story: 'half JSON', headers: JSON_TYPE, body: '{"name":', status: 400 },
  { story: 'empty JSON', headers: JSON_TYPE, body: '', status: 400 },
  {
    story: 'JSON that would change the prototype',
    headers: JSON_TYPE,
    body: '{"__proto__":{"isAdmin":true}}',
    status: 400,
  },
];

for (const { story, headers, body, status } of STRANGE) {
  test(`${story} is answered with ${status} in each face, and changes nothing`, async (t) => {
    const house = await openTestHouse(t);
    const ada = await signIn(house, 'user', 'ada');
    const own = { ...headers, ...OWN, 'x-csrf-token': ada.visitor.csrf };
    const page = await ada.visitor.send('POST', '/settings', own, body);
    assert.equal(page.statusCode, status);
    assert.match(page.body, /<!doctype html>/);
    const fragment = await ada.visitor.send('POST', '/settings', { ...own, ...PARTIAL }, body);
    assert.equal(fragment.statusCode, status);
    assert.match(fragment.body, /role="alert"/);
    const json = await ada.visitor.send('POST', '/api/settings', own, body);
    assert.equal(json.statusCode, status);
    assert.ok(json.json().message.length > 10);
    assert.equal((Object.prototype as { isAdmin?: boolean }).isAdmin, undefined);
    assert.equal(count(house, "audit_log WHERE action = 'settings-changed'"), 0);
  });
}

const ADDRESSES = [
  '/%',
  '/%ZZ',
  '/%ff%fe',
  '/%E0%A4%A',
  '/%00',
  '/admin/users/%ff',
  '/admin/users/%00',
  `/admin/users/${'x'.repeat(101)}`,
  `/admin/users/${'x'.repeat(8000)}`,
  '/assets/vendor/%ff',
  `/assets/vendor/${'x'.repeat(8000)}`,
  '/admin/../admin/users/..%2f..',
  '/constructor',
  '/__proto__',
  '/admin/users/__proto__',
];

test('no address, however malformed, is more than not found, for a guest and for an administrator', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  for (const url of ADDRESSES) {
    for (const visitor of [new Visitor(house.app), admin.visitor]) {
      for (const address of [url, `/api${url}`]) {
        for (const headers of [{}, PARTIAL, { accept: 'application/json' }] as Record<string, string>[]) {
          const answer = await visitor.send('GET', address, headers);
          assert.ok([401, 404, 303].includes(answer.statusCode), `${address} answered ${answer.statusCode}`);
          assert.ok(answer.headers['content-security-policy'], address);
          assert.doesNotMatch(textOf(answer.body), /at \w+ \(|node_modules/);
        }
      }
    }
  }
});

test('a malformed question after the address is read as well as it can be', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  for (const query of [
    'q=%ZZ',
    'q=%',
    '%=%',
    'q=%ff',
    '&&&',
    '=',
    'q[]=1',
    'q=1&q=2',
    '__proto__=1',
    'before=%00',
  ]) {
    for (const page of ['/admin/audit', '/api/admin/audit']) {
      const { statusCode } = await admin.visitor.get(`${page}?${query}`);
      assert.ok([200, 422].includes(statusCode), `${page}?${query} answered ${statusCode}`);
    }
  }
});

test('HEAD is answered wherever GET is, without a body, and takes nothing', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  for (const url of [
    '/',
    '/login',
    '/setup',
    '/new-password',
    '/admin/users',
    '/api/admin/users',
    '/healthz',
  ]) {
    const [head, get] = [await admin.visitor.send('HEAD', url, {}), await admin.visitor.send('GET', url, {})];
    assert.equal(head.statusCode, get.statusCode, url);
    assert.equal(head.body, '', url);
  }
});
