import assert from 'node:assert/strict';
import test from 'node:test';
import { noticeOf, reasonBeside, textOf, typedIn } from '../../support/answers.ts';
import { openTestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { lastDeed, rows } from '../../support/rows.ts';

const GOOD = { name: 'Ada', theme: 'dark', timeZone: 'Asia/Kolkata' };
const chosenZone = (body: string) => /<option value="([^"]+)" selected/.exec(body)?.[1];
const themeOf = (body: string) => /<html[^>]* data-theme="(\w*)"/.exec(body)?.[1];

function save({ visitor }: SignedIn, form: Record<string, string>) {
  return visitor.post('/settings', form);
}

test('what is chosen is kept, said once, and shown on the next page', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'viewer', 'ada');
  assert.equal(themeOf((await ada.visitor.get('/')).body), 'system');
  const page = await ada.visitor.submit('/settings', GOOD);
  assert.equal(noticeOf(page.body), 'Settings saved.');
  assert.equal(themeOf(page.body), 'dark');
  assert.equal(typedIn(page.body, 'name'), 'Ada');
  assert.equal(chosenZone(page.body), 'Asia/Kolkata');
  for (const path of ['/settings', '/']) assert.equal(noticeOf((await ada.visitor.get(path)).body), '');
  assert.deepEqual(rows(house, 'SELECT theme, time_zone FROM settings'), [
    { theme: 'dark', time_zone: 'Asia/Kolkata' },
  ]);
});

test('a notice waits for a page that says it: neither an error page, nor a fragment, nor the sign-in takes it', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  await save(ada, GOOD);
  await ada.visitor.get('/no-such-page');
  await ada.visitor.get('/login');
  await ada.visitor.get('/api/v1/auth/me');
  await ada.visitor.send('HEAD', '/settings', {});
  assert.equal(noticeOf((await ada.visitor.get('/')).body), '', 'not where the change did not lead to');
  assert.equal(noticeOf((await ada.visitor.get('/settings')).body), 'Settings saved.');
  assert.equal(noticeOf((await ada.visitor.get('/settings')).body), '');
});

test('a notice is said in the session it belongs to, not in another of the same person', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const bob = await signIn(house, 'user', 'bob');
  await save(ada, GOOD);
  assert.equal(noticeOf((await bob.visitor.get('/settings')).body), '');
  house.clock.add(11_000);
  assert.equal(
    noticeOf((await ada.visitor.get('/')).body),
    'Settings saved.',
    'anywhere, once it has waited',
  );
});

test('every theme stands on the html element, on error pages too', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  for (const theme of ['light', 'dark', 'system']) {
    await save(ada, { ...GOOD, theme });
    assert.equal(themeOf((await ada.visitor.get('/')).body), theme);
    assert.equal(themeOf((await ada.visitor.get('/no-such-page')).body), theme);
  }
});

test('a zone or a theme that is none is refused with what else was typed', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  for (const timeZone of ['Mars/Olympus', '', 'constructor', "'; DROP TABLE users", '../etc']) {
    const answer = await save(ada, { ...GOOD, name: 'Augusta', timeZone });
    assert.equal(answer.statusCode, 422, timeZone);
    assert.match(reasonBeside(answer.body, 'timeZone'), /not a time zone we know/);
    assert.equal(typedIn(answer.body, 'name'), 'Augusta');
  }
  for (const theme of ['pink', '', 'constructor']) {
    const answer = await save(ada, { ...GOOD, theme });
    assert.equal(answer.statusCode, 422, theme);
  }
  assert.deepEqual(rows(house, 'SELECT name FROM users'), [{ name: 'ada' }]);
});

test('why a theme was refused is said on the page', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const { body } = await save(ada, { ...GOOD, theme: 'pink' });
  assert.ok(textOf(body).includes('choose one of the three'));
});

test('every zone that can be chosen is one that is taken', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const { body } = await ada.visitor.get('/settings');
  const zones = [...body.matchAll(/<option value="([^"]+)"/g)].map(([, zone]) => String(zone));
  assert.ok(zones.length > 30 && zones.includes('America/New_York') && zones.includes('Asia/Kolkata'));
  for (const timeZone of zones) {
    assert.equal((await save(ada, { ...GOOD, timeZone })).statusCode, 303, timeZone);
    assert.equal(chosenZone((await ada.visitor.get('/settings')).body), timeZone);
  }
});

test('a zone that is not offered stays chosen, so that saving a name does not move anybody', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  for (const timeZone of ['Asia/Calcutta', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh', 'Pacific/Chatham']) {
    assert.equal((await save(ada, { ...GOOD, timeZone })).statusCode, 303, timeZone);
    assert.equal(chosenZone((await ada.visitor.get('/settings')).body), timeZone);
  }
});

test('a program saves them too, and each face notes what was before', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const json = {
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    'x-csrf-token': ada.visitor.csrf,
  };
  const answer = await ada.visitor.send('POST', '/api/settings', json, JSON.stringify(GOOD));
  assert.deepEqual([answer.statusCode, answer.json()], [200, {}]);
  const { before, after } = lastDeed(house, 'settings-changed');
  assert.deepEqual(
    [before, after].map((text) => JSON.parse(String(text))),
    [{ name: 'ada', theme: 'system', timeZone: 'America/New_York' }, GOOD],
  );
  const wrong = await ada.visitor.send('POST', '/api/settings', json, '{"theme":"pink"}');
  assert.equal(wrong.statusCode, 422);
  assert.deepEqual(Object.keys(wrong.json().errors).toSorted(), ['name', 'theme', 'timeZone']);
});
