import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { textOf } from '../../../support/answers.ts';
import { openTestHouse } from '../../../support/house.ts';
import { rows } from '../../../support/ledger.ts';
import { signIn } from '../../../support/people.ts';
import { rows as rowsIn } from '../../../support/rows.ts';
import { keep } from '../statistics/kept.ts';

/** A put that expired, a roll that lost, a wheel with its shares still there; and shares nobody knows the cost of. */
const TRADED = `
  2026-01-05 10:00  STO 2 KO 60P 16Jan @1.00
  2026-01-17 03:00  expired 2 KO 60P 16Jan
  2026-01-20 10:00  STO 1 F 12P 30Jan @0.50
  2026-01-28 10:00  BTC 1 F 12P 30Jan @1.00      order r1
  2026-01-28 10:00  STO 1 F 12P 27Feb @1.20      order r1
  2026-02-25 10:00  BTC 1 F 12P 27Feb @2.00
  2026-02-02 10:00  STO 1 AMD 100P 20Feb @3.00
  2026-02-21 03:25  shares +100 AMD @100
  2026-02-21 03:25  assigned 1 AMD 100P 20Feb
  2026-03-02 10:00  STO 1 AMD 105C 20Mar @2.00
  2026-01-06        transfer +100 T
  2026-01-12 10:00  STO 1 T 30C 20Feb @1.00
  2026-02-21 03:25  shares -100 T @30
  2026-02-21 03:25  assigned 1 T 30C 20Feb
`;

const PAGE = '/campaigns/statistics';

