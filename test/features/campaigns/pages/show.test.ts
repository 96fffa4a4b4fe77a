import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { write } from '../../../../src/db/write.ts';
import { saveQuotes } from '../../../../src/features/prices/index.ts';
import { headingOf, noticeOf, reasonBeside, textOf, undoOf } from '../../../support/answers.ts';
import { openTestHouse } from '../../../support/house.ts';
import { rows } from '../../../support/ledger.ts';
import { signIn } from '../../../support/people.ts';
import { keep } from '../statistics/kept.ts';

const WHEEL = `
  2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95      order 1
  2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35      order 2
  2026-03-18 10:05  STO 2 KO 59P 17Apr @1.80      order 3
  2026-04-18 03:25  shares +200 KO @59            "COCA COLA CO"
  2026-04-18 03:30  assigned 2 KO 59P 17Apr
  2026-04-20 11:00  STO 2 KO 61C 15May @0.70      order 4
  2026-05-07        dividend 102.00               "COCA COLA CO"
`;

async function wheel(t: TestContext) {
  const house = await openTestHouse(t);
  house.clock.now = Date.parse('2026-05-12T18:00:00Z');
  const ada = await signIn(house, 'user', 'Ada');
  await keep(house, ada.id, rows(WHEEL));
  write(house.deps.db, (tx) => {
    const quote = (symbol: string, priceE6: number) => ({
      ...({ symbol, priceE6, currency: 'USD', bidE6: null, askE6: null, closeE6: null } as const),
      at: house.clock.now - 60_000,
    });
    saveQuotes(tx, 'US', [quote('KO', 60_410_000), quote('KO    260515C00061000', 720_000)]);
  });
  const found = house.deps.db.$client.prepare('SELECT id FROM campaigns').get() as { id: string };
  return { house, ada, page: `/campaigns/${found.id}`, api: `/api/campaigns/${found.id}` };
}

test('a rolled and assigned wheel says how it stands, in figures that are explained', async (t) => {
  const { ada, page } = await wheel(t);
  const { body, statusCode } = await ada.visitor.get(page);
  assert.equal(statusCode, 200);
  assert.equal(headingOf(body), 'KO');
  const text = textOf(body);
  for (const words of [
    'P&L now $654.72 $378.04 realised, $276.68 still open',
    'Realised, tax book $19.36 $358.68 of premium is in the cost of the shares',
    'Break-even $56.42 the shares’ cost less all premium and dividends; tax basis $57.21',
    'KO now $60.41 $3.99 above break-even, 6.6 %',
    'If called at 61 $916.72 P&L then; Fri 15 May, in 3 days',
    'as of Tue 12 May, 13:59 EDT, 1 minute ago',
  ])
    assert.ok(text.includes(words), `${words} is not in ${text.slice(0, 1500)}`);
});

test('the chain tells link by link what was done, why it belongs here, and what it ended', async (t) => {
  const { ada, page } = await wheel(t);
  const { body } = await ada.visitor.get(page);
  const chain = textOf(/<ol class="timeline chain"[\s\S]*?<\/ol>/.exec(body)?.[0] ?? '');
  for (const words of [
    'Sold 2 × 60 put 20 Mar +$188.68',
    'rolled strike 60 to 59, 28 days out: 3 min apart, same type, nearest strike likely P&L −$82.64',
    'Bought back 2 × 60 put, sold 2 × 59 put 20 Mar to 17 Apr +$87.36',
    'credit so far $276.04',
    'assigned price equals the strike of the assigned put, 59.00 P&L +$358.68',
    '2 × 59 put assigned, 200 shares came at 59.00 −$11,800.00',
    'covered by 200 shares that no call covers yet',
    'Dividend +$102.00',
  ])
    assert.ok(chain.includes(words), `${words} is not in ${chain}`);
});

test('in the tax book the assigned put has realised nothing, and the lines come to its sum', async (t) => {
  const { ada, page } = await wheel(t);
  const text = textOf((await ada.visitor.get(`${page}?book=tax`)).body);
  assert.ok(text.includes('$19.36 realised, $635.36 still open'));
  assert.ok(text.includes('59.00 P&L $0.00'));
  assert.ok(text.includes('2 × 59 put, assigned Fri 17 Apr tax $0.00 +$358.68'));
  assert.ok(text.includes('Realised all lines tax +$19.36 +$378.04'));
  assert.ok(text.includes('200 shares 17 Apr $358.68 of premium in it tax $57.21 $59.00'));
});

