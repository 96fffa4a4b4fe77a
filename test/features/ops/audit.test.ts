import assert from 'node:assert/strict';
import test from 'node:test';
import { write } from '../../../src/db/write.ts';
import { record } from '../../../src/features/audit/index.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';

interface Page {
  readonly entries: readonly { readonly id: number; readonly subject: string }[];
  readonly next: number | null;
}

function remember(house: TestHouse, subjects: readonly string[]): void {
  write(house.deps.db, (tx) => {
    for (const subject of subjects) {
      const actor = { userId: '', label: 'a test', via: 'job', address: null } as const;
      record(tx, house.deps, actor, { action: 'remembered', subject });
    }
  });
}

async function read({ visitor }: SignedIn, query = ''): Promise<Page> {
  const answer = await visitor.get(`/api/admin/audit${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json() as Page;
}

const idsOn = (body: string) => [...body.matchAll(/id="entry-(\d+)"/g)].map(([, id]) => Number(id));
const linkOn = (body: string, words: string) =>
  new RegExp(`href="([^"]+)"[^>]*>${words}<`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';

test('fifty lines a page, newest first; the pages together are the whole log, no line twice', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  remember(
    house,
    Array.from({ length: 120 }, (_, i) => `line ${i}`),
  );
  const seen: number[] = [];
  let url = '/admin/audit';
  for (let page = 1; url !== ''; page++) {
    const { body } = await admin.visitor.get(url);
    const ids = idsOn(body);
    const json = await read(admin, url.replace('/admin/audit', ''));
    assert.deepEqual(
      json.entries.map(({ id }) => id),
      ids,
      'both faces say the same',
    );
    assert.ok(ids.length === 50 || (page === 3 && ids.length === 24), `${ids.length} on page ${page}`);
    assert.equal(linkOn(body, 'Newer') !== '', page > 1);
    seen.push(...ids);
    url = linkOn(body, 'Older');
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 124 }, (_, i) => 124 - i),
  );
});

test('exactly a page has no second one; a new line while one reads shifts nothing', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  remember(house, ['a', 'b', ...Array.from({ length: 44 }, () => 'x')]);
  assert.equal((await read(admin)).next, null);
  remember(house, ['y', 'z']);
  const first = await read(admin);
  remember(house, ['later']);
  const second = await read(admin, `?before=${first.next}`);
  assert.equal(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size, 52);
});

const SUBJECTS = [
  'first_last@example.com',
  'firstXlast@example.com',
  '100% sure',
  '100 sure',
  'a\\b',
  "o'neill",
];

const SEARCHES: readonly (readonly [search: string, found: readonly string[]])[] = [
  ['first_last', ['first_last@example.com']],
  ['FIRST_LAST', ['first_last@example.com']],
  ['100%', ['100% sure']],
  ['%', ['100% sure']],
  ['_', ['first_last@example.com']],
  ['\\', ['a\\b']],
  ["o'n", ["o'neill"]],
  ['nothing like it', []],
  ["' OR 1=1 --", []],
];

for (const [search, found] of SEARCHES) {
  test(`a search for ${search} finds ${found.join(', ') || 'nothing'}`, async (t) => {
    const house = await openTestHouse(t);
    const admin = await signIn(house, 'admin');
    remember(house, SUBJECTS);
    const query = `?q=${encodeURIComponent(search)}`;
    const { entries } = await read(admin, query);
    assert.deepEqual(
      entries.map(({ subject }) => subject),
      found,
    );
    const page = await admin.visitor.get(`/admin/audit${query}`);
    assert.equal(idsOn(page.body).length, found.length);
    assert.equal(page.body.includes('Nothing found'), found.length === 0);
  });
}

test('a search keeps its words from page to page', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  remember(
    house,
    Array.from({ length: 130 }, (_, i) => (i % 2 === 0 ? 'a&b=c' : 'other')),
  );
  const first = await admin.visitor.get('/admin/audit?q=a%26b');
  assert.equal(idsOn(first.body).length, 50);
  const second = await admin.visitor.get(linkOn(first.body, 'Older'));
  assert.equal(idsOn(second.body).length, 15);
  assert.match(linkOn(second.body, 'Newer'), /q=a%26b/);
});

test('a place in the log that is none is refused, in words', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  for (const place of ['-1', '0', '1.5', 'x', '1e400', '99999999999999999999', '']) {
    const answer = await admin.visitor.get(`/api/admin/audit?before=${place}`);
    assert.equal(answer.statusCode, 422, place);
    assert.ok(answer.json().errors.before, place);
  }
  assert.equal((await admin.visitor.get(`/admin/audit?q=${'x'.repeat(101)}`)).statusCode, 422);
  assert.deepEqual((await read(admin, '?before=1')).entries, []);
});
