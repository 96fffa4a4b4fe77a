import assert from 'node:assert/strict';
import test from 'node:test';
import { allowAtSchwab } from '../../simulators/person.ts';
import { headingOf, noticeOf, reasonBeside, textOf, undoOf } from '../../support/answers.ts';
import { openTestHouse } from '../../support/house.ts';
import { signIn } from '../../support/people.ts';
import { count, everyText, rows } from '../../support/rows.ts';
import { cardOf, connectSchwab, connectZerodha, openDesk, untilRead } from './broker-desk.ts';

const HOUR = 3_600_000;

test('someone new sees what each broker brings, and the one next step', async (t) => {
  const { ada } = await openDesk(t);
  const page = await ada.visitor.get('/connections');
  assert.equal(headingOf(page.body), 'Connections');
  const text = textOf(page.body);
  assert.match(text, /nothing is connected yet/);
  assert.match(
    text,
    /Schwab.*Not connected.*Connect Schwab.*Zerodha.*Connect Zerodha.*Try the practice market/,
  );
  assert.match(page.body, /<a class="button primary " href="\/api\/auth\/login" hx-boost="false">/);
});

test('without an app of the installation, the next step is one of your own', async (t) => {
  const { visitor } = await signIn(await openTestHouse(t), 'user', 'ada');
  assert.match(await cardOf(visitor, 'schwab'), /Enter your app key/);
  const left = await visitor.get('/api/auth/login');
  assert.equal(left.headers.location, '/connections/schwab');
  assert.match(
    noticeOf((await visitor.get('/connections/schwab')).body),
    /Enter the key of your app at Schwab first/,
  );
});

test('Today offers the practice market to someone new, and one click reads it', async (t) => {
  const { house, ada } = await openDesk(t);
  assert.match(textOf((await ada.visitor.get('/')).body), /practice market.*Try it.*Your broker.*A file/);
  const page = await ada.visitor.submit('/connections/practice');
  assert.match(textOf(page.body), /Practice market.*(Connected|Reading now)/);
  assert.match(await untilRead(ada.visitor, 'practice'), /Connected ?Read .* rows, [\d,]+ new\./);
  assert.ok(count(house, 'transactions') > 500);
  assert.doesNotMatch(textOf((await ada.visitor.get('/')).body), /Try it/);
});

test('practice data goes with one button, and comes back with one more', async (t) => {
  const { house, ada } = await openDesk(t);
  await ada.visitor.submit('/connections/practice');
  await untilRead(ada.visitor, 'practice');
  const before = count(house, 'transactions');
  await ada.visitor.delete('/connections/practice/data');
  const page = await ada.visitor.get('/connections');
  assert.equal(noticeOf(page.body), 'The practice data is removed.');
  assert.deepEqual(
    [count(house, 'transactions'), count(house, 'accounts'), count(house, 'connections')],
    [0, 0, 0],
  );
  await ada.visitor.submit(undoOf(page.body));
  await untilRead(ada.visitor, 'practice');
  assert.equal(count(house, 'transactions'), before);
});

test('a person goes to Schwab and comes back connected, and their rows arrive', async (t) => {
  const { house, ada } = await openDesk(t);
  await connectSchwab(ada);
  const page = await ada.visitor.get('/connections/schwab');
  assert.equal(noticeOf(page.body), 'Connected with Schwab: 2 accounts, being read now.');
  const card = await untilRead(ada.visitor, 'schwab');
  assert.match(card, /Connected ?Read Tue 17 Nov, 12:00, just now: [\d,]+ rows, [\d,]+ new\./);
  assert.match(card, /Sign in again by Tue 24 Nov, 12:00, in 7 days\./);
  assert.ok(count(house, 'transactions') > 500);
  const whole = textOf((await ada.visitor.get('/connections/schwab')).body);
  assert.match(whole, /Tue 17 Nov, 12:00 ?read [\d,]+ new/);
  assert.match(whole, /Accounts ?Individual/);
});

test('a second use of the way back, another browser, and a made-up state connect nothing', async (t) => {
  const { house, ada } = await openDesk(t);
  const search = await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  await ada.visitor.get(`/api/auth/callback${search}`);
  assert.match(noticeOf((await ada.visitor.get('/connections/schwab')).body), /has been used already/);
  const eve = await signIn(house, 'user', 'eve');
  const left = await ada.visitor.get('/api/auth/login');
  const landed = await allowAtSchwab(String(left.headers.location));
  await eve.visitor.get(`/api/auth/callback${landed.search}`);
  await eve.visitor.get('/api/auth/callback?code=x&state=y');
  await eve.visitor.get('/api/auth/callback');
  assert.deepEqual((await eve.visitor.get('/api/session/active')).json(), []);
  assert.equal(count(house, 'auth_tokens'), 1);
});

