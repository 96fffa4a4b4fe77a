import assert from 'node:assert/strict';
import test from 'node:test';
import { headingOf, noticeOf, reasonBeside, textOf, undoOf } from '../../../support/answers.ts';
import { signIn } from '../../../support/people.ts';
import { count } from '../../../support/rows.ts';
import { cardOn, formOf, openDesk } from './asking.ts';

const ROLL = `
  2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
  2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00
  2026-03-19 10:00  STO 1 KO 59P 17Apr @2.60
  2026-04-17 10:00  BTC 1 KO 59P 17Apr @0.10
`;

test('a roll on the next day is asked, with its rows and what a yes would change', async (t) => {
  const { ada } = await openDesk(t, ROLL);
  const { body } = await ada.visitor.get('/campaigns/review');
  assert.equal(headingOf(body), 'Review');
  const card = cardOn(body, 'Was this a roll?');
  const text = textOf(card);
  assert.match(text, /The KO 60 put of 20 Mar closed and the KO 59 put of 17 Apr opened 1 session later\./);
  assert.match(text, /KO 60 put, 20 Mar.*−\$200\.66.*Bought to close 1 at 2\.00.*Wed 18 Mar/);
  // 149.34 - 200.66 = -51.32; 259.34 - 10.66 = 248.68; both 197.36
  assert.match(text, /Naked put.*since 2 Mar.*−\$51\.32.*closed 18 Mar.*\+\$197\.36.*closed 17 Apr/);
  assert.match(text, /since 19 Mar.*\+\$248\.68.*joins the one above/);
  assert.match(card, /<a href="\/transactions\/\d+"><b>KO 60 put, 20 Mar</);
});

test('a yes is one tap, is said, and is undone', async (t) => {
  const { ada, campaigns } = await openDesk(t, ROLL);
  const before = await campaigns();
  const { body } = await ada.visitor.get('/campaigns/review');
  const yes = formOf(cardOn(body, 'Was this a roll?'), 'Yes, a roll');
  const after = await ada.visitor.submit('/campaigns/decisions', yes);
  assert.equal(noticeOf(after.body), 'KO: one campaign now.');
  assert.match(after.body, /Nothing waits for you/);
  assert.deepEqual(
    (await campaigns()).map(({ realised }) => realised),
    ['197.36'],
  );
  const undone = await ada.visitor.submit(undoOf(after.body));
  assert.equal(noticeOf(undone.body), 'KO: taken back.');
  assert.deepEqual(await campaigns(), before);
  const again = await ada.visitor.submit(undoOf(undone.body));
  assert.equal(noticeOf(again.body), 'KO: said again.');
  assert.equal((await campaigns()).length, 1);
});

test('the same form twice, or from two tabs, decides once; another answer after it is told that it came too late', async (t) => {
  const { ada, house } = await openDesk(t, ROLL);
  const { body } = await ada.visitor.get('/campaigns/review');
  const card = cardOn(body, 'Was this a roll?');
  for (const _ of [1, 2]) {
    const answer = await ada.visitor.post('/campaigns/decisions', formOf(card, 'Yes, a roll'));
    assert.equal(answer.statusCode, 303);
  }
  assert.equal(count(house, 'decisions'), 1);
  const late = await ada.visitor.post('/campaigns/decisions', formOf(card, 'No, two trades'));
  assert.equal(late.statusCode, 422);
  assert.match(textOf(late.body), /it has been answered, or its rows have changed/);
  assert.equal(count(house, 'decisions'), 1);
});

test('a no leaves both as they are, and it is not asked again after the next sync', async (t) => {
  const { ada, arrive, campaigns } = await openDesk(t, ROLL);
  const before = await campaigns();
  const { body } = await ada.visitor.get('/campaigns/review');
  const no = formOf(cardOn(body, 'Was this a roll?'), 'No, two trades');
  const after = await ada.visitor.submit('/campaigns/decisions', no);
  assert.equal(noticeOf(after.body), 'KO: left as it is, and not asked again.');
  await arrive('2026-05-11 10:00  STO 1 KO 55P 19Jun @0.50  id 9');
  assert.deepEqual(
    (await campaigns()).filter(({ status }) => status === 'CLOSED'),
    before,
  );
  assert.match((await ada.visitor.get('/campaigns/review')).body, /Nothing waits for you/);
});

