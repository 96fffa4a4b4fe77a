import assert from 'node:assert/strict';
import test from 'node:test';
import { write } from '../../../src/db/write.ts';
import { headingOf, noticeOf, reasonBeside, textOf, typedIn, undoOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { count, deeds, lastDeed, rows } from '../../support/rows.ts';

const BOB = { name: 'Bob', email: 'bob@example.com', role: 'user' };

const roleOf = (house: TestHouse, { id }: SignedIn) =>
  rows(house, 'SELECT role FROM users WHERE id = ?', id)[0]?.['role'];

const activeAdmins = (house: TestHouse) => count(house, "users WHERE role = 'admin' AND disabled_at IS NULL");

test('everyone stands on the page and in its JSON, with role and state, oneself marked', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'viewer', 'ada');
  await admin.visitor.delete(`/admin/users/${ada.id}/access`);
  const { body } = await admin.visitor.get('/admin/users');
  const row = (id: string) =>
    textOf(new RegExp(`id="person-${id}"[\\s\\S]*?</tr>`).exec(body)?.[0].replaceAll('<', ' <') ?? '');
  assert.match(row(admin.id), /admin you .*admin@example\.com .*Administrator .*May sign in/);
  assert.match(row(ada.id), /ada .*ada@example\.com .*Viewer .*Shut out/);
  assert.match(body, /1 may sign in/);
  const people = (await admin.visitor.get('/api/admin/users')).json();
  assert.deepEqual(people[1], {
    id: ada.id,
    email: ada.email,
    name: 'ada',
    role: 'viewer',
    disabled_at: '2026-03-20T18:00:00.000Z',
    created_at: '2026-03-20T18:00:00.000Z',
  });
});

test('a person who is added leads to their page, which says so once', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  assert.equal(headingOf((await admin.visitor.get('/admin/users/new')).body), 'Add a person');
  const answer = await admin.visitor.post('/admin/users', BOB);
  assert.equal(answer.statusCode, 303);
  const page = await admin.visitor.get(String(answer.headers.location));
  assert.equal(headingOf(page.body), 'Bob');
  assert.match(noticeOf(page.body), /Bob is added/);
  assert.equal(noticeOf((await admin.visitor.get(String(answer.headers.location))).body), '');
  const { actor, subject, before, after } = lastDeed(house, 'person-added');
  assert.deepEqual([actor, subject, before], ['admin@example.com', 'bob@example.com', null]);
  assert.deepEqual(JSON.parse(String(after)), { name: 'Bob', role: 'user' });
});

const MISTAKES: readonly (readonly [field: string, typed: string, reason: RegExp])[] = [
  ['email', 'ADMIN@EXAMPLE.COM', /already signs in/],
  ['email', 'bob', /does not look like/],
  ['email', `${'b'.repeat(243)}@example.com`, /too long/],
  ['email', '', /does not look like/],
  ['name', '', /enter a name/],
  ['name', '\u00a0 \t', /enter a name/],
  ['name', 'x'.repeat(81), /at most 80/],
  ['name', '\u0000', /can be seen/],
];

for (const [field, typed, reason] of MISTAKES) {
  test(`${field} ${JSON.stringify(typed.slice(0, 20))} is refused beside its field, in both faces`, async (t) => {
    const house = await openTestHouse(t);
    const admin = await signIn(house, 'admin');
    const form = { ...BOB, role: 'viewer', [field]: typed };
    const page = await admin.visitor.post('/admin/users', form);
    assert.equal(page.statusCode, 422);
    assert.equal(page.headers['hx-push-url'], 'false');
    assert.match(reasonBeside(page.body, field), reason);
    for (const kept of ['name', 'email'] as const) assert.equal(typedIn(page.body, kept), form[kept]);
    assert.match(page.body, /value="viewer" checked/);
    const json = await admin.visitor.send(
      'POST',
      '/api/admin/users',
      {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-csrf-token': admin.visitor.csrf,
      },
      JSON.stringify(form),
    );
    assert.equal(json.statusCode, 422);
    assert.match(json.json().errors[field], reason);
    assert.equal(count(house, 'users'), 1);
  });
}

test('a role that is none is refused, and so is none at all', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  for (const form of [{ role: 'owner' }, { role: '' }, { role: 'constructor' }, {}] as Record<
    string,
    string
  >[]) {
    const answer = await admin.visitor.post(`/admin/users/${ada.id}/role`, form);
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /Please choose a role/);
  }
  assert.equal(roleOf(house, ada), 'user');
});

test('a longest name, an address with signs of every kind: what is allowed is kept as it is', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const form = {
    name: `<b>"O'Neill" & ${'ü'.repeat(65)}`,
    email: "o'neill+book@sub.example.com",
    role: 'user',
  };
  assert.equal(form.name.length, 80);
  const answer = await admin.visitor.post('/admin/users', form);
  const page = await admin.visitor.get(String(answer.headers.location));
  assert.equal(headingOf(page.body), form.name);
  assert.ok(!page.body.includes('<b>"'));
});

