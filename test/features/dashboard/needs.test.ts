import assert from 'node:assert/strict';
import test from 'node:test';
import { textOf } from '../../support/answers.ts';
import { signIn } from '../../support/people.ts';
import { rows } from '../../support/rows.ts';
import { change, openPractised, type Practised } from './desk.ts';

async function needsOf({ ada }: Practised): Promise<readonly string[]> {
  const { body } = await ada.visitor.get('/');
  const list = /<ul class="needs">([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '';
  return [...list.matchAll(/<h3>([\s\S]*?)<\/h3>(?:<p>([\s\S]*?)<\/p>)?/g)].map(
    ([, title, detail]) => `${textOf(title ?? '')}: ${textOf(detail ?? '')}`,
  );
}

interface Answer {
  readonly date: string;
  readonly needs: {
    readonly due: readonly {
      readonly ticker: string;
      readonly tested: boolean;
      readonly days_left: number;
    }[];
    readonly review: number;
    readonly books: string | null;
    readonly sign_in: string | null;
  };
  readonly month: readonly {
    readonly currency: string;
    readonly premium: Readonly<Record<'new' | 'rolls' | 'closed' | 'total', string>>;
    readonly realised: string;
  }[];
  readonly open: readonly {
    readonly id: string;
    readonly realised: string | null;
    readonly unrealised: string | null;
    readonly total: string | null;
  }[];
}

const todayOf = async ({ ada }: Practised): Promise<Answer> => (await ada.visitor.get('/api/today')).json();

const cents = (text: string | null | undefined) => Math.round(Number(text) * 100);

test('a sold strike that the price has passed is tested, with the price and what it means', async (t) => {
  const desk = await openPractised(t);
  const [put] = rows(
    desk.house,
    `SELECT ticker, strike_e6 AS strike, expires_on AS expires FROM positions
      WHERE option_type = 'PUT' AND quantity_e8 < 0 AND expires_on > '2026-03-27' LIMIT 1`,
  );
  assert.ok(put);
  const price = Number(put['strike']) - 1_500_000;
  change(desk, `UPDATE quotes SET price_e6 = ${price} WHERE symbol = '${put['ticker']}'`);
  const name = `${put['ticker']} ${Number(put['strike']) / 1e6} put is tested`;
  const said = (await needsOf(desk)).find((each) => each.startsWith(name));
  assert.match(said ?? '', /Expires on .*, in \d+ days\. .* % below the strike\. Break-even \$/);
  const { needs } = await todayOf(desk);
  assert.ok(needs.due.some(({ ticker, tested }) => tested && ticker === put['ticker']));
});

test('what expires within a week is said, further away it is not', async (t) => {
  const desk = await openPractised(t);
  const { needs } = await todayOf(desk);
  for (const { tested, days_left: left } of needs.due) assert.ok(tested || left <= 7, String(left));
  for (const { days_left: left } of needs.due) assert.ok(left >= 0);
});

test('the review and books that do not balance are named, each with its way there', async (t) => {
  const desk = await openPractised(t);
  const { needs } = await todayOf(desk);
  assert.ok(needs.review > 0);
  assert.equal(needs.books, null);
  change(
    desk,
    "DELETE FROM positions WHERE symbol = (SELECT symbol FROM positions WHERE option_type = 'PUT')",
  );
  const said = await needsOf(desk);
  assert.ok(said.some((each) => each.startsWith(`${needs.review} things to review: `)));
  assert.ok(said.some((each) => /^Books: 1 contract differs: .* put, /.test(each)));
  const { body } = await desk.ada.visitor.get('/');
  assert.match(body, /href="\/campaigns\/review"/);
  assert.match(body, /href="\/campaigns\/books"/);
});

test('the month’s figures are the sums of its rows', async (t) => {
  const desk = await openPractised(t);
  const [month] = (await todayOf(desk)).month;
  assert.equal(month?.currency, 'USD');
  const [sum] = rows(
    desk.house,
    `SELECT sum(premium_e4) AS premium, sum(rolled_e4) AS rolled,
        sum(realised_e4) FILTER (WHERE campaign_key IN (SELECT key FROM campaigns WHERE realised_e4 IS NOT NULL)) AS made
      FROM campaign_trades WHERE traded_on BETWEEN '2026-03-01' AND '2026-03-20'`,
  );
  const { premium } = month ?? assert.fail('there is no month');
  assert.equal(cents(premium.total), Math.round(Number(sum?.['premium']) / 100));
  assert.equal(cents(premium.rolls), Math.round(Number(sum?.['rolled']) / 100));
  assert.equal(cents(premium.new) + cents(premium.rolls) + cents(premium.closed), cents(premium.total));
  assert.equal(cents(month?.realised), Math.round(Number(sum?.['made']) / 100));
});

test('an open campaign comes to what is realised and what is not, or is unknown', async (t) => {
  const desk = await openPractised(t);
  const { open } = await todayOf(desk);
  assert.equal(open.length, Number(rows(desk.house, OPEN)[0]?.['n']));
  for (const { realised, unrealised, total } of open)
    if (total !== null) assert.equal(cents(realised) + cents(unrealised), cents(total));
  change(desk, 'DELETE FROM quotes');
  const without = (await todayOf(desk)).open;
  assert.ok(without.every(({ total }) => total === null));
  const { body } = await desk.ada.visitor.get('/');
  assert.match(textOf(body), /Unrealised, \d+ open campaigns unknown/);
});

const OPEN = "SELECT count(*) AS n FROM campaigns WHERE status = 'OPEN'";

test('a broker that wants a sign-in needs them, said once', async (t) => {
  const desk = await openPractised(t);
  change(
    desk,
    `INSERT INTO connections (id, user_id, broker, created_at) VALUES ('z', '${desk.ada.id}', 'zerodha', 1);
     INSERT INTO sync_runs (id, connection_id, state, pid, beat_at, started_at, ended_at, doing)
       VALUES ('r', 'z', 'done', 1, 1, 1, 2, 'prices')`,
  );
  const { body } = await desk.ada.visitor.get('/');
  assert.equal(body.split('Zerodha needs its morning sign-in').length, 2);
  const answer: Answer = (await desk.ada.visitor.get('/api/today')).json();
  assert.equal(answer.needs.sign_in, 'Zerodha needs its morning sign-in.');
});

test('somebody else sees none of it', async (t) => {
  const desk = await openPractised(t);
  const bob = await signIn(desk.house, 'viewer', 'bob');
  const answer: Answer = (await bob.visitor.get('/api/today')).json();
  assert.deepEqual([answer.open, answer.month, answer.needs.due, answer.needs.review], [[], [], [], 0]);
  assert.match(textOf((await bob.visitor.get('/')).body), /Nothing needs you/);
});
