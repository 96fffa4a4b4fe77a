import assert from 'node:assert/strict';
import test from 'node:test';
import { headingOf, noticeOf, textOf } from '../../../support/answers.ts';
import { cardOn, formOf, openDesk } from './asking.ts';

const ROLL = `
  2026-03-02 10:00  STO 2 KO 60P 20Mar @1.50
  2026-03-18 10:00  BTC 2 KO 60P 20Mar @2.00
  2026-03-19 10:00  STO 2 KO 59P 19Jun @2.60
  2026-05-01 10:00  STO 1 F 12P 19Jun @0.20
`;

async function openSaid(t: Parameters<typeof openDesk>[0]) {
  const desk = await openDesk(t, ROLL);
  const { body } = await desk.ada.visitor.get('/campaigns/review');
  await desk.ada.visitor.post(
    '/campaigns/decisions',
    formOf(cardOn(body, 'Was this a roll?'), 'Yes, a roll'),
  );
  return desk;
}

const saidOn = (body: string) =>
  [...body.matchAll(/<li id="said-\d+">([\s\S]*?)<\/form>/g)].map(([, item = '']) => textOf(item));

test('what was said stands there with its rows, newest first, and can be taken back and said again', async (t) => {
  const { ada, ask } = await openSaid(t);
  await ask('POST', '/api/campaigns/regroup', { transaction_id: '1', quantity: '1', to: 'new' });
  const { body } = await ada.visitor.get('/campaigns/decisions');
  assert.equal(headingOf(body), 'What you have said');
  const [moved = '', answered = ''] = saidOn(body);
  assert.match(moved, /^Moved 1 of this to a new campaign ?counts.*KO · Tue 12 May.*KO 60 put, 20 Mar/);
  assert.match(answered, /^Was this a roll\? Yes, a roll ?counts.*KO 60 put, 20 Mar.*KO 59 put, 19 Jun/);
  await ada.visitor.delete('/campaigns/decisions/2/standing');
  const after = await ada.visitor.get('/campaigns/decisions');
  assert.equal(noticeOf(after.body), '');
  assert.match(saidOn(after.body)[0] ?? '', /taken back.*Say it again/);
  const again = await ada.visitor.post(
    '/campaigns/decisions/2/standing',
    {},
    { referer: 'http://x/campaigns/decisions' },
  );
  assert.equal(again.headers.location, '/campaigns/decisions');
  assert.match(saidOn((await ada.visitor.get('/campaigns/decisions')).body)[0] ?? '', /counts.*Take it back/);
});

test('taken back twice is taken back once', async (t) => {
  const { ask, house } = await openSaid(t);
  for (const _ of [1, 2])
    assert.equal((await ask('DELETE', '/api/campaigns/decisions/1/standing')).status, 200);
  const withdrawn = house.deps.db.$client
    .prepare("SELECT count(*) AS n FROM audit_log WHERE action = 'decision-withdrawn'")
    .get();
  assert.deepEqual(withdrawn, { n: 1 });
});

test('a later word on the same row replaces the earlier one, and gives way to it when it is taken back', async (t) => {
  const { ada, ask, campaigns } = await openSaid(t);
  const [put] = (await campaigns()).filter(({ cash }) => cash === '19.34');
  assert.ok(put);
  const move = { kind: 'move', transactionId: '1', to: 'new' };
  await ask('POST', '/api/campaigns/decisions', { ...move, quantity: '1' });
  await ask('POST', '/api/campaigns/decisions', move);
  const states = async () => {
    const { body } = await ada.visitor.get('/campaigns/decisions?ticker=KO');
    return saidOn(body).map((text) => /counts|replaced|taken back|cannot/.exec(text)?.[0]);
  };
  assert.deepEqual(await states(), ['counts', 'replaced', 'counts']);
  await ask('DELETE', '/api/campaigns/decisions/3/standing');
  assert.deepEqual(await states(), ['taken back', 'counts', 'counts']);
});

test('for programs: what was said, when, and whether it was taken back', async (t) => {
  const { ask } = await openSaid(t);
  await ask('DELETE', '/api/campaigns/decisions/1/standing');
  const { json } = await ask('GET', '/api/campaigns/decisions');
  assert.equal(json.next, null);
  const [said] = json.decisions;
  assert.deepEqual(
    [said.kind, said.ticker, said.decided_at, said.withdrawn_at],
    ['accept', 'KO', '2026-05-12T18:00:00.000Z', '2026-05-12T18:00:00.000Z'],
  );
});

const WRONG: readonly (readonly [what: string, body: object, status: number, code: string])[] = [
  ['no kind', { transactionId: '1' }, 422, 'unreadable'],
  ['a kind there is not', { kind: 'wish', transactionId: '1' }, 422, 'unreadable'],
  ['no date', { kind: 'ex-date', transactionId: '1', exDate: '2026-02-30' }, 422, 'unreadable'],
  ['a campaign there is not', { kind: 'lock', campaign: 'gone00000000' }, 409, 'gone'],
  ['a suggestion there is not', { kind: 'accept', suggestion: 'ROLL.a.b.c' }, 409, 'gone'],
  ['a link of two openings', { kind: 'link', closing: '1', opening: '3' }, 409, 'not-possible'],
  ['a cost of a sale', { kind: 'cost', transactionId: '1', cost: '5' }, 409, 'not-possible'],
];

for (const [what, body, status, code] of WRONG) {
  test(`refused, and nothing kept: ${what}`, async (t) => {
    const { ask, house } = await openDesk(t, ROLL);
    const answer = await ask('POST', '/api/campaigns/decisions', body);
    assert.equal(answer.status, status);
    if (code !== 'unreadable') assert.equal(answer.json.code, code);
    assert.deepEqual(house.deps.db.$client.prepare('SELECT count(*) AS n FROM decisions').get(), { n: 0 });
  });
}
