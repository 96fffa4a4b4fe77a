import assert from 'node:assert/strict';
import test from 'node:test';
import { textOf } from '../support/answers.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const MINUTE = 60_000;
const SETTINGS = { name: 'Ada', theme: 'dark', timeZone: 'UTC' };

type Ask = (house: TestHouse, ada: SignedIn) => Promise<{ statusCode: number }>;

interface Kind {
  readonly story: string;
  readonly setting: string;
  readonly windowMs: number;
  readonly ask: Ask;
  readonly served: number;
}

const guest = (house: TestHouse) => new Visitor(house.app);

const KINDS: readonly Kind[] = [
  {
    story: 'pages and fragments of a person',
    setting: 'RATE_PAGES_PER_MINUTE',
    windowMs: MINUTE,
    ask: (_, { visitor }) => visitor.get('/settings'),
    served: 200,
  },
  {
    story: 'the API of a person',
    setting: 'RATE_API_PER_MINUTE',
    windowMs: MINUTE,
    ask: (_, { visitor }) => visitor.get('/api/v1/auth/me'),
    served: 200,
  },
  {
    story: 'what a person changes',
    setting: 'RATE_API_PER_MINUTE',
    windowMs: MINUTE,
    ask: (_, { visitor }) => visitor.post('/settings', SETTINGS),
    served: 303,
  },
  {
    story: 'a guest',
    setting: 'RATE_GUESTS_PER_MINUTE',
    windowMs: MINUTE,
    ask: (house) => guest(house).get('/login'),
    served: 200,
  },
  {
    story: 'a guest who looks for addresses that are not there',
    setting: 'RATE_GUESTS_PER_MINUTE',
    windowMs: MINUTE,
    ask: (house) => guest(house).get('/wp-login.php'),
    served: 404,
  },
  {
    story: 'attempts to sign in',
    setting: 'RATE_SIGN_IN_PER_3_MINUTES',
    windowMs: 3 * MINUTE,
    ask: (house) => guest(house).post('/login', { email: 'x' }),
    served: 422,
  },
];

for (const { story, setting, windowMs, ask, served } of KINDS) {
  test(`${story}: so many in a window, then 429 with when to come back, then served again`, async (t) => {
    const house = await openTestHouse(t, { [setting]: '3' });
    const ada = await signIn(house, 'user', 'ada');
    house.clock.add(10 * MINUTE);
    for (let i = 0; i < 3; i++) assert.equal((await ask(house, ada)).statusCode, served, `number ${i + 1}`);
    house.clock.add(1500);
    const refused = (await ask(house, ada)) as Awaited<ReturnType<Visitor['get']>>;
    assert.equal(refused.statusCode, 429);
    const seconds = Math.ceil((windowMs - 1500) / 1000);
    assert.equal(refused.headers['retry-after'], String(seconds));
    assert.ok(textOf(refused.body).includes(`wait ${seconds} seconds`));
    house.clock.add(windowMs - 1501);
    assert.equal((await ask(house, ada)).statusCode, 429, 'not a millisecond too early');
    house.clock.add(1);
    assert.equal((await ask(house, ada)).statusCode, served);
  });
}

test('each person and each address has a budget of its own', async (t) => {
  const house = await openTestHouse(t, {
    RATE_PAGES_PER_MINUTE: '3',
    RATE_GUESTS_PER_MINUTE: '30',
    PUBLIC_URL: 'https://book.example',
  });
  const ada = await signIn(house, 'user', 'ada');
  const bob = await signIn(house, 'user', 'bob');
  house.clock.add(MINUTE);
  for (let i = 0; i < 4; i++) await ada.visitor.get('/settings');
  assert.equal((await ada.visitor.get('/settings')).statusCode, 429);
  assert.equal((await ada.visitor.get('/api/v1/auth/me')).statusCode, 200, 'another kind');
  assert.equal((await bob.visitor.get('/settings')).statusCode, 200, 'another person');
  const from = (address: string) =>
    house.app.inject({ url: '/login', headers: { 'x-forwarded-for': address } });
  for (let i = 0; i < 30; i++) await from('203.0.113.9');
  assert.deepEqual(
    [(await from('203.0.113.9')).statusCode, (await from('203.0.113.10')).statusCode],
    [429, 200],
  );
});

test('health, metrics and files are never refused', async (t) => {
  const house = await openTestHouse(t, { RATE_GUESTS_PER_MINUTE: '1' });
  for (let i = 0; i < 5; i++) {
    for (const url of ['/healthz', '/readyz', '/metrics', '/assets/img/favicon.svg', '/site.webmanifest'])
      assert.equal((await house.app.inject(url)).statusCode, 200, url);
  }
});

test('looking at the sign-in form is no attempt, and being refused there takes nothing from what one reads', async (t) => {
  const house = await openTestHouse(t, { RATE_SIGN_IN_PER_3_MINUTES: '2' });
  await signIn(house, 'user', 'ada');
  house.clock.add(10 * MINUTE);
  for (let i = 0; i < 5; i++) {
    assert.equal((await guest(house).get('/login')).statusCode, 200);
    assert.equal((await guest(house).send('HEAD', '/login', {})).statusCode, 200);
  }
  for (const page of ['/login', '/new-password', '/setup']) await guest(house).post(page, {});
  assert.equal((await guest(house).post('/login', {})).statusCode, 429);
  assert.equal((await guest(house).get('/login')).statusCode, 200);
});

test('the refusal comes in the face that was asked for', async (t) => {
  const house = await openTestHouse(t, { RATE_GUESTS_PER_MINUTE: '1' });
  await house.app.inject('/login');
  const json = await house.app.inject('/api/v1/auth/me');
  assert.deepEqual([json.statusCode, json.json().code], [429, 'slow-down']);
  const fragment = await house.app.inject({ url: '/login', headers: { 'hx-request-type': 'partial' } });
  assert.equal(fragment.statusCode, 429);
  assert.match(fragment.body, /role="alert"/);
});

test('a clock that goes back two hours refuses nobody for two hours', async (t) => {
  const house = await openTestHouse(t, { RATE_GUESTS_PER_MINUTE: '3' });
  for (let i = 0; i < 5; i++) await house.app.inject('/login');
  assert.equal((await house.app.inject('/login')).statusCode, 429);
  house.clock.add(-120 * MINUTE);
  assert.equal((await house.app.inject('/login')).statusCode, 200);
});