test('every row leads to the broker’s own, and from there back to its campaign', async (t) => {
  const { ada, page } = await wheel(t);
  const { body } = await ada.visitor.get(page);
  const [, record = ''] = /href="(\/transactions\/\d+)"/.exec(body) ?? [];
  const own = await ada.visitor.get(record);
  const [, used = ''] = /hx-get="(\/campaigns\/of-row\/\d+)"/.exec(own.body) ?? [];
  const fragment = await ada.visitor.fragment(used);
  assert.ok(fragment.body.includes(`href="${page}#row-1-0"`));
  assert.equal(textOf(fragment.body), 'Where it is used KO wheel open since 2 Mar +$378.04');
  assert.equal(headingOf((await ada.visitor.get(used)).body), 'Where it is used');
});

test('without a price what is open is unknown, never nothing', async (t) => {
  const { house, ada, page } = await wheel(t);
  house.deps.db.$client.exec('DELETE FROM quotes');
  const text = textOf((await ada.visitor.get(page)).body);
  assert.ok(text.includes('P&L so far $378.04 realised; the last price of what is open is unknown'));
  assert.ok(text.includes('KO now unknown'));
  assert.ok(text.includes('P&L now before the fees of closing it unknown'));
});

test('the program’s face is the campaign as replay prints it; exports are the same rows', async (t) => {
  const { ada, page, api } = await wheel(t);
  const campaign = (await ada.visitor.get(api)).json();
  assert.equal(campaign.realised, '378.04');
  assert.equal(campaign.realisedTax, '19.36');
  assert.deepEqual((await ada.visitor.get(`${page}/export.json`)).json(), campaign);
  const sheet = (await ada.visitor.get(`${page}/export.csv`)).body.trim().split('\r\n');
  assert.equal(sheet.length, 1 + campaign.allocations.length);
  const cash = sheet.slice(1).map((line) => Number(/,([-\d.]+),USD,/.exec(line)?.[1]));
  assert.equal(cash.reduce((sum, each) => sum + each, 0).toFixed(2), campaign.cash);
});

test('a note is written, changed and removed, and each of it undone', async (t) => {
  const { ada, page } = await wheel(t);
  const { visitor } = ada;
  await visitor.get(page);
  const written = await visitor.submit(`${page}/notes`, { text: 'Roll again below 58 <b>' });
  assert.ok(textOf(written.body).includes('Roll again below 58'));
  assert.equal(noticeOf(written.body), 'The note is kept.');
  const note = new RegExp(`${page}/notes/[0-9a-f-]{36}`).exec(written.body)?.[0] ?? '';
  const changed = await visitor.submit(`${note}/text`, { text: 'Let it go' });
  assert.ok(changed.body.includes('<p class="text">Let it go</p>'));
  assert.ok(!changed.body.includes('Roll again'));
  const back = await visitor.submit(undoOf(changed.body));
  assert.ok(back.body.includes('Roll again below 58 &lt;b&gt;'));
  assert.ok(!back.body.includes('Let it go'));
  const gone = await visitor.submit(`${note}?_method=DELETE`);
  assert.ok(!gone.body.includes('Roll again'));
  assert.ok((await visitor.submit(undoOf(gone.body))).body.includes('Roll again'));
});

test('an empty note is the same page again with the reason', async (t) => {
  const { ada, page } = await wheel(t);
  await ada.visitor.get(page);
  const answer = await ada.visitor.post(`${page}/notes`, { text: '  ' });
  assert.equal(answer.statusCode, 422);
  assert.ok(textOf(answer.body).includes('Write something first.'));
  const tag = await ada.visitor.post(`${page}/tags`, { tag: 'a,b' });
  assert.equal(reasonBeside(tag.body, 'tag'), 'A tag has no , # / ? or &.');
});

test('a tag is put on and taken off; a lock stands on the page until it is undone', async (t) => {
  const { ada, page } = await wheel(t);
  const { visitor } = ada;
  await visitor.get(page);
  const tagged = await visitor.submit(`${page}/tags`, { tag: 'Income' });
  assert.ok(tagged.body.includes('Take the tag income off'));
  assert.ok(!(await visitor.submit(`${undoOf(tagged.body)}`)).body.includes('Take the tag income off'));
  const locked = await visitor.submit(`${page}/lock`);
  assert.ok(textOf(locked.body).includes('It is locked'));
  const open = await visitor.submit(`${page}/lock?_method=DELETE`);
  assert.ok(!textOf(open.body).includes('It is locked'));
  assert.ok(textOf((await visitor.submit(undoOf(open.body))).body).includes('It is locked'));
});

