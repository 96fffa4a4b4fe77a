import assert from 'node:assert/strict';
import test from 'node:test';
import { headingOf, noticeOf, textOf, undoOf } from '../../../support/answers.ts';
import { rows } from '../../../support/ledger.ts';
import { signIn } from '../../../support/people.ts';
import { count, deeds } from '../../../support/rows.ts';
import { tellAll, vanish } from '../mirrored.ts';
import { cardOn, type Desk, formOf, openDesk } from './asking.ts';

const TWO = `
  2026-03-02 10:00  STO 3 KO 60P 19Jun @1.50
  2026-04-02 10:00  STO 1 KO 55P 19Jun @0.50
  2026-05-04 10:00  BTC 1 KO 60P 19Jun @0.50
`;

const moveOf = (row: string, campaign: string, more: Readonly<Record<string, string>> = {}) =>
  `/campaigns/move?${new URLSearchParams({ row, campaign, ...more })}`;

async function campaignsOf({ house }: Desk): Promise<readonly { id: string; cash: number }[]> {
  return house.deps.db.$client
    .prepare<[], { id: string; cash: number }>(
      'SELECT id, cash_e4 / 100 AS cash FROM campaigns ORDER BY started_on, id',
    )
    .all();
}

const cashOf = async (desk: Desk) => (await campaignsOf(desk)).map(({ cash }) => cash);

test('where a row can go is offered: to a new campaign, or to each other of its ticker', async (t) => {
  const desk = await openDesk(t, TWO);
  const [first, second] = await campaignsOf(desk);
  const { body } = await desk.ada.visitor.get(moveOf('1', first?.id ?? ''));
  assert.equal(headingOf(body), 'Move');
  assert.deepEqual(
    [...body.matchAll(/data-to="([^"]+)"/g)].map(([, to]) => to),
    ['new', second?.id],
  );
  assert.match(textOf(body), /How many of the 3 contracts/);
  assert.match(textOf(body), /It is in Naked put since 2 Mar/);
});

test('both campaigns’ figures are seen before, the move is made, said, and undone', async (t) => {
  const desk = await openDesk(t, TWO);
  const { ada } = desk;
  const before = await campaignsOf(desk);
  const [first, second] = before;
  const asked = moveOf('1', first?.id ?? '', { quantity: '1', to: second?.id ?? '' });
  const { body } = await ada.visitor.get(asked);
  // The one that was bought back is the first that was sold: 149.34 - 50.66
  assert.match(textOf(body), /To Naked put since 2 Apr/);
  assert.match(textOf(body), /\+\$98\.68/);
  assert.deepEqual(await campaignsOf(desk), before, 'nothing is moved by looking');
  const after = await ada.visitor.submit('/campaigns/decisions', formOf(body, 'Move 1 contract'));
  assert.equal(noticeOf(after.body), 'KO: moved to the other campaign.');
  // 298.68 stays; 149.34 + 49.34 - 50.66
  assert.deepEqual((await cashOf(desk)).toSorted(), [14_802, 29_868]);
  const undone = await ada.visitor.submit(undoOf(after.body));
  assert.equal(noticeOf(undone.body), 'KO: taken back.');
  assert.deepEqual(await campaignsOf(desk), before);
  assert.deepEqual(deeds(desk.house).slice(-2), ['decision-made', 'decision-withdrawn']);
});

test('a move survives a sync', async (t) => {
  const desk = await openDesk(t, TWO);
  const [first] = await campaignsOf(desk);
  const { body } = await desk.ada.visitor.get(moveOf('2', first?.id ?? '', { to: 'new' }));
  assert.equal(headingOf(body), 'Nothing here', 'that row is in the other campaign');
  await desk.ask('POST', '/api/campaigns/regroup', { transaction_id: '2', to: first?.id ?? '' });
  assert.deepEqual(await cashOf(desk), [44_670]);
  await desk.arrive('2026-05-11 10:00  BTC 1 KO 55P 19Jun @0.20  id 9');
  assert.deepEqual(await cashOf(desk), [44_670 - 2066]);
});

test('the same form sent twice moves once; asked for anew it moves one more', async (t) => {
  const desk = await openDesk(t, '2026-05-01 10:00  STO 3 KO 60P 19Jun @1.50');
  const { ada, house } = desk;
  const [campaign] = await campaignsOf(desk);
  const form = async () => {
    const [first] = await campaignsOf(desk);
    const holder = (await cashOf(desk)).length === 1 ? campaign : first;
    const ids = (await campaignsOf(desk)).toSorted((a, b) => b.cash - a.cash);
    const { body } = await ada.visitor.get(
      moveOf('1', (ids[0] ?? holder)?.id ?? '', { quantity: '1', to: 'new' }),
    );
    return formOf(body, 'Move 1 contract');
  };
  const shown = await form();
  for (const _ of [1, 2]) await ada.visitor.post('/campaigns/decisions', shown);
  assert.equal(count(house, 'decisions'), 1);
  assert.deepEqual((await cashOf(desk)).toSorted(), [14_934, 29_868]);
  await ada.visitor.post('/campaigns/decisions', await form());
  assert.equal(count(house, 'decisions'), 2);
  assert.deepEqual(await cashOf(desk), [14_934, 14_934, 14_934]);
});