test('the last administrator can be neither demoted nor shut out, and is told why', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  await signIn(house, 'user');
  const attempts = [
    await admin.visitor.post(`/admin/users/${admin.id}/role`, { role: 'user' }),
    await admin.visitor.delete(`/admin/users/${admin.id}/access`),
  ];
  for (const { statusCode, body } of attempts) {
    assert.equal(statusCode, 422);
    assert.match(textOf(body), /needs at least one administrator who can sign in/);
  }
  assert.equal(activeAdmins(house), 1);
  assert.equal((await admin.visitor.get('/admin/users')).statusCode, 200, 'their session goes on');
});

test('an administrator who is shut out does not count as one who is left', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const other = await signIn(house, 'admin', 'other');
  await admin.visitor.delete(`/admin/users/${other.id}/access`);
  assert.equal((await admin.visitor.delete(`/admin/users/${admin.id}/access`)).statusCode, 422);
  assert.equal(
    (await admin.visitor.post(`/admin/users/${admin.id}/role`, { role: 'viewer' })).statusCode,
    422,
  );
  assert.equal(activeAdmins(house), 1);
});

test('two administrators who demote or shut out each other at the same moment: one is left', async (t) => {
  const house = await openTestHouse(t);
  const [one, two] = [await signIn(house, 'admin', 'one'), await signIn(house, 'admin', 'two')];
  await Promise.all([
    one.visitor.post(`/admin/users/${two.id}/role`, { role: 'user' }),
    two.visitor.post(`/admin/users/${one.id}/role`, { role: 'user' }),
    one.visitor.delete(`/admin/users/${two.id}/access`),
    two.visitor.delete(`/admin/users/${one.id}/access`),
  ]);
  assert.equal(activeAdmins(house), 1);
});

test('the undo of a door that was closed opens it, and the other way about', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  const closed = await admin.visitor.submit(`/admin/users/${ada.id}/access?_method=DELETE`);
  assert.match(noticeOf(closed.body), /ada can no longer sign in/);
  const opened = await admin.visitor.submit(undoOf(closed.body));
  assert.match(noticeOf(opened.body), /ada can sign in again/);
  assert.equal(activeOf(house, ada), null);
  const again = await admin.visitor.submit(undoOf(opened.body));
  assert.match(noticeOf(again.body), /can no longer/);
  assert.notEqual(activeOf(house, ada), null);
  assert.deepEqual(deeds(house).slice(-3), ['access-ended', 'access-restored', 'access-ended']);
});

test('the undo works by script as well: the same form sent by htmx with the token as a header', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  const closed = await admin.visitor.submit(`/admin/users/${ada.id}/access?_method=DELETE`);
  const answer = await admin.visitor.send('POST', undoOf(closed.body), {
    'hx-request': 'true',
    'sec-fetch-site': 'same-origin',
    'x-csrf-token': admin.visitor.csrf,
  });
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, `/admin/users/${ada.id}`]);
  assert.equal(activeOf(house, ada), null);
});

test('nobody but an administrator sees a page of administration, a link to one or its JSON', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'admin');
  for (const role of ['user', 'viewer'] as const) {
    const person = await signIn(house, role);
    const today = await person.visitor.get('/');
    assert.doesNotMatch(today.body, /\/admin\//);
    for (const page of ['/admin/users', '/admin/users/new', `/admin/users/${person.id}`, '/admin/health']) {
      const answer = await person.visitor.get(page);
      assert.equal(answer.statusCode, 403, page);
      assert.ok(!answer.body.includes('admin@example.com'));
    }
    assert.equal((await person.visitor.get('/api/admin/users')).json().code, 'not-allowed');
    assert.equal((await person.visitor.post('/admin/users', BOB)).statusCode, 403);
  }
  assert.equal(count(house, 'users'), 3);
});

test('a change and its line in the log come together or not at all', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const ada = await signIn(house, 'user', 'ada');
  house.deps.db.$client.exec(
    "CREATE TRIGGER no_more BEFORE INSERT ON audit_log BEGIN SELECT RAISE (ABORT, 'no'); END",
  );
  const answer = await admin.visitor.post(`/admin/users/${ada.id}/role`, { role: 'viewer' });
  assert.equal(answer.statusCode, 500);
  assert.equal(roleOf(house, ada), 'user');
  write(house.deps.db, (tx) => tx.$client.exec('DROP TRIGGER no_more'));
  assert.equal((await admin.visitor.post(`/admin/users/${ada.id}/role`, { role: 'viewer' })).statusCode, 303);
});

function activeOf(house: TestHouse, { id }: SignedIn) {
  return rows(house, 'SELECT disabled_at FROM users WHERE id = ?', id)[0]?.['disabled_at'];
}