test('who has no address of their own pastes the one they landed on', async (t) => {
  const { ada } = await openDesk(t);
  const left = await ada.visitor.get('/api/auth/login');
  const landed = await allowAtSchwab(String(left.headers.location));
  const waiting = await ada.visitor.get('/connections/schwab');
  assert.match(waiting.body, /<details open>\s*<summary>I came back/, 'half a minute is short');
  const wrong = await ada.visitor.post('/connections/schwab/answer', { address: 'C0.abc' });
  assert.equal(wrong.statusCode, 422);
  assert.match(reasonBeside(wrong.body, 'address'), /Copy all of it from the address bar/);
  const page = await ada.visitor.submit('/connections/schwab/answer', { address: landed.href });
  assert.match(noticeOf(page.body), /Connected with Schwab/);
});

test('Zerodha is connected for the day, and asks for its sign-in again in the morning', async (t) => {
  const { house, ada } = await openDesk(t);
  await connectZerodha(ada);
  assert.match(await untilRead(ada.visitor, 'zerodha'), /Sign in again by Tue 17 Nov, 19:30, in 8 hours\./);
  assert.ok(count(house, 'holdings') >= 20);
  house.clock.add(8 * HOUR);
  const page = textOf((await ada.visitor.get('/transactions')).body);
  assert.match(
    page,
    /Zerodha needs its morning sign-in\. Its figures are as of Tue 17 Nov, 12:00\. ?Sign in/,
  );
  assert.match(page, /Zerodha sign in/);
  assert.match(
    await cardOf(ada.visitor, 'zerodha'),
    /Sign in needed.*The sign-in has ended.*Sign in at Zerodha/,
  );
});

