/** Two windows on one campaign: what the one has changed is not changed again by the other. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { reasonBeside, textOf, undoOf } from '../../../support/answers.ts';
import { openDesk } from './asking.ts';

const TWO = `
  2026-03-02 10:00  STO 2 KO 60P 20Mar @0.95
  2026-03-04 10:00  BTC 2 KO 60P 20Mar @0.50
  2026-03-04 15:00  STO 2 KO 59P 17Apr @1.10
`;

async function withNote(t: TestContext) {
  const desk = await openDesk(t, TWO);
  const [first, second] = await desk.campaigns();
  const page = `/campaigns/${first?.id ?? ''}`;
  const { visitor } = desk.ada;
  await visitor.get(page);
  const { body } = await visitor.submit(`${page}/notes`, { text: 'Roll below 58' });
  const note = new RegExp(`${page}/notes/[0-9a-f-]{36}`).exec(body)?.[0] ?? '';
  return { ...desk, visitor, page, other: `/campaigns/${second?.id ?? ''}`, note };
}

const notesOn = (body: string) => [...body.matchAll(/<p class="text">([^<]*)<\/p>/g)].map(([, text]) => text);

test('a note sent twice is one note', async (t) => {
  const { visitor, page } = await withNote(t);
  const again = await visitor.submit(`${page}/notes`, { text: 'Roll below 58' });
  assert.deepEqual(notesOn(again.body), ['Roll below 58']);
  assert.deepEqual(notesOn((await visitor.submit(undoOf(again.body))).body), []);
});

test('a note that was changed or removed meanwhile is not changed: what was typed stays, with the reason', async (t) => {
  const { visitor, page, note } = await withNote(t);
  await visitor.post(`${note}/text`, { text: 'Roll below 57' });
  const late = await visitor.post(`${note}/text`, { text: 'Let it go' });
  assert.equal(late.statusCode, 422);
  assert.ok(textOf(late.body).includes('This note was changed or removed meanwhile.'));
  assert.ok(late.body.includes('Let it go</textarea>'));
  assert.deepEqual(notesOn((await visitor.get(page)).body), ['Roll below 57']);
});

test('a change of a note is undone once, and never at the cost of another note', async (t) => {
  const { visitor, page, other, note } = await withNote(t);
  const first = undoOf((await visitor.submit(`${note}/text`, { text: 'Roll below 57' })).body);
  const changed = /notes\/[0-9a-f-]{36}/.exec((await visitor.get(page)).body)?.[0];
  await visitor.post(`${page}/${changed}/text`, { text: 'Roll below 56' });
  await visitor.post(first);
  assert.deepEqual(notesOn((await visitor.get(page)).body), ['Roll below 56']);
  const elsewhere = await visitor.submit(`${other}/notes`, { text: 'Another' });
  const [id] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(undoOf(elsewhere.body)) ?? [];
  await visitor.post(`${note}?instead=${id}`);
  assert.deepEqual(notesOn((await visitor.get(other)).body), ['Another']);
});

test('a tag that no address can hold is refused', async (t) => {
  const { visitor, page, ask } = await withNote(t);
  for (const tag of ['..', '.', 'a\nb']) {
    const answer = await visitor.post(`${page}/tags`, { tag });
    assert.equal(reasonBeside(answer.body, 'tag'), 'A tag is made of letters, digits or signs.', tag);
  }
  assert.equal((await ask('POST', `/api${page}/tags`, { tag: 'half \ud800' })).status, 422);
  assert.equal((await visitor.post(`${page}/tags`, { tag: '🦊 wheel-2.0!' })).statusCode, 303);
});

test('a lock stands on its campaign, and is undone there, also when the campaign is called otherwise since', async (t) => {
  const { ada, arrive, campaigns } = await openDesk(
    t,
    `2026-03-02 10:00  STO 2 KO 60P 20Mar @0.95  id 50
     2026-03-18 10:00  BTC 2 KO 60P 20Mar @0.50  id 51
     2026-03-18 10:01  STO 2 KO 59P 19Jun @1.10  id 52`,
  );
  const [before] = await campaigns();
  await ada.visitor.get(`/campaigns/${before?.id}`);
  await ada.visitor.post(`/campaigns/${before?.id}/lock`);
  await arrive(`2026-02-02 10:00  STO 2 KO 61P 6Mar @0.95  id 10
                2026-03-02 09:59  BTC 2 KO 61P 6Mar @0.95  id 11`);
  const [after, ...more] = await campaigns();
  assert.deepEqual(more, []);
  assert.notEqual(after?.id, before?.id);
  const page = `/campaigns/${after?.id}`;
  const isLocked = (body: string) => textOf(body).includes('It is locked');
  assert.ok(isLocked((await ada.visitor.get(page)).body));
  assert.ok(!isLocked((await ada.visitor.submit(`${page}/lock?_method=DELETE`)).body));
});

test('a note that was changed while its campaign was part of another goes back with it', async (t) => {
  const { visitor, page, ask, campaigns, note } = await withNote(t);
  const [{ id: suggestion } = { id: '' }] = (await ask('GET', '/api/campaigns/review')).json.asked;
  await ask('POST', '/api/campaigns/decisions', { kind: 'accept', suggestion });
  const [whole, ...more] = await campaigns();
  assert.deepEqual(more, []);
  await visitor.post(`/campaigns/${whole?.id}/notes/${note.slice(-36)}/text`, { text: 'Roll below 57' });
  await ask('DELETE', '/api/campaigns/decisions/1/standing');
  assert.deepEqual(notesOn((await visitor.get(page)).body), ['Roll below 57']);
});

test('from the answer to a refused form one is not led back to its address, which is no page', async (t) => {
  const { visitor, ask, campaigns } = await withNote(t);
  const [campaign] = await campaigns();
  await ask('POST', '/api/campaigns/decisions', { kind: 'lock', campaign: campaign?.id });
  const standing = '/campaigns/decisions/1/standing';
  const from = { referer: `http://localhost${standing}` };
  const answer = await visitor.post(`${standing}?_method=DELETE`, {}, from);
  assert.equal((await visitor.get(String(answer.headers.location))).statusCode, 200);
});

test('a tag taken off twice is off, a lock undone twice is undone', async (t) => {
  const { visitor, page } = await withNote(t);
  await visitor.post(`${page}/tags`, { tag: 'income' });
  await visitor.post(`${page}/lock`);
  for (const what of ['tags/income', 'lock', 'tags/income', 'lock'])
    assert.equal((await visitor.delete(`${page}/${what}`)).statusCode, 303, what);
});
