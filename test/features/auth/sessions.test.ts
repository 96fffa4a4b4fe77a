import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { noticeOf, setCookieOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { PASSWORD, type SignedIn, signIn } from '../../support/people.ts';
import { count, deeds, lastDeed, rows } from '../../support/rows.ts';
import { Visitor } from '../../support/visitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Another browser of the same person. */
async function anotherBrowser(house: TestHouse, { email }: SignedIn): Promise<Visitor> {
  const visitor = new Visitor(house.app);
  const answer = await visitor.post('/login', { email, password: PASSWORD });
  assert.equal(answer.statusCode, 303);
  await visitor.get('/settings');
  return visitor;
}

async function isIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.send('GET', '/api/v1/auth/me', {})).statusCode === 200;
}

const idsOf = (house: TestHouse, { id }: SignedIn) =>
  rows(house, 'SELECT id FROM sessions WHERE user_id = ?', id).map((row) => String(row['id']));

test('the cookie is for the server only, for this site only, and for as long as a session can live', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const answer = await new Visitor(house.app).post('/login', { email: ada.email, password: PASSWORD });
  const [pair = '', ...attributes] = setCookieOf(answer).split('; ');
  assert.match(pair, /^sid=[\w-]{43}$/);
  assert.deepEqual(attributes.toSorted(), ['HttpOnly', 'Max-Age=5184000', 'Path=/', 'SameSite=Lax']);
});

test('behind TLS its name makes browsers insist on Secure and on this host', async (t) => {
  const house = await openTestHouse(t, { PUBLIC_URL: 'https://book.example' });
  const ada = await signIn(house, 'user', 'ada');
  const answer = await new Visitor(house.app).post('/login', { email: ada.email, password: PASSWORD });
  const [pair = '', ...attributes] = setCookieOf(answer).split('; ');
  assert.match(pair, /^__Host-sid=[\w-]{43}$/);
  assert.deepEqual(attributes.toSorted(), [
    'HttpOnly',
    'Max-Age=5184000',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
  const plain = await house.app.inject({
    url: '/api/v1/auth/me',
    headers: { cookie: pair.replace('__Host-', '') },
  });
  assert.equal(plain.statusCode, 401, 'the name without its prefix opens nothing');
});

test('the table keeps the hash of the secret and nothing it could be made from', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const secret = ada.visitor.cookies.get('sid') ?? '';
  const [row] = rows(house, 'SELECT * FROM sessions');
  assert.equal(row?.['token_hash'], createHash('sha256').update(secret).digest('hex'));
  assert.ok(!JSON.stringify(row).includes(secret));
  const stolen = await house.app.inject({
    url: '/api/v1/auth/me',
    headers: { cookie: `sid=${row?.['token_hash']}` },
  });
  assert.equal(stolen.statusCode, 401, 'who has read the table is not let in');
});

test('every sign-in has a secret of its own, and a password change gives a new one', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const first = ada.visitor.cookies.get('sid');
  const second = (await anotherBrowser(house, ada)).cookies.get('sid');
  assert.notEqual(first, second);
  const form = { password: PASSWORD, newPassword: 'a long walk beside the sea' };
  assert.equal((await ada.visitor.post('/settings/security/password', form)).statusCode, 303);
  const third = ada.visitor.cookies.get('sid');
  assert.equal(new Set([first, second, third]).size, 3);
  for (const old of [first, second]) {
    const answer = await house.app.inject({ url: '/api/v1/auth/me', headers: { cookie: `sid=${old}` } });
    assert.equal(answer.statusCode, 401);
  }
  assert.ok(await isIn(ada.visitor));
});

test('a session lives fourteen days unused and sixty days used', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  house.clock.add(14 * DAY);
  assert.ok(await isIn(ada.visitor), 'seen again at the last moment');
  house.clock.add(14 * DAY + 1);
  assert.equal(await isIn(ada.visitor), false, 'a millisecond too late');
  const bob = await signIn(house, 'user', 'bob');
  for (let day = 0; day < 60; day += 10) {
    assert.ok(await isIn(bob.visitor), `day ${day}`);
    house.clock.add(10 * DAY);
  }
  assert.ok(await isIn(bob.visitor), 'the sixtieth day');
  house.clock.add(1);
  assert.equal(await isIn(bob.visitor), false);
});

test('the limits are settings', async (t) => {
  const house = await openTestHouse(t, { SESSION_IDLE_DAYS: '1', SESSION_MAX_DAYS: '2' });
  const ada = await signIn(house, 'user', 'ada');
  house.clock.add(DAY);
  assert.ok(await isIn(ada.visitor));
  house.clock.add(DAY);
  assert.ok(await isIn(ada.visitor));
  house.clock.add(MINUTE);
  assert.equal(await isIn(ada.visitor), false);
});

test('a clock that was ahead for an hour prolongs no session', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  house.clock.add(2 * HOUR);
  await isIn(ada.visitor);
  const late = await anotherBrowser(house, ada);
  house.clock.add(-2 * HOUR);
  assert.ok((await isIn(ada.visitor)) && (await isIn(late)));
  const columns = 'max(seen_at) AS seen, max(created_at) AS created';
  assert.deepEqual(rows(house, `SELECT ${columns} FROM sessions`), [
    { seen: house.clock.now, created: house.clock.now },
  ]);
  house.clock.add(14 * DAY + MINUTE);
  assert.deepEqual([await isIn(ada.visitor), await isIn(late)], [false, false]);
});