const REFUSED: readonly (readonly [
  what: string,
  body: (desk: Desk) => object,
  code: string,
  words: RegExp,
])[] = [
  [
    'a closing',
    () => ({ transaction_id: '3', to: 'new' }),
    'not-possible',
    /a closing goes where its opening is/,
  ],
  ['a row there is not', () => ({ transaction_id: '77', to: 'new' }), 'no-row', /no such row among yours/],
  [
    'a campaign there is not',
    () => ({ transaction_id: '1', to: 'gone00000000' }),
    'not-possible',
    /there is no such campaign any more/,
  ],
];

for (const [what, body, code, words] of REFUSED) {
  test(`refused with the reason, and nothing kept: ${what}`, async (t) => {
    const desk = await openDesk(t, TWO);
    const before = await campaignsOf(desk);
    const { status, json } = await desk.ask('POST', '/api/campaigns/regroup', body(desk));
    assert.deepEqual([status, json.code], [409, code]);
    assert.match(json.message, words);
    assert.deepEqual(await campaignsOf(desk), before);
    assert.equal(count(desk.house, 'decisions'), 0);
    assert.deepEqual(
      deeds(desk.house).filter((deed) => deed.startsWith('decision')),
      [],
    );
  });
}

test('why a row cannot go there is told without numbers that only programs know', async (t) => {
  const desk = await openDesk(t, `${TWO}\n2026-05-04 10:00  STO 1 F 12P 19Jun @0.20  id 8`);
  const [first, , ford] = await campaignsOf(desk);
  const { body } = await desk.ada.visitor.get(moveOf('1', first?.id ?? '', { to: ford?.id ?? '' }));
  assert.match(
    textOf(body),
    /It stays where it is\. A campaign is of one ticker in one account, and that one is of another\./,
  );
});

test('a whole campaign moved to a new one would change nothing, and says so', async (t) => {
  const desk = await openDesk(t, TWO);
  const [, second] = await campaignsOf(desk);
  const { body } = await desk.ada.visitor.get(moveOf('2', second?.id ?? '', { to: 'new' }));
  assert.match(textOf(body), /It stays where it is\. It would change nothing/);
  assert.doesNotMatch(body, /action="\/campaigns\/decisions"/);
});

test('contracts moved here one by one are not moved on in place of others', async (t) => {
  const desk = await openDesk(t, '2026-05-01 10:00  STO 3 KO 60P 19Jun @1.50');
  await desk.ask('POST', '/api/campaigns/regroup', { transaction_id: '1', quantity: '1', to: 'new' });
  const [small] = (await campaignsOf(desk)).toSorted((a, b) => a.cash - b.cash);
  const before = await campaignsOf(desk);
  const form = {
    kind: 'move',
    transactionId: '1',
    quantity: '1',
    to: 'new',
    from: small?.id ?? '',
    latest: '1',
  };
  const answer = await desk.ada.visitor.post('/campaigns/decisions', form);
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /the units of another campaign would leave/);
  assert.deepEqual(await campaignsOf(desk), before);
});

test('regroup answers both campaigns as they are then, and how to undo it', async (t) => {
  const desk = await openDesk(t, TWO);
  const [first] = await campaignsOf(desk);
  const move = { transaction_id: '1', quantity: '1', to: 'new' };
  const { status, json } = await desk.ask('POST', '/api/campaigns/regroup', move);
  assert.equal(status, 200);
  assert.deepEqual(json.campaigns.map(({ cash }: { cash: string }) => cash).toSorted(), ['298.68', '98.68']);
  assert.match(
    json.undo.url,
    /^\/campaigns\/decisions\/1\/standing$|^\/api\/campaigns\/decisions\/1\/standing$/,
  );
  const undone = await desk.ask(json.undo.method, '/api/campaigns/decisions/1/standing');
  assert.equal(undone.status, 200);
  assert.equal(undone.json.campaigns[0].id, first?.id);
  assert.equal((await campaignsOf(desk)).length, 2);
});