test('another person’s campaign is nowhere, and a viewer writes nothing', async (t) => {
  const { house, page, api } = await wheel(t);
  const eve = await signIn(house, 'user', 'Eve');
  for (const url of [page, api, `${page}/export.csv`, `${page}/export.json`])
    assert.equal((await eve.visitor.get(url)).statusCode, 404, url);
  for (const url of [`${page}/notes`, `${page}/tags`, `${page}/lock`])
    assert.equal((await eve.visitor.post(url, { text: 'x', tag: 'x' })).statusCode, 404, url);
  const viewer = await signIn(house, 'viewer');
  await keep(house, viewer.id, rows(WHEEL));
  const own = house.deps.db.$client.prepare('SELECT id FROM campaigns WHERE user_id = ?').get(viewer.id) as {
    id: string;
  };
  const { body } = await viewer.visitor.get(`/campaigns/${own.id}`);
  assert.ok(!body.includes('Keep the note') && !body.includes('data-movable'));
  assert.equal((await viewer.visitor.post(`/campaigns/${own.id}/lock`)).statusCode, 403);
});

test('of a hundred links the middle ones are shown when asked for, and the sums stay whole', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'Ada');
  const line = (i: number) => {
    const minutes = 9 * 60 + 30 + i * 3;
    const at = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    return `2026-03-02 ${at} ${i % 2 === 0 ? 'STO 1 KO 60P 20Mar @0.95' : 'BTC 1 KO 60P 20Mar @0.90'}`;
  };
  await keep(house, ada.id, rows(Array.from({ length: 120 }, (_, i) => line(i)).join('\n')));
  const { id } = house.deps.db.$client.prepare('SELECT id FROM campaigns').get() as { id: string };
  const short = await ada.visitor.get(`/campaigns/${id}`);
  const count = (body: string) => body.match(/<article class="link">/g)?.length;
  assert.equal(count(short.body), 70);
  assert.ok(textOf(short.body).includes('Show the 50 links between'));
  // 60 x (5.00 - 2 x 0.66)
  assert.ok(textOf(short.body).includes('Realised all lines tax +$220.80 +$220.80'));
  assert.equal(count((await ada.visitor.get(`/campaigns/${id}?all=1`)).body), 120);
});

test('what the broker changed is told, and what is asked or wrong leads to the review', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'Ada');
  await keep(
    house,
    ada.id,
    rows(`
      2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95
      2026-03-04 10:00  BTC 1 KO 60P 20Mar @0.50
      2026-03-04 13:00  STO 1 KO 59P 17Apr @1.10
    `),
  );
  const { id } = house.deps.db.$client.prepare(`SELECT id FROM campaigns WHERE status = 'OPEN'`).get() as {
    id: string;
  };
  house.deps.db.$client
    .prepare('INSERT INTO campaign_changes (user_id, campaign_id, changed_at, message) VALUES (?, ?, ?, ?)')
    .run(ada.id, id, house.clock.now, 'The broker changed the fees of Mon 2 Mar: P&L -0.02.');
  const { body } = await ada.visitor.get(`/campaigns/${id}`);
  assert.ok(
    textOf(body).includes('Changed by the broker The broker changed the fees of Mon 2 Mar: P&L -0.02.'),
  );
  assert.ok(textOf(body).includes('A question waits about this campaign.'));
  assert.ok(body.includes('href="/campaigns/review?ticker=KO"'));
});

test('a campaign that is called otherwise since is found under its old name', async (t) => {
  const { house, ada, page, api } = await wheel(t);
  const id = page.replace('/campaigns/', '');
  house.deps.db.$client.prepare('INSERT INTO campaign_aliases VALUES (?, ?, ?)').run(ada.id, 'old-name', id);
  const answer = await ada.visitor.get('/campaigns/old-name?book=tax');
  assert.deepEqual([answer.statusCode, answer.headers.location], [302, `${page}?book=tax`]);
  assert.equal((await ada.visitor.get('/api/campaigns/old-name')).headers.location, api);
  assert.equal((await ada.visitor.get('/campaigns/no-name')).statusCode, 404);
});
