import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { noticeOf, reasonBeside, secretOn, textOf, undoOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { lastDeed, rows } from '../../support/rows.ts';
import { Visitor } from '../../support/visitor.ts';

const MINUTE = 60_000;
const PAGE = '/settings/security';

async function newToken({ visitor }: SignedIn, scope = 'read', name = 'laptop'): Promise<string> {
  return secretOn((await visitor.post(`${PAGE}/tokens`, { name, scope })).body);
}

function me(house: TestHouse, token: string, headers = {}) {
  return house.app.inject({
    url: '/api/v1/auth/me',
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}

const idOf = (house: TestHouse) => String(rows(house, 'SELECT id FROM api_tokens')[0]?.['id']);

test('a token is shown once and kept as its hash', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const answer = await ada.visitor.post(`${PAGE}/tokens`, { name: 'laptop', scope: 'read' });
  const token = secretOn(answer.body);
  assert.match(token, /^rb_[\w-]{43}$/);
  assert.equal(answer.headers['hx-push-url'], 'false');
  const page = (await ada.visitor.get(PAGE)).body;
  assert.ok(!page.includes(token) && page.includes(`rb_…${token.slice(-4)}`));
  const [row] = rows(house, 'SELECT * FROM api_tokens');
  assert.equal(row?.['token_hash'], createHash('sha256').update(token).digest('hex'));
  assert.deepEqual((await me(house, token)).json(), {
    id: ada.id,
    email: ada.email,
    name: 'ada',
    role: 'user',
    scope: 'read',
  });
});

test('what a token may: its scope and its owner’s role, whichever is less', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const user = await signIn(house, 'user');
  const status = async (token: string, method: 'GET' | 'POST', url: string, payload?: object) =>
    (
      await house.app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${token}` },
        ...(payload && { payload }),
      })
    ).statusCode;
  const settings = { name: 'By program', theme: 'dark', timeZone: 'UTC' };
  const [read, write, users] = [
    await newToken(admin, 'read'),
    await newToken(admin, 'write'),
    await newToken(user, 'write'),
  ];
  assert.equal(await status(read, 'GET', '/api/admin/users'), 200);
  assert.equal(await status(read, 'POST', '/api/settings', settings), 403);
  assert.equal(await status(write, 'POST', '/api/settings', settings), 200);
  assert.equal(await status(users, 'GET', '/api/admin/users'), 403);
  assert.equal(
    await status(write, 'POST', '/api/admin/users', { name: 'X', email: 'x@example.com', role: 'admin' }),
    403,
    'no program adds people',
  );
  assert.equal(lastDeed(house, 'settings-changed')['via'], 'api');
  await admin.visitor.post(`/admin/users/${admin.id}/role`, { role: 'user' });
});

test('revoked, it is turned away; the undo on the page brings it back', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const token = await newToken(ada);
  const page = await ada.visitor.submit(`${PAGE}/tokens/${idOf(house)}/revocation`);
  assert.match(noticeOf(page.body), /laptop is revoked/);
  assert.equal((await me(house, token)).statusCode, 401);
  house.clock.add(10 * MINUTE);
  const restored = await ada.visitor.submit(undoOf(page.body));
  assert.match(noticeOf(restored.body), /laptop works again/);
  assert.equal((await me(house, token)).statusCode, 200);
});

test('after ten minutes it stays revoked, also when it is revoked once more meanwhile', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const token = await newToken(ada);
  const address = `${PAGE}/tokens/${idOf(house)}/revocation`;
  await ada.visitor.post(address);
  house.clock.add(9 * MINUTE);
  assert.equal((await ada.visitor.post(address)).statusCode, 404);
  house.clock.add(MINUTE + 1);
  const late = await ada.visitor.delete(address);
  assert.equal(late.statusCode, 422);
  assert.match(textOf(late.body), /revoked more than ten minutes ago/);
  assert.equal((await me(house, token)).statusCode, 401);
});

test('another person’s token can be neither revoked nor brought back', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const eve = await signIn(house, 'admin', 'eve');
  const token = await newToken(ada);
  const address = `${PAGE}/tokens/${idOf(house)}/revocation`;
  assert.equal((await eve.visitor.post(address)).statusCode, 404);
  assert.equal((await me(house, token)).statusCode, 200);
  await ada.visitor.post(address);
  assert.equal((await eve.visitor.delete(address)).statusCode, 404);
  assert.equal((await me(house, token)).statusCode, 401);
});

test('its last use is noted, once a minute', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const token = await newToken(ada);
  const used = () => rows(house, 'SELECT last_used_at FROM api_tokens')[0]?.['last_used_at'];
  assert.match((await ada.visitor.get(PAGE)).body, /never used/);
  await me(house, token);
  const first = used();
  assert.equal(first, house.clock.now);
  house.clock.add(MINUTE);
  await me(house, token);
  assert.equal(used(), first);
  house.clock.add(1);
  await me(house, token);
  assert.equal(used(), house.clock.now);
});

test('guessing tokens gets slower, the right one still works, and other addresses do not wait', async (t) => {
  const house = await openTestHouse(t, { PUBLIC_URL: 'https://book.example' });
  const ada = await signIn(house, 'user', 'ada');
  const token = await newToken(ada);
  const guess = (i: number, address = '203.0.113.9') =>
    me(house, `rb_guess-${i}`, { 'x-forwarded-for': address });
  for (let i = 0; i < 6; i++) assert.equal((await guess(i)).statusCode, 401);
  const slowed = await guess(7);
  assert.equal(slowed.statusCode, 429);
  assert.ok(Number(slowed.headers['retry-after']) > 0);
  assert.equal(slowed.json().code, 'slow-down');
  assert.equal((await me(house, token, { 'x-forwarded-for': '203.0.113.9' })).statusCode, 200);
  assert.equal((await guess(8, '203.0.113.10')).statusCode, 401);
  house.clock.add(5_000);
  assert.equal((await guess(9)).statusCode, 401);
});

test('a token wins over a cookie, a wrong one too', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const admin = await signIn(house, 'admin');
  const token = await newToken(ada);
  const cookie = `sid=${admin.visitor.cookies.get('sid')}`;
  assert.equal((await me(house, token, { cookie })).json().email, ada.email);
  assert.equal((await me(house, 'rb_wrong', { cookie })).statusCode, 401);
  const basic = await house.app.inject({
    url: '/api/v1/auth/me',
    headers: { authorization: 'Basic YTpi', cookie },
  });
  assert.equal(basic.json().email, admin.email, "the gate's own password is none of ours");
});

test('shut out, a person’s tokens are turned away; let in again, they work', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  const token = await newToken(ada);
  await admin.visitor.delete(`/admin/users/${ada.id}/access`);
  assert.equal((await me(house, token)).statusCode, 401);
  await admin.visitor.post(`/admin/users/${ada.id}/access`);
  assert.equal((await me(house, token)).statusCode, 200);
});

const MISTAKES: readonly (readonly [form: Record<string, string>, reason: RegExp])[] = [
  [{ name: '  ', scope: 'read' }, /give it a name/],
  [{ name: 'x'.repeat(61), scope: 'read' }, /at most 60/],
  [{ name: 'bell\u0007', scope: 'read' }, /can be seen/],
  [{ name: '\u0000', scope: 'read' }, /can be seen/],
];

test('a token without a name, or with a strange one, is not made', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  for (const [form, reason] of MISTAKES) {
    const answer = await ada.visitor.post(`${PAGE}/tokens`, form);
    assert.equal(answer.statusCode, 422);
    assert.match(reasonBeside(answer.body, 'name'), reason);
  }
  assert.equal((await ada.visitor.post(`${PAGE}/tokens`, { name: 'x', scope: 'all' })).statusCode, 422);
  assert.equal(rows(house, 'SELECT * FROM api_tokens').length, 0);
});

test('a token in a form of a guest’s address does not make it a program’s', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const token = await newToken(ada);
  for (const url of [`/?token=${token}`, `/api/v1/auth/me?access_token=${token}`]) {
    assert.ok([303, 401].includes((await new Visitor(house.app).get(url)).statusCode));
  }
});