test('nobody moves what is somebody else’s', async (t) => {
  const desk = await openDesk(t, TWO);
  const [first, second] = await campaignsOf(desk);
  const eve = await signIn(desk.house, 'user', 'Eve');
  assert.equal((await eve.visitor.get(moveOf('1', first?.id ?? ''))).statusCode, 404);
  const form = { kind: 'move', transactionId: '1', to: second?.id ?? '' };
  assert.equal((await eve.visitor.post('/campaigns/decisions', form)).statusCode, 422);
  await desk.ask('POST', '/api/campaigns/regroup', { transaction_id: '1', quantity: '1', to: 'new' });
  assert.equal((await eve.visitor.delete('/campaigns/decisions/1/standing')).statusCode, 404);
  assert.match(textOf((await eve.visitor.get('/campaigns/decisions')).body), /Nothing said yet/);
  assert.equal(count(desk.house, 'decisions'), 1);
});

test('shares outside any campaign are moved to one, so many of them', async (t) => {
  const desk = await openDesk(
    t,
    '2026-05-01 10:00  STO 1 KO 65C 19Jun @1.50\n2026-05-04 10:00  bought 300 KO @60',
  );
  const [naked] = await campaignsOf(desk);
  const asked = { transaction_id: '2', quantity: '100', to: naked?.id ?? '' };
  const { status, json } = await desk.ask('POST', '/api/campaigns/regroup', asked);
  assert.equal(status, 200, json.message);
  // 149.34 - 6000
  assert.deepEqual(await cashOf(desk), [-585_066]);
  assert.deepEqual((await desk.ask('GET', '/api/campaigns/review')).json.asked, []);
});

test('shares outside any campaign are offered below what waits, and made a campaign there', async (t) => {
  const desk = await openDesk(t, '2026-05-01 10:00  bought 300 KO @60');
  const { body } = await desk.ada.visitor.get('/campaigns/review');
  assert.match(textOf(body), /Nothing waits for you.*Shares in no campaign.*KO.*Bought 300 at 60\.00/);
  const [, href = ''] = /href="(\/campaigns\/move\?row=1)"/.exec(body) ?? [];
  assert.match(
    textOf((await desk.ada.visitor.get(href)).body),
    /It is in no campaign.*How many of the 300 shares/,
  );
  const sure = await desk.ada.visitor.get(`${href}&quantity=100&to=new`);
  const after = await desk.ada.visitor.submit('/campaigns/decisions', formOf(sure.body, 'Move 100 shares'));
  assert.equal(noticeOf(after.body), 'KO: moved to a new campaign.');
  assert.equal(headingOf(after.body), 'KO');
  assert.deepEqual(await cashOf(desk), [-600_000]);
  const undone = await desk.ada.visitor.submit(undoOf(after.body));
  assert.equal(noticeOf(undone.body), 'KO: taken back.');
  assert.deepEqual(await cashOf(desk), []);
  const eve = await signIn(desk.house, 'user', 'Eve');
  assert.equal((await eve.visitor.get(href)).statusCode, 404);
});

test('a row that vanished meanwhile is refused; a move of it from before is listed, and counts again with the row', async (t) => {
  const desk = await openDesk(t, TWO);
  const { ada, house } = desk;
  const [, second] = await campaignsOf(desk);
  const actor = { userId: ada.id, label: 'ada', via: 'page', address: null } as const;
  await desk.ask('POST', '/api/campaigns/regroup', {
    transaction_id: '1',
    quantity: '1',
    to: second?.id ?? '',
  });
  const moved = await campaignsOf(desk);
  const [opened] = rows(TWO);
  assert.ok(opened);
  vanish(house, actor, opened);
  await tellAll(house);
  const late = { kind: 'move', transactionId: '1', to: 'new' };
  const answer = await ada.visitor.post('/campaigns/decisions', late);
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /There is no such row among yours/);
  assert.equal(count(house, 'decisions'), 1);
  const { body } = await ada.visitor.get('/campaigns/review');
  const card = textOf(cardOn(body, 'Your word cannot be kept'));
  assert.match(card, /You moved 1 of that row to a campaign: that row is no longer among the rows\./);
  await desk.arrive(TWO.split('\n').slice(0, 2).join('\n'));
  assert.deepEqual(await campaignsOf(desk), moved);
});

test('a second tab that would take what the first has moved is refused, and nothing is lost', async (t) => {
  const desk = await openDesk(t, TWO);
  const [first, second] = await campaignsOf(desk);
  const before = await campaignsOf(desk);
  const tab = async (to: string) => {
    const { body } = await desk.ada.visitor.get(moveOf('1', first?.id ?? '', { to, quantity: '2' }));
    return formOf(body, 'Move 2 contracts');
  };
  const tabs = [await tab('new'), await tab(second?.id ?? '')];
  for (const form of tabs) {
    const answer = await desk.ada.visitor.post('/campaigns/decisions', form);
    assert.ok([303, 422].includes(answer.statusCode));
  }
  const cash = (all: readonly { cash: number }[]) => all.reduce((sum, each) => sum + each.cash, 0);
  assert.equal(cash(await campaignsOf(desk)), cash(before));
  assert.equal(count(desk.house, 'decisions'), 1);
});