test('of two ways to pair both are offered, and the chosen one counts', async (t) => {
  const { ada, ask } = await openDesk(
    t,
    `
    2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    2026-03-03 10:00  STO 1 KO 58P 20Mar @1.00
    2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00  order 5
    2026-03-18 10:00  BTC 1 KO 58P 20Mar @1.20  order 5
    2026-03-18 10:00  STO 1 KO 59P 19Jun @2.60  order 5
  `,
  );
  const { body } = await ada.visitor.get('/campaigns/review');
  const card = cardOn(body, 'Which of them was rolled?');
  assert.match(
    textOf(card),
    /As it is: 60 put 20 Mar to 59 put 19 Jun\. The other way: 58 put 20 Mar to 59 put 19 Jun\./,
  );
  assert.match(textOf(card), /What would change/);
  const rolled = async () => {
    const review = await ask('GET', '/api/campaigns/review');
    return review.json.asked.map(({ kind }: { kind: string }) => kind);
  };
  assert.deepEqual(await rolled(), ['AMBIGUOUS_PAIR']);
  const after = await ada.visitor.submit('/campaigns/decisions', formOf(card, 'The other way'));
  assert.equal(noticeOf(after.body), 'KO: these two are no roll.');
  assert.deepEqual(await rolled(), []);
  const back = await ada.visitor.submit(undoOf(after.body));
  assert.deepEqual(await rolled(), ['AMBIGUOUS_PAIR']);
  const kept = await ada.visitor.submit(
    '/campaigns/decisions',
    formOf(cardOn(back.body, 'Which of them was rolled?'), 'As it is'),
  );
  assert.equal(noticeOf(kept.body), 'KO: these two are a roll.');
  assert.deepEqual(await rolled(), []);
});

const COSTLY = `
  2026-03-02 10:00  transfer +100 KO
  2026-03-04 10:00  STO 1 KO 65C 19Jun @1.50
`;

test('a cost nobody told is entered as it is typed, and a slip is shown beside the field', async (t) => {
  const { ada, campaigns } = await openDesk(t, COSTLY);
  const { body } = await ada.visitor.get('/campaigns/review');
  const entry = formOf(cardOn(body, 'What did these shares cost?'), 'Enter the cost');
  const slip = await ada.visitor.post('/campaigns/decisions', { ...entry, cost: 'a lot' });
  assert.equal(slip.statusCode, 422);
  assert.equal(reasonBeside(slip.body, 'cost'), 'This is not a decimal number.');
  const after = await ada.visitor.submit('/campaigns/decisions', { ...entry, cost: '$5,950.00' });
  assert.equal(noticeOf(after.body), 'KO: the cost is entered.');
  assert.equal((await campaigns()).length, 1);
  assert.match(after.body, /Nothing waits for you/);
});

test('an ex-date takes a dividend to whoever held the day before', async (t) => {
  const { ada, house } = await openDesk(
    t,
    `
    2026-01-05 10:00  STO 1 KO 60P 16Jan @1.50
    2026-01-17 03:25  shares +100 KO @60            "COCA COLA CO"
    2026-01-17 03:30  assigned 1 KO 60P 16Jan
    2026-01-20 10:00  sold 100 KO @61
    2026-05-07        dividend 51.00                "COCA COLA CO"
  `,
  );
  const { body } = await ada.visitor.get('/campaigns/review');
  const entry = formOf(cardOn(body, 'Whose dividend is this?'), 'Enter the ex-date');
  const after = await ada.visitor.submit('/campaigns/decisions', { ...entry, exDate: '2026-01-20' });
  assert.equal(noticeOf(after.body), 'KO: the ex-date is entered.');
  const [wheel] = house.deps.db.$client.prepare('SELECT dividends_e4 AS paid FROM campaigns').all();
  assert.deepEqual(wheel, { paid: 510_000 });
});

const KINDS: readonly (readonly [title: string, story: string, words: RegExp])[] = [
  [
    'Half of an assignment is missing',
    '2026-04-01 10:00  STO 1 KO 60P 17Apr @1.50\n2026-04-18 03:30  assigned 1 KO 60P 17Apr',
    /1 of the KO 60 put of 17 Apr assigned|The KO 60 put of 17 Apr assigned/,
  ],
  ['Expired, and no row says so', '2026-04-01 10:00  STO 1 KO 60P 17Apr @1.50', /past their expiration/],
  ['Closed, but never seen to open', '2026-04-01 10:00  BTC 1 KO 60P 17Apr @1.50', /KO 60 put/],
  ['Sold, but never seen to come', '2026-04-01 10:00  sold 100 KO @60', /100 shares sold/],
  ['A short call without cover', '2026-05-01 10:00  STO 1 KO 65C 19Jun @1.50', /its loss has no limit/],
  [
    'One trade in two orders?',
    '2026-05-01 10:00  STO 1 KO 55P 19Jun @1.00\n2026-05-01 10:05  STO 1 KO 65C 19Jun @0.80',
    /5 min apart/,
  ],
];