async function trader(t: TestContext) {
  const house = await openTestHouse(t);
  const person = await signIn(house, 'user');
  await keep(house, person.id, rows(TRADED));
  const json = async (address: string) => {
    const answer = await person.visitor.get(`/api${address}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return JSON.parse(answer.body);
  };
  return { house, ...person, json };
}

test('statistics say what closed campaigns came to, exactly', async (t) => {
  const { json } = await trader(t);
  const found = await json(PAGE);
  // KO 198.68; F 49.34 - 100.66 + 119.34 - 200.66 = -132.64.
  assert.deepEqual(
    [found.campaigns, found.wins, found.losses, found.pnl, found.gains, found.lost],
    [2, 1, 1, '66.04', '198.68', '-132.64'],
  );
  assert.deepEqual(
    [found.win_rate, found.profit_factor, found.expectancy],
    ['0.500000', '1.497889', '33.02'],
  );
  assert.deepEqual(
    found.by_month.map(({ key, pnl }: Record<string, string>) => `${key} ${pnl}`),
    ['2026-01 198.68', '2026-02 -132.64'],
  );
  assert.deepEqual(found.open, { campaigns: 1, realised: '299.34', unknown: 0 });
  assert.equal(found.left_out, 1);
});

test('the figures add up as they are read: premium by its parts, capture by what was kept', async (t) => {
  const { visitor } = await trader(t);
  const text = textOf((await visitor.get(PAGE)).body);
  for (const words of [
    'Premium $664.06 $846.04 new, $18.68 by rolls, −$200.66 by closings',
    'Capture 18.0 % $66.04 kept of $367.36 sold to open',
  ])
    assert.ok(text.includes(words), `${words} is not in ${text.slice(0, 1500)}`);
});

test('where nothing has closed there is no rate; it is not that somebody does not know it', async (t) => {
  const { visitor } = await trader(t);
  const text = textOf((await visitor.get(`${PAGE}?ticker=AMD`)).body);
  for (const words of ['Win rate none', 'Capture none', 'Return on capital none'])
    assert.ok(text.includes(words), `${words} is not in ${text.slice(0, 1500)}`);
});

test('premium of a month is told apart: new, of rolls, of closings', async (t) => {
  const { json } = await trader(t);
  const { premium } = await json(PAGE);
  assert.deepEqual(premium.by_month[0], {
    month: '2026-01',
    // KO 198.68, F 49.34, T 99.34; the roll -100.66 + 119.34.
    ...{ new: '347.36', rolls: '18.68', closed: '0.00', total: '366.04' },
  });
  assert.deepEqual([premium.closed, premium.rolls], ['-200.66', '18.68']);
  const { sum, count, rows: found } = await json(`${PAGE}/premium?part=rolled&from=2026-01-01&to=2026-01-31`);
  assert.deepEqual([sum, count], ['18.68', 2]);
  assert.deepEqual(
    found.map(({ on, ticker, amount }: Record<string, string>) => `${on} ${ticker} ${amount}`),
    ['2026-01-28 F 119.34', '2026-01-28 F -100.66'],
  );
});

test('a bar opens the same page narrowed to it, and its headline is the bar', async (t) => {
  const { visitor, json } = await trader(t);
  const page = await visitor.get(PAGE);
  assert.match(page.body, /href="\/campaigns\/statistics\?ticker=KO"/);
  assert.match(page.body, /href="\/campaigns\/statistics\?from=2026-02-01&amp;to=2026-02-28"/);
  assert.equal((await json(`${PAGE}?ticker=KO`)).pnl, '198.68');
  assert.equal((await json(`${PAGE}?from=2026-02-01&to=2026-02-28`)).pnl, '-132.64');
  assert.equal((await json(`${PAGE}?strategy=NAKED_PUT`)).pnl, '66.04');
});

test('a tag narrows, under whatever name the campaign had when it was given', async (t) => {
  const { house, id, json } = await trader(t);
  const [ko] = rowsIn(house, `SELECT id FROM campaigns WHERE ticker = 'KO' AND user_id = ?`, id);
  const write = house.deps.db.$client;
  write.prepare('INSERT INTO campaign_tags VALUES (?, ?, ?)').run(id, 'former', 'income');
  write.prepare('INSERT INTO campaign_aliases VALUES (?, ?, ?)').run(id, 'former', ko?.['id']);
  assert.equal((await json(`${PAGE}?tag=income`)).pnl, '198.68');
  assert.equal((await json(`${PAGE}?tag=nothing`)).campaigns, 0);
});

test('dollars and rupees are never added', async (t) => {
  const { house, id, json } = await trader(t);
  await keep(
    house,
    id,
    rows('2026-01-05 10:00  STO 1 INFY 60P 16Jan @1.00\n2026-01-17 03:00  expired 1 INFY 60P 16Jan'),
    'INR',
  );
  const dollars = await json(PAGE);
  assert.deepEqual([dollars.currency, dollars.pnl, dollars.currencies], ['USD', '66.04', ['USD', 'INR']]);
  const rupees = await json(`${PAGE}?currency=INR`);
  assert.deepEqual([rupees.currency, rupees.pnl, rupees.campaigns], ['INR', '99.34', 1]);
});

test('the page says what it leaves out, and what it is narrowed to', async (t) => {
  const { visitor } = await trader(t);
  const { body } = await visitor.get(`${PAGE}?from=2026-01-01`);
  assert.match(body, /1 campaign is still open and not counted: \+\$299\.34 realised so far\./);
  assert.match(body, /1 closed campaign is left out: what the shares had cost is unknown\./);
  assert.match(body, /from Thu 1 Jan<span class="only-heard">, take away/);
  const none = await visitor.get(`${PAGE}?ticker=NONE`);
  assert.match(none.body, /Nothing closed like that/);
});

test('the open campaigns it does not count are shown as narrowed as it is', async (t) => {
  const { visitor } = await trader(t);
  const { body } = await visitor.get(`${PAGE}?ticker=AMD&book=tax`);
  assert.match(body, /href="\/campaigns\?status=open&amp;ticker=AMD&amp;book=tax"/);
});

test('somebody without campaigns is told what to do, and never sees those of others', async (t) => {
  const { house, json } = await trader(t);
  const [account] = rowsIn(house, 'SELECT id FROM accounts');
  const stranger = await signIn(house, 'user', 'stranger');
  const page = await stranger.visitor.get(`${PAGE}?account=${account?.['id']}`);
  assert.match(page.body, /No campaigns yet/);
  const theirs = await stranger.visitor.get(`/api${PAGE}?account=${account?.['id']}`);
  assert.equal(JSON.parse(theirs.body).campaigns, 0);
  const rowsOfOthers = await stranger.visitor.get(`/api${PAGE}/premium`);
  assert.deepEqual(JSON.parse(rowsOfOthers.body).rows, []);
  assert.equal((await json(`${PAGE}?account=${account?.['id']}`)).pnl, '66.04');
});

test('what is asked wrongly is refused in words', async (t) => {
  const { visitor } = await trader(t);
  for (const query of ['from=yesterday', 'book=both', 'currency=EUR', 'after=somewhere']) {
    const answer = await visitor.get(`/api${PAGE}?${query}`);
    assert.equal(answer.statusCode, 422, query);
    assert.match(JSON.parse(answer.body).code, /^[a-z-]+$/);
  }
});

test('an unchanged page is not made again', async (t) => {
  const { house, id, visitor } = await trader(t);
  const first = await visitor.get(PAGE);
  const again = () => visitor.get(PAGE, { 'if-none-match': String(first.headers['etag']) });
  assert.equal((await again()).statusCode, 304);
  await keep(house, id, rows('2026-03-05 10:00  STO 1 PFE 30P 20Mar @1.00 id 900'));
  assert.equal((await again()).statusCode, 200);
});
