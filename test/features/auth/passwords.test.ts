import assert from 'node:assert/strict';
import test from 'node:test';
import { headingOf, noticeOf, reasonBeside, secretOn, setCookieOf, textOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { PASSWORD, type SignedIn, signIn } from '../../support/people.ts';
import { count, deeds, lastDeed } from '../../support/rows.ts';
import { Visitor } from '../../support/visitor.ts';

const DAY = 24 * 60 * 60_000;
const FRESH = 'a long walk beside the sea';
const OLD = /This link has been used or has expired/;

/** The secret in a link an administrator has just made. */
async function linkFor(admin: SignedIn, id: string): Promise<string> {
  const page = await admin.visitor.post(`/admin/users/${id}/password-link`);
  return new URL(secretOn(page.body)).searchParams.get('token') ?? '';
}

async function signsIn(house: TestHouse, email: string, password: string): Promise<boolean> {
  const answer = await new Visitor(house.app).post('/login', { email, password });
  return setCookieOf(answer) !== '';
}

function use(house: TestHouse, token: string, password = FRESH) {
  return new Visitor(house.app).post('/new-password', { token, password });
}

test('an administrator’s link lets a person choose a password, once, and signs them in', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  const token = await linkFor(admin, ada.id);
  const page = await new Visitor(house.app).get(`/new-password?token=${token}`);
  assert.equal(headingOf(page.body), 'Choose a password');
  assert.ok(page.body.includes(ada.email));
  assert.ok(await signsIn(house, ada.email, PASSWORD), 'until it is used the old password stays');
  const answer = await use(house, token);
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/']);
  assert.notEqual(setCookieOf(answer), '');
  assert.equal((await ada.visitor.get('/settings')).statusCode, 303, 'every session before it has ended');
  assert.deepEqual(
    [await signsIn(house, ada.email, PASSWORD), await signsIn(house, ada.email, FRESH)],
    [false, true],
  );
  const again = await use(house, token, 'another walk beside the sea');
  assert.deepEqual([again.statusCode, setCookieOf(again)], [422, '']);
  assert.match(textOf(again.body), OLD);
  assert.ok(await signsIn(house, ada.email, FRESH));
});

test('a link lives a day', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const token = await linkFor(admin, admin.id);
  house.clock.add(DAY - 1);
  assert.doesNotMatch((await new Visitor(house.app).get(`/new-password?token=${token}`)).body, OLD);
  house.clock.add(1);
  assert.match((await new Visitor(house.app).get(`/new-password?token=${token}`)).body, OLD);
  assert.equal(setCookieOf(await use(house, token)), '');
});

test('the newest link replaces the older', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const [older, newer] = [await linkFor(admin, admin.id), await linkFor(admin, admin.id)];
  assert.equal(setCookieOf(await use(house, older)), '');
  assert.notEqual(setCookieOf(await use(house, newer)), '');
  assert.equal(count(house, 'password_links'), 0);
});

test('of two browsers that send one link at the same moment, one chooses the password', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const token = await linkFor(admin, admin.id);
  const passwords = [FRESH, 'a short walk beside the sea'];
  const answers = await Promise.all(passwords.map((password) => use(house, token, password)));
  const wins = answers.map((answer) => setCookieOf(answer) !== '');
  assert.equal(wins.filter(Boolean).length, 1);
  assert.deepEqual(
    await Promise.all(passwords.map((password) => signsIn(house, admin.email, password))),
    wins,
  );
});

test('a person who is shut out cannot come back through a link, made before or after', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  const before = await linkFor(admin, ada.id);
  await admin.visitor.delete(`/admin/users/${ada.id}/access`);
  for (const token of [before, await linkFor(admin, ada.id)]) {
    assert.equal(setCookieOf(await use(house, token)), '');
  }
  await admin.visitor.post(`/admin/users/${ada.id}/access`);
  assert.ok(await signsIn(house, ada.email, PASSWORD), 'nor has it changed the password');
});