for (const [title, story, words] of KINDS) {
  test(`a trader is told: ${title}`, async (t) => {
    const { ada } = await openDesk(t, story);
    const { body, statusCode } = await ada.visitor.get('/campaigns/review');
    assert.equal(statusCode, 200);
    assert.match(textOf(cardOn(body, title)), words);
    assert.doesNotMatch(textOf(cardOn(body, title)), /\d{4}-\d\d-\d\d|undefined|null/);
  });
}

test('a word that cannot be kept any more is listed, and is taken back there', async (t) => {
  const { ada, ask, house, arrive } = await openDesk(t, '2026-05-01 10:00  bought 100 KO @60');
  const moved = await ask('POST', '/api/campaigns/regroup', { transaction_id: '1', to: 'new' });
  assert.equal(moved.status, 200);
  house.deps.db.$client.exec("UPDATE decisions SET body = json_set(body, '$.to', 'gone00000000')");
  await arrive('2026-05-04 10:00  STO 1 KO 65C 19Jun @1.50  id 2');
  const { body } = await ada.visitor.get('/campaigns/review');
  const card = cardOn(body, 'Your word cannot be kept');
  assert.match(
    textOf(card),
    /You moved “1 May, 100 shares of KO” to a campaign: there is no such campaign any more/,
  );
  const [, action = ''] = /action="([^"]+)"/.exec(card) ?? [];
  const after = await ada.visitor.submit(action);
  assert.equal(noticeOf(after.body), 'KO: taken back.');
  assert.equal(cardOn(after.body, 'Your word cannot be kept'), '');
});

test('what waits can be narrowed by kind and ticker, also for programs', async (t) => {
  const { ada, ask } = await openDesk(t, `${ROLL}\n2026-05-01 10:00  STO 1 F 12C 19Jun @0.50  id 8`);
  const titles = async (search: string) => {
    const { body } = await ada.visitor.get(`/campaigns/review${search}`);
    return [...body.matchAll(/-title">([^<\n]+)</g)].map(([, title]) => title);
  };
  assert.deepEqual(await titles(''), ['A short call without cover', 'Was this a roll?']);
  assert.deepEqual(await titles('?show=questions'), ['Was this a roll?']);
  assert.deepEqual(await titles('?ticker=f'), ['A short call without cover']);
  assert.deepEqual(await titles('?show=missing'), []);
  const { json } = await ask('GET', '/api/campaigns/review?ticker=KO');
  assert.deepEqual(json.counts, { risks: 0, questions: 1, entries: 0, missing: 0 });
  assert.equal(json.asked[0].yes.kind, 'accept');
  assert.deepEqual(
    json.asked[0].change.after.map(({ realised }: { realised: string }) => realised),
    ['197.36'],
  );
});

test('one of them alone is shown with its figures, and leads back to the rest', async (t) => {
  const { ada, ask } = await openDesk(t, `${ROLL}\n2026-05-01 10:00  STO 1 F 12C 19Jun @0.50  id 8`);
  const { json } = await ask('GET', '/api/campaigns/review?show=questions');
  const { body } = await ada.visitor.get(`/campaigns/review?only=${encodeURIComponent(json.asked[0].id)}`);
  const card = cardOn(body, 'Was this a roll?');
  assert.match(textOf(card), /What would change/);
  assert.equal(cardOn(body, 'A short call without cover'), '');
  const after = await ada.visitor.submit('/campaigns/decisions', formOf(card, 'Yes, a roll'));
  assert.notEqual(cardOn(after.body, 'A short call without cover'), '');
});

test('a viewer reads and is offered nothing to say; a stranger sees nothing of it', async (t) => {
  const { house } = await openDesk(t, ROLL);
  const bob = await signIn(house, 'viewer', 'Bob');
  const { body } = await bob.visitor.get('/campaigns/review');
  assert.match(body, /Nothing waits for you/);
  const eve = await signIn(house, 'user', 'Eve');
  const [asked] = house.deps.db.$client
    .prepare<[], { id: string }>(
      "SELECT json_extract(body, '$.id') AS id FROM campaign_questions WHERE kind = 'suggestion'",
    )
    .all();
  const answer = await eve.visitor.post('/campaigns/decisions', {
    kind: 'accept',
    suggestion: asked?.id ?? '',
  });
  assert.equal(answer.statusCode, 422);
  assert.equal(count(house, 'decisions'), 0);
});
