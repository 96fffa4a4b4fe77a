import assert from 'node:assert/strict';
import test from 'node:test';
import { bumpVersion } from '../../../src/db/marks.ts';
import { write } from '../../../src/db/write.ts';
import { connect } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { headingOf, noticeOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { openPractised } from './desk.ts';

const HOUR = 60 * 60_000;

async function tagOf({ visitor }: SignedIn, headers = {}): Promise<string> {
  return String((await visitor.get('/', headers)).headers.etag);
}

async function isUnchanged({ visitor }: SignedIn, tag: string): Promise<boolean> {
  const answer = await visitor.get('/', { 'if-none-match': tag });
  if (answer.statusCode === 304) assert.equal(answer.body, '');
  return answer.statusCode === 304;
}

test('an unchanged page is a 304 without a body, kept by its owner’s browser alone', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const page = await ada.visitor.get('/');
  assert.equal(headingOf(page.body), 'Today');
  assert.equal(page.headers['cache-control'], 'private, no-cache');
  assert.match(String(page.headers.vary), /hx-request-type, cookie/);
  const tag = String(page.headers.etag);
  const again = await ada.visitor.get('/', { 'if-none-match': tag });
  assert.equal(again.statusCode, 304);
  assert.equal(again.headers.etag, tag);
  assert.ok(again.headers['content-security-policy']);
  assert.equal(await isUnchanged(ada, 'W/"something else"'), false);
});

type Change = (house: TestHouse, ada: SignedIn) => unknown;

const CHANGES: readonly (readonly [story: string, change: Change])[] = [
  ['their data', ({ deps }, { id }) => write(deps.db, (tx) => bumpVersion(tx, id))],
  ['the market, which closes at 16:00', ({ clock }) => clock.add(2 * HOUR)],
  ['the day, at midnight in New York', ({ clock }) => clock.add(10 * HOUR)],
  ['the theme', (house, ada) => saved(house, ada, { theme: 'light' })],
  ['the name', (house, ada) => saved(house, ada, { name: 'Augusta' })],
  ['the day, by another time zone', (house, ada) => saved(house, ada, { timeZone: 'Pacific/Auckland' })],
];

for (const [story, change] of CHANGES) {
  test(`a page is new when ${story} has changed`, async (t) => {
    const house = await openTestHouse(t);
    const ada = await signIn(house, 'user', 'ada');
    const tag = await tagOf(ada);
    assert.ok(await isUnchanged(ada, tag));
    await change(house, ada);
    assert.equal(await isUnchanged(ada, tag), false);
    assert.notEqual(await tagOf(ada), tag);
  });
}

test('an hour later on the same day nothing has changed', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const tag = await tagOf(ada);
  house.clock.add(HOUR);
  assert.ok(await isUnchanged(ada, tag));
});

test('another person’s changes are none of hers, and another session has tags of its own', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const bob = await signIn(house, 'user', 'bob');
  const tag = await tagOf(ada);
  write(house.deps.db, (tx) => bumpVersion(tx, bob.id));
  assert.ok(await isUnchanged(ada, tag));
  assert.notEqual(await tagOf(bob), tag);
});

test('a page with a notice is always sent, and the page after it is the one before', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const tag = await tagOf(ada);
  house.app.sessionStore.setNotice(sessionOf(house), {
    message: 'Said once.',
    tone: 'info',
    undo: false,
    path: '/',
  });
  const page = await ada.visitor.get('/', { 'if-none-match': tag });
  assert.deepEqual([page.statusCode, noticeOf(page.body)], [200, 'Said once.']);
  assert.equal(page.headers['cache-control'], 'no-store');
  assert.ok(await isUnchanged(ada, tag));
});

test('a fragment’s tag is not its page’s', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const fragment = { 'hx-request-type': 'partial' };
  const [page, part] = [await tagOf(ada), await tagOf(ada, fragment)];
  assert.notEqual(page, part);
  assert.equal((await ada.visitor.get('/', { ...fragment, 'if-none-match': page })).statusCode, 200);
});

test('the old address leads to the new one', async (t) => {
  const house = await openTestHouse(t);
  const answer = await house.app.inject('/dashboard');
  assert.deepEqual([answer.statusCode, answer.headers.location], [301, '/']);
});

function sessionOf({ deps }: TestHouse): string {
  return String(deps.db.$client.prepare('SELECT id FROM sessions').pluck().get());
}

/** Settings are saved and the notice about it is read. */
async function saved(_: TestHouse, { visitor }: SignedIn, changed: Record<string, string>): Promise<void> {
  const form = { name: 'ada', theme: 'system', timeZone: 'America/New_York', ...changed };
  assert.equal((await visitor.post('/settings', form)).statusCode, 303);
  await visitor.get('/settings');
}

test('a price that another person’s reading brought is on every page at once', async (t) => {
  const { house, ada } = await openPractised(t);
  const bob = await signIn(house, 'user', 'Bob');
  const actor = { userId: bob.id, label: 'bob', via: 'page', address: null } as const;
  const made = connect(house.deps, actor, 'practice');
  assert.ok(made.ok);
  await syncAndWait(house.deps, actor, made.value.id);
  house.clock.add(HOUR);
  const tag = String((await ada.visitor.get('/campaigns')).headers.etag);
  await syncAndWait(house.deps, actor, made.value.id);
  const answer = await ada.visitor.get('/campaigns', { 'if-none-match': tag });
  assert.equal(answer.statusCode, 200);
});