test('a clock that went back locks nobody out: neither whose role was changed nor who was added meanwhile', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  house.clock.add(2 * HOUR);
  await admin.visitor.post(`/admin/users/${ada.id}/role`, { role: 'viewer' });
  const bob = await signIn(house, 'user', 'bob');
  house.clock.add(-2 * HOUR);
  for (const person of [ada, bob]) assert.ok(await isIn(await anotherBrowser(house, person)));
});

test('a new role ends the sessions at once, even those begun in the same moment', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  assert.ok(await isIn(ada.visitor));
  await admin.visitor.post(`/admin/users/${ada.id}/role`, { role: 'viewer' });
  assert.equal(await isIn(ada.visitor), false);
  assert.ok(await isIn(await anotherBrowser(house, ada)), 'and they sign in again');
  assert.ok(await isIn(admin.visitor), "another person's goes on");
});

test('being shut out ends the sessions at once; let in again, one signs in anew', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  await admin.visitor.delete(`/admin/users/${ada.id}/access`);
  assert.equal(await isIn(ada.visitor), false);
  await admin.visitor.post(`/admin/users/${ada.id}/access`);
  assert.equal(await isIn(ada.visitor), false);
  assert.ok(await isIn(await anotherBrowser(house, ada)));
});

test('one of several sessions is ended, the others go on', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const [own] = idsOf(house, ada);
  const phone = await anotherBrowser(house, ada);
  const tablet = await anotherBrowser(house, ada);
  const [, ofPhone] = idsOf(house, ada).toSorted();
  const page = await ada.visitor.get('/settings/security');
  for (const id of idsOf(house, ada)) assert.ok(page.body.includes(`session-${id}`));
  assert.ok(!page.body.includes(`/settings/security/sessions/${own}`), 'this one has no button');
  await ada.visitor.delete(`/settings/security/sessions/${ofPhone}`);
  assert.deepEqual([await isIn(ada.visitor), await isIn(phone), await isIn(tablet)], [true, false, true]);
  const again = await ada.visitor.delete(`/settings/security/sessions/${ofPhone}`);
  assert.equal(again.statusCode, 404);
  assert.equal(lastDeed(house, 'session-ended')['subject'], ada.email);
});

test('all others are ended with one button', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const others = [await anotherBrowser(house, ada), await anotherBrowser(house, ada)];
  const bob = await signIn(house, 'user', 'bob');
  const page = await ada.visitor.get('/settings/security');
  assert.match(page.body, /End all others/);
  await ada.visitor.delete('/settings/security/sessions');
  assert.equal(
    noticeOf((await ada.visitor.get('/settings/security')).body),
    'Every other session has ended.',
  );
  assert.deepEqual(await Promise.all([ada.visitor, ...others, bob.visitor].map(isIn)), [
    true,
    false,
    false,
    true,
  ]);
  assert.deepEqual(lastDeed(house, 'other-sessions-ended')['after'], '{"ended":2}');
});

test('signing out ends the session, takes the cookie back and clears what the browser kept', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const cookie = `sid=${ada.visitor.cookies.get('sid')}`;
  const answer = await ada.visitor.post('/logout');
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/login']);
  assert.equal(answer.headers['clear-site-data'], '"cache", "storage"');
  assert.match(setCookieOf(answer), /^sid=; Max-Age=0; Path=\/|^sid=; .*Expires=Thu, 01 Jan 1970/);
  assert.equal(count(house, 'sessions'), 0);
  assert.equal(
    (await house.app.inject({ url: '/api/v1/auth/me', headers: { cookie } })).statusCode,
    401,
    'the old cookie is dead',
  );
  assert.equal(deeds(house).at(-1), 'signed-out');
});

test('what was seen is noted once a minute, with the address it came from', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const seen = () => rows(house, 'SELECT seen_at FROM sessions')[0]?.['seen_at'];
  const first = seen();
  house.clock.add(MINUTE);
  await isIn(ada.visitor);
  assert.equal(seen(), first);
  house.clock.add(1);
  await isIn(ada.visitor);
  assert.equal(seen(), house.clock.now);
});

test('hourly, what has run out is taken away and what has not stays', async (t) => {
  const house = await openTestHouse(t);
  const { sweep } = await import('../../../src/features/auth/index.ts');
  const ada = await signIn(house, 'user', 'ada');
  await new Visitor(house.app).post('/login', { email: 'nobody@example.com', password: 'wrong' });
  house.clock.add(10 * DAY);
  await isIn(ada.visitor);
  await new Visitor(house.app).post('/login', { email: ada.email, password: PASSWORD });
  house.clock.add(5 * DAY);
  assert.match(sweep(house.deps), /^0 sessions, 0 links and 1 notes/);
  assert.ok(await isIn(ada.visitor));
  house.clock.add(14 * DAY + MINUTE);
  assert.match(sweep(house.deps), /^2 sessions/);
});