test('a broker in maintenance is one calm banner, and what was read stays readable', async (t) => {
  const { house, ada, schwab } = await openDesk(t);
  await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  const before = count(house, 'transactions');
  schwab.faults.add({ at: 'GET /trader/**', from: 1, times: 0, fault: { kind: 'status', status: 503 } });
  house.clock.add(HOUR);
  await ada.visitor.post('/connections/schwab/sync');
  await untilRead(ada.visitor, 'schwab');
  const page = await ada.visitor.get('/transactions');
  assert.equal([...page.body.matchAll(/class="banner/g)].length, 1);
  assert.match(textOf(page.body), /Its figures are as of Tue 17 Nov, 12:00\. ?Look at it/);
  assert.equal(count(house, 'transactions'), before);
  const all = await ada.visitor.get('/connections/schwab');
  assert.doesNotMatch(all.body, /class="banner/, 'the card says it here');
  assert.match(textOf(all.body), /Not read/);
});

test('a sign-in that the broker took back is said once, above every page, with the way to renew it', async (t) => {
  const { house, ada, schwab } = await openDesk(t);
  await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  schwab.grants.endSignIns();
  house.clock.add(HOUR);
  await ada.visitor.post('/connections/schwab/sync');
  assert.match(await untilRead(ada.visitor, 'schwab'), /Sign in needed.*The sign-in has ended/);
  const page = await ada.visitor.get('/transactions');
  assert.match(
    textOf(page.body),
    /Schwab needs you to sign in again\. Its figures are as of Tue 17 Nov, 12:00\. ?Sign in/,
  );
  assert.match(page.body, /href="\/api\/auth\/login" hx-boost="false"/);
  await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  assert.doesNotMatch((await ada.visitor.get('/transactions')).body, /class="banner/);
});

test('disconnected, nothing is lost; connected again, it goes on', async (t) => {
  const { house, ada } = await openDesk(t);
  await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  const before = count(house, 'transactions');
  await ada.visitor.delete('/connections/schwab/sign-in');
  assert.match(
    noticeOf((await ada.visitor.get('/connections')).body),
    /Schwab is disconnected\. What was read stays\./,
  );
  assert.match(await cardOf(ada.visitor, 'schwab'), /Disconnected.*Connect again/);
  assert.deepEqual([count(house, 'auth_tokens'), count(house, 'transactions')], [0, before]);
  await connectSchwab(ada);
  assert.match(await untilRead(ada.visitor, 'schwab'), /nothing new/);
  assert.equal(count(house, 'transactions'), before);
});

test('an app of one’s own is kept encrypted and its secret is never shown again', async (t) => {
  const { house, ada } = await openDesk(t);
  const secret = 'AVerySecretWord16';
  const wrong = await ada.visitor.post('/connections/schwab/app-key', { key: 'a key with blanks', secret });
  assert.equal(wrong.statusCode, 422);
  assert.match(reasonBeside(wrong.body, 'key'), /This is no app key/);
  assert.ok(!wrong.body.includes(secret));
  const page = await ada.visitor.submit('/connections/schwab/app-key', { key: 'MyOwnAppKey', secret });
  assert.equal(noticeOf(page.body), 'Your app is kept. Now sign in with it.');
  assert.match(textOf(page.body), /Your own app is used.*Forget my app/);
  for (const word of [secret, 'MyOwnAppKey'])
    assert.ok(!page.body.includes(word) && !everyText(house).includes(word));
  await ada.visitor.delete('/connections/schwab/app-key');
  assert.match(
    textOf((await ada.visitor.get('/connections/schwab')).body),
    /This installation's app is used/,
  );
});

test('programs read how connections stand, and begin to read them', async (t) => {
  const { ada } = await openDesk(t);
  await ada.visitor.submit('/connections/practice');
  await untilRead(ada.visitor, 'practice');
  const [active] = (await ada.visitor.get('/api/session/active')).json();
  assert.deepEqual(
    { ...active, connection: '' },
    {
      connection: '',
      broker: 'practice',
      state: 'connected',
      expires_at: null,
      last_sync_at: '2026-11-17T17:00:00.000Z',
    },
  );
  const json = {
    'content-type': 'application/json',
    'x-csrf-token': ada.visitor.csrf,
    'sec-fetch-site': 'same-origin',
  };
  const begun = await ada.visitor.send('POST', '/api/sync/history', json, '{}');
  assert.equal(begun.statusCode, 202);
  assert.equal(begun.json()[0].connection, active.connection);
  await untilRead(ada.visitor, 'practice');
  const [status] = (await ada.visitor.get('/api/sync/status')).json();
  assert.deepEqual(Object.keys(status).toSorted(), [
    ...['connection', 'error', 'percent', 'rows', 'seconds_left', 'state', 'window'],
  ]);
  assert.deepEqual([status.state, status.percent, status.window, status.error], ['idle', 100, null, null]);
  const strange = await ada.visitor.send('POST', '/api/sync/history', json, '{"connection":"nobodys"}');
  assert.equal(strange.statusCode, 404);
});

test('with the ids of somebody else nothing is read, begun, stopped or shown', async (t) => {
  const { house, ada } = await openDesk(t);
  await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  const eve = await signIn(house, 'user', 'eve');
  const [{ connection }] = (await ada.visitor.get('/api/session/active')).json();
  const [account] = rows(house, 'SELECT id FROM accounts');
  const [row] = rows(house, 'SELECT id FROM raw_transactions');
  const before = everyText(house);
  const begun = await eve.visitor.post('/api/sync/history', { connection });
  const changes = [
    await eve.visitor.post('/connections/schwab/sync'),
    await eve.visitor.delete('/connections/schwab/sync'),
    await eve.visitor.delete('/connections/schwab/sign-in'),
    await eve.visitor.delete('/connections/schwab/app-key'),
    await eve.visitor.get(`/transactions/${row?.['id']}`),
  ];
  assert.deepEqual(
    [begun, ...changes].map(({ statusCode }) => statusCode),
    [404, 404, 404, 404, 404, 404],
  );
  assert.deepEqual((await eve.visitor.get('/api/sync/status')).json(), []);
  assert.doesNotMatch((await eve.visitor.get('/connections/schwab')).body, /Individual|\d rows/);
  const narrowed = await eve.visitor.get(`/api/transactions?account=${account?.['id']}`);
  assert.doesNotMatch(narrowed.body, /"ticker":"/);
  assert.equal(everyText(house), before);
});

test('a viewer sees how it stands and has nothing to press', async (t) => {
  const { house } = await openDesk(t);
  const { visitor } = await signIn(house, 'viewer');
  const page = await visitor.get('/connections');
  assert.equal(page.statusCode, 200);
  assert.doesNotMatch(page.body, /Connect Schwab|Try the practice/);
  assert.equal((await visitor.get('/api/auth/login')).statusCode, 403);
  assert.doesNotMatch((await visitor.get('/')).body, /Try it/);
});

test('a link of another site makes nobody leave for a broker', async (t) => {
  const { house, ada } = await openDesk(t);
  const answer = await ada.visitor.get('/api/auth/login', { 'sec-fetch-site': 'cross-site' });
  assert.equal(answer.headers.location, '/connections/schwab');
  assert.equal(count(house, 'sign_ins'), 0);
});
