import assert from 'node:assert/strict';
import test from 'node:test';
import { setCookieOf, textOf, typedIn } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { PASSWORD, signIn } from '../../support/people.ts';
import { count, deeds, lastDeed, rows } from '../../support/rows.ts';
import { Visitor } from '../../support/visitor.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SAME_SENTENCE = 'E-mail or password is not right.';
const WAIT = /Too many wrong passwords\. Please wait (\d+) seconds/;

const ELSEWHERE_ADDRESS = { 'x-forwarded-for': '192.0.2.50' };

function trying(
  house: TestHouse,
  email: string,
  password = PASSWORD,
  headers: Record<string, string> = ELSEWHERE_ADDRESS,
) {
  return new Visitor(house.app).post('/login', { email, password }, headers);
}

/** So many wrong passwords in a row, each from an address of its own. */
async function fail(house: TestHouse, email: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++)
    await trying(house, email, 'not the password', { 'x-forwarded-for': `198.51.100.${i}` });
}

const waitOf = (body: string) => Number(WAIT.exec(textOf(body))?.[1] ?? 0);

/** Behind a proxy on this machine, so that addresses can be told apart. */
const BEHIND_PROXY = { PUBLIC_URL: 'https://book.example', TRUSTED_PROXY: '127.0.0.1' };

test('the right password leads to where one wanted to go, however the e-mail is spelt', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'user', 'ada');
  for (const email of ['ada@example.com', 'ADA@Example.COM', '  ada@example.com ']) {
    const visitor = new Visitor(house.app);
    const answer = await visitor.post('/login', { email, password: PASSWORD, next: '/settings' });
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/settings'], email);
    assert.equal((await visitor.get('/settings')).statusCode, 200);
  }
});

test('unknown, known, shut out and without a password: one sentence, one status', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const out = await signIn(house, 'user', 'out');
  await admin.visitor.delete(`/admin/users/${out.id}/access`);
  await admin.visitor.post('/admin/users', { name: 'New', email: 'new@example.com', role: 'user' });
  const attempts = [
    trying(house, 'nobody@example.com'),
    trying(house, 'admin@example.com', 'not the password'),
    trying(house, out.email),
    trying(house, 'new@example.com', ''.padEnd(12, 'x')),
  ];
  const seen = (await Promise.all(attempts)).map(({ statusCode, body }) => [
    statusCode,
    textOf(body).includes(SAME_SENTENCE),
    typedIn(body, 'password'),
  ]);
  assert.deepEqual(
    seen,
    attempts.map(() => [422, true, '']),
  );
});

test('it takes as long for nobody as for somebody', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'user', 'ada');
  const median = async (email: (i: number) => string) => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const from = performance.now();
      await trying(house, email(i), 'not the password');
      times.push(performance.now() - from);
      house.deps.db.$client.exec('DELETE FROM sign_in_failures');
    }
    return times.toSorted((a, b) => a - b)[2] ?? 0;
  };
  const [known, unknown] = [
    await median(() => 'ada@example.com'),
    await median((i) => `nobody${i}@example.com`),
  ];
  assert.ok(Math.abs(known - unknown) < 0.5 * Math.max(known, unknown), `${known} ms and ${unknown} ms`);
});

test('an account waits after the fifth wrong password, longer after each, a minute at most, and then its owner is let in', async (t) => {
  const house = await openTestHouse(t, BEHIND_PROXY);
  await signIn(house, 'user', 'ada');
  await fail(house, 'ada@example.com', 5);
  assert.equal((await trying(house, 'ada@example.com', 'wrong once more')).statusCode, 422);
  assert.equal(waitOf((await trying(house, 'ADA@example.com')).body), 5, 'the right password waits too');
  assert.equal(waitOf((await trying(house, 'ada@example.com', 'and again')).body), 5, 'trying adds nothing');
  house.clock.add(5_000);
  await fail(house, 'ada@example.com', 1);
  assert.equal(waitOf((await trying(house, 'ada@example.com')).body), 10);
  for (let i = 0; i < 10; i++) {
    house.clock.add(MINUTE);
    await fail(house, 'ada@example.com', 1);
  }
  assert.equal(waitOf((await trying(house, 'ada@example.com')).body), 60);
  house.clock.add(MINUTE);
  assert.equal((await trying(house, 'ada@example.com')).statusCode, 303);
  assert.equal(rows(house, "SELECT * FROM sign_in_failures WHERE subject LIKE 'account:%'").length, 0);
});

test('where someone is signed in already, nobody else can keep them waiting', async (t) => {
  const house = await openTestHouse(t, BEHIND_PROXY);
  await signIn(house, 'user', 'ada');
  await fail(house, 'ada@example.com', 9);
  assert.ok(waitOf((await trying(house, 'ada@example.com')).body) > 0);
  assert.equal((await trying(house, 'ada@example.com', PASSWORD, {})).statusCode, 303);
});

