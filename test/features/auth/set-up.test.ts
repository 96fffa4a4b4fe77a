import assert from 'node:assert/strict';
import test from 'node:test';
import { headingOf, reasonBeside, setCookieOf, typedIn } from '../../support/answers.ts';
import { openTestHouse } from '../../support/house.ts';
import { signIn } from '../../support/people.ts';
import { count, deeds, rows } from '../../support/rows.ts';
import { Visitor } from '../../support/visitor.ts';

const OWNER = { name: 'Ada', email: 'ada@example.com', password: 'a long walk beside the sea' };

test('the set-up link makes the first account, an administrator who is signed in at once', async (t) => {
  const house = await openTestHouse(t);
  const visitor = new Visitor(house.app);
  const page = await visitor.get(`/setup?token=${house.deps.setUpSecret}`);
  assert.equal(headingOf(page.body), 'Welcome to Rollbook');
  const answer = await visitor.post('/setup', { token: house.deps.setUpSecret, ...OWNER });
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/']);
  assert.equal((await visitor.get('/admin/users')).statusCode, 200);
  assert.deepEqual(rows(house, 'SELECT email, role FROM users'), [{ email: OWNER.email, role: 'admin' }]);
  assert.deepEqual(deeds(house), ['person-added', 'signed-in']);
});

test('the link works once: reused, it neither shows the form nor makes a second account', async (t) => {
  const house = await openTestHouse(t);
  const token = house.deps.setUpSecret;
  await new Visitor(house.app).post('/setup', { token, ...OWNER });
  const second = new Visitor(house.app);
  assert.equal((await second.get(`/setup?token=${token}`)).headers.location, '/login');
  const answer = await second.post('/setup', { token, ...OWNER, email: 'eve@example.com' });
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/login']);
  assert.equal(setCookieOf(answer), '');
  assert.equal(count(house, 'users'), 1);
});

test('two browsers that send the form at the same moment make one account', async (t) => {
  const house = await openTestHouse(t);
  const token = house.deps.setUpSecret;
  const answers = await Promise.all(
    ['ada', 'eve', 'mallory'].map((name) =>
      new Visitor(house.app).post('/setup', { token, ...OWNER, email: `${name}@example.com` }),
    ),
  );
  assert.equal(answers.filter((answer) => setCookieOf(answer) !== '').length, 1);
  assert.equal(count(house, 'users'), 1);
});

const WRONG: readonly (readonly [story: string, token: (own: string) => Record<string, string>])[] = [
  ['another secret', (own) => ({ token: `${own.slice(0, -1)}_` })],
  ['an empty secret', () => ({ token: '' })],
  ['no secret', () => ({})],
  ['a secret with something after it', (own) => ({ token: `${own} ` })],
  ['a secret of another length', (own) => ({ token: own.slice(1) })],
];

for (const [story, token] of WRONG) {
  test(`with ${story} there is nothing to fill in and nothing is made`, async (t) => {
    const house = await openTestHouse(t);
    const query = new URLSearchParams(token(house.deps.setUpSecret)).toString();
    const visitor = new Visitor(house.app);
    assert.equal((await visitor.get(`/setup?${query}`)).headers.location, '/login');
    const answer = await visitor.post('/setup', { ...OWNER, ...token(house.deps.setUpSecret) });
    assert.equal(answer.headers.location, '/login');
    assert.equal(count(house, 'users'), 0);
  });
}

test('however an account came to be, the link opens nothing any more', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'viewer');
  const answer = await new Visitor(house.app).get(`/setup?token=${house.deps.setUpSecret}`);
  assert.equal(answer.headers.location, '/login');
});

const MISTAKES: readonly (readonly [field: string, typed: string, reason: RegExp])[] = [
  ['name', '   ', /Please enter a name/],
  ['name', 'x'.repeat(81), /at most 80/],
  ['name', 'tab\u0007bell', /can be seen/],
  ['email', 'ada', /does not look like/],
  ['email', `${'a'.repeat(250)}@example.com`, /too long/],
  ['password', '', /choose a password/],
  ['password', 'short', /at least 12/],
  ['password', 'Adas password', /tried first/],
  ['password', 'x'.repeat(1001), /too long/],
];

for (const [field, typed, reason] of MISTAKES) {
  test(`${field} "${typed.slice(0, 20)}" is refused beside the field, and what was typed is kept but the password`, async (t) => {
    const house = await openTestHouse(t);
    const form = { token: house.deps.setUpSecret, ...OWNER, [field]: typed };
    const answer = await new Visitor(house.app).post('/setup', form);
    assert.equal(answer.statusCode, 422);
    assert.match(reasonBeside(answer.body, field), reason);
    assert.equal(typedIn(answer.body, 'name'), form.name);
    assert.equal(typedIn(answer.body, 'email'), form.email);
    assert.equal(typedIn(answer.body, 'token'), house.deps.setUpSecret, 'the link goes on working');
    assert.equal(typedIn(answer.body, 'password'), '');
    if (form.password.length > 0) assert.ok(!answer.body.includes(form.password));
    assert.equal(count(house, 'users'), 0);
  });
}

test('while there is no account the sign-in page says where to find the link', async (t) => {
  const house = await openTestHouse(t);
  const page = () => new Visitor(house.app).get('/login');
  assert.match((await page()).body, /There is no account yet/);
  await signIn(house, 'admin');
  assert.doesNotMatch((await page()).body, /There is no account yet/);
});