for (const [story, token] of [
  ['no secret', ''],
  ['a made-up secret', 'x'.repeat(43)],
  ['its hash', 'f'.repeat(64)],
] as const) {
  test(`with ${story} there is no form, only the way to sign in`, async (t) => {
    const house = await openTestHouse(t);
    await signIn(house, 'admin');
    const page = await new Visitor(house.app).get(`/new-password?token=${token}`);
    assert.match(textOf(page.body), OLD);
    assert.doesNotMatch(page.body, /<form/);
    assert.equal((await use(house, token)).statusCode, 422);
  });
}

test('a weak password is refused beside the field and the link goes on working', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const token = await linkFor(admin, admin.id);
  for (const [weak, reason] of [
    ['short', /at least 12/],
    ['password1234', /tried first/],
    ['admin@example.com', /tried first/],
  ] as const) {
    const answer = await use(house, token, weak);
    assert.equal(answer.statusCode, 422);
    assert.match(reasonBeside(answer.body, 'password'), reason);
    assert.ok(!answer.body.includes(`value="${weak}"`) || weak === 'admin@example.com');
  }
  assert.notEqual(setCookieOf(await use(house, token)), '');
});

test('using a link forgives the wrong passwords before it', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  for (let i = 0; i < 6; i++) await signsIn(house, admin.email, 'wrong');
  house.clock.add(5_000);
  await use(house, await linkFor(admin, admin.id));
  house.deps.db.$client.exec("DELETE FROM sign_in_failures WHERE subject LIKE 'address:%'");
  for (let i = 0; i < 4; i++) await signsIn(house, admin.email, 'wrong');
  assert.ok(await signsIn(house, admin.email, FRESH));
});

test('a password is changed by who knows it; the mistake is said beside its field', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'viewer', 'ada');
  const change = (password: string, newPassword: string) =>
    ada.visitor.post('/settings/security/password', { password, newPassword });
  const wrong = await change('not the password', FRESH);
  assert.match(reasonBeside(wrong.body, 'password'), /not the password you use now/);
  const weak = await change(PASSWORD, 'ada@example.com');
  assert.match(reasonBeside(weak.body, 'newPassword'), /tried first/);
  const empty = await change('', '');
  assert.match(reasonBeside(empty.body, 'newPassword'), /choose a new password/);
  assert.deepEqual([wrong.statusCode, weak.statusCode, empty.statusCode], [422, 422, 422]);
  for (const { body } of [wrong, weak, empty]) assert.ok(!body.includes(FRESH) && !body.includes(PASSWORD));
  const answer = await change(PASSWORD, FRESH);
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/settings/security']);
  const page = await ada.visitor.get('/settings/security');
  assert.match(noticeOf(page.body), /Every other session has ended/);
  assert.deepEqual(deeds(house).slice(-2), ['password-changed', 'signed-in']);
  assert.deepEqual(
    [lastDeed(house, 'password-changed')['before'], lastDeed(house, 'password-changed')['after']],
    [null, null],
  );
});

test('an open session is no place to guess the password at leisure', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const guess = (password: string) =>
    ada.visitor.post('/settings/security/password', { password, newPassword: FRESH });
  for (let i = 0; i < 6; i++) await guess(`guess number ${i}`);
  const right = await guess(PASSWORD);
  assert.equal(right.statusCode, 422);
  assert.match(textOf(right.body), /Please wait 5 seconds/);
  house.clock.add(5_000);
  assert.equal((await guess(PASSWORD)).statusCode, 303);
});

test('a link for nobody is not found, and only administrators make links', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const user = await signIn(house, 'user');
  const nobody = '01900000-0000-7000-8000-000000000000';
  assert.equal((await admin.visitor.post(`/admin/users/${nobody}/password-link`)).statusCode, 404);
  assert.equal((await user.visitor.post(`/admin/users/${user.id}/password-link`)).statusCode, 403);
});

test('the link carries the address people use', async (t) => {
  const house = await openTestHouse(t, { PUBLIC_URL: 'https://book.example' });
  const admin = await signIn(house, 'admin');
  const page = await admin.visitor.post(`/admin/users/${admin.id}/password-link`);
  assert.match(secretOn(page.body), /^https:\/\/book\.example\/new-password\?token=[\w-]{43}$/);
  assert.equal(page.headers['hx-push-url'], 'false');
});