test('a night of guessing keeps the owner out for a minute, not for the night', async (t) => {
  const house = await openTestHouse(t, BEHIND_PROXY);
  await signIn(house, 'user', 'ada');
  for (let i = 0; i < 30; i++) {
    await fail(house, 'ada@example.com', 2);
    house.clock.add(20_000);
  }
  house.clock.add(MINUTE);
  const owner = await trying(house, 'ada@example.com', PASSWORD, { 'x-forwarded-for': '203.0.113.9' });
  assert.equal(owner.statusCode, 303);
});

test('an address that tries many accounts waits as well, and others do not', async (t) => {
  const house = await openTestHouse(t, BEHIND_PROXY);
  await signIn(house, 'user', 'ada');
  const from = (address: string) => ({ 'x-forwarded-for': address });
  for (let i = 0; i < 6; i++) await trying(house, `nobody${i}@example.com`, PASSWORD, from('203.0.113.9'));
  const here = await trying(house, 'ada@example.com', PASSWORD, from('203.0.113.9'));
  assert.equal(waitOf(here.body), 5);
  const elsewhere = await trying(house, 'ada@example.com', PASSWORD, from('203.0.113.10'));
  assert.equal(elsewhere.statusCode, 303);
});

test('thirty guesses at once are no more than thirty guesses in a row', async (t) => {
  const house = await openTestHouse(t, BEHIND_PROXY);
  await signIn(house, 'user', 'ada');
  await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      trying(house, 'ada@example.com', `guess number ${i}`, { 'x-forwarded-for': `198.51.100.${i}` }),
    ),
  );
  assert.deepEqual(rows(house, "SELECT failures FROM sign_in_failures WHERE subject LIKE 'account:%'"), [
    { failures: 6 },
  ]);
  assert.equal(
    deeds(house).filter((deed) => deed === 'sign-in-failed').length,
    3,
    'the first, the second, the fourth',
  );
});

test('a day without an attempt forgives', async (t) => {
  const house = await openTestHouse(t, BEHIND_PROXY);
  await signIn(house, 'user', 'ada');
  await fail(house, 'ada@example.com', 6);
  house.clock.add(DAY + MINUTE);
  await fail(house, 'ada@example.com', 5);
  assert.equal((await trying(house, 'ada@example.com')).statusCode, 303);
});

test('a failed sign-in is noted with the name that was tried and never with the password', async (t) => {
  const house = await openTestHouse(t);
  await trying(house, 'nobody@example.com', 'a password typed by mistake');
  const { actor, actor_id, subject, before, after } = lastDeed(house, 'sign-in-failed');
  assert.deepEqual(
    [actor, actor_id, subject, before, after],
    ['someone as nobody@example.com', null, 'nobody@example.com', null, '{"inARow":1}'],
  );
  await trying(house, 'a password in the wrong field', 'x');
  assert.equal(count(house, 'audit_log'), 1);
});

const OURS = ['/', '/settings', '/admin/audit?q=a&before=12', '/a%2Fb', '/x#y'];
const ELSEWHERE = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  '/a\\..\\..\\evil',
  '/\r\nSet-Cookie: a=b',
  ' /x',
  'settings',
  '',
  '/é',
];

test('signing in leads on to pages of ours and nowhere else', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'user', 'ada');
  for (const next of [...OURS, ...ELSEWHERE]) {
    const expected = OURS.includes(next) ? next : '/';
    const page = await new Visitor(house.app).get(`/login?next=${encodeURIComponent(next)}`);
    assert.equal(typedIn(page.body, 'next'), expected, JSON.stringify(next));
    const form = { email: 'ada@example.com', password: PASSWORD, next };
    const answer = await new Visitor(house.app).post('/login', form);
    assert.equal(answer.headers.location, expected, JSON.stringify(next));
    assert.equal(new URL(expected, 'https://book.example').origin, 'https://book.example');
  }
});

test('an encoded address stays what it is: a path of ours', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'user', 'ada');
  const form = { email: 'ada@example.com', password: PASSWORD, next: '/%2F%2Fevil.example' };
  const { location } = (await new Visitor(house.app).post('/login', form)).headers;
  assert.equal(new URL(String(location), 'https://book.example').host, 'book.example');
});

test('a sign-in form without a body, or with one of the wrong kind, is the form again', async (t) => {
  const house = await openTestHouse(t);
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  for (const page of ['/login', '/new-password']) {
    const visitor = new Visitor(house.app);
    const answers = [
      await visitor.send('POST', page, { 'sec-fetch-site': 'same-origin' }),
      await visitor.send('POST', page, json, 'null'),
      await visitor.send('POST', page, json, '[]'),
      await visitor.send('POST', page, json, '"text"'),
      await visitor.send('POST', page, json, '{"email":["a"],"password":{"a":1},"next":[],"token":7}'),
    ];
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [422, 422, 422, 422, 422],
    );
    assert.equal((await visitor.send('HEAD', page, {})).statusCode, 200);
  }
});

test('someone signed in can sign in as someone else: the session before it ends', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const bob = await signIn(house, 'user', 'bob');
  const page = await ada.visitor.get('/login');
  const answer = await ada.visitor.post('/login', {
    _csrf: /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '',
    email: bob.email,
    password: PASSWORD,
  });
  assert.equal(answer.statusCode, 303);
  assert.notEqual(setCookieOf(answer), '');
});
