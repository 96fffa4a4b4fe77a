import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { openTestHouse } from '../../../support/house.ts';
import { rows } from '../../../support/ledger.ts';
import { signIn } from '../../../support/people.ts';
import { keep } from '../statistics/kept.ts';

const PAGE = '/campaigns/calendar';

/** The clock stands on Friday, 20 March 2026, in New York. */
async function trader(t: TestContext, traded: string) {
  const house = await openTestHouse(t);
  const person = await signIn(house, 'user');
  await keep(house, person.id, rows(traded));
  const json = async (query: string) => {
    const answer = await person.visitor.get(`/api${PAGE}${query}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return JSON.parse(answer.body);
  };
  return { house, ...person, json };
}

interface DayTold {
  readonly on: string;
  readonly realised: string | null;
  readonly rows: number;
  readonly expiries: readonly { readonly symbol: string; readonly quantity: string }[];
}

const ROLLED = `
  2026-03-02 10:00  STO 2 KO 60P 20Mar @0.95
  2026-03-18 10:00  BTC 2 KO 60P 20Mar @1.35      order 2
  2026-03-18 10:00  STO 2 KO 59P 17Apr @1.80      order 2
  2026-03-05 10:00  STO 1 F 12P 13Mar @0.50
  2026-03-14 03:00  expired 1 F 12P 13Mar
  2026-03-10 10:00  BTO 1 AMD 90P 27Mar @1.00
`;

test('a day says what ended on it, and what will', async (t) => {
  const { json } = await trader(t, ROLLED);
  const { realised, month, today, days } = await json('');
  assert.deepEqual([month, today, realised], ['2026-03', '2026-03-20', '-33.30']);
  const told = days
    .filter((day: DayTold) => day.realised !== null || day.expiries.length > 0)
    .map((day: DayTold) => `${day.on} ${day.realised} ${day.expiries.map(({ quantity }) => quantity)}`);
  assert.deepEqual(told, ['2026-03-13 49.34 ', '2026-03-18 -82.64 ', '2026-03-27 null 1']);
  const april = await json('?month=2026-04');
  assert.equal(april.days.find(({ on }: DayTold) => on === '2026-04-17')?.expiries[0]?.quantity, '-2');
});

test('the day that is opened shows its rows, and they are its sum', async (t) => {
  const { visitor, json } = await trader(t, ROLLED);
  const { opened } = await json('?day=2026-03-18');
  assert.deepEqual(
    opened.rows.map(({ ticker, amount }: Record<string, string>) => `${ticker} ${amount}`),
    ['KO -82.64'],
  );
  const page = await visitor.get(`${PAGE}?day=2026-03-18`);
  assert.match(page.body, /KO bought back 2 × 60 put 20 Mar/);
  assert.match(page.body, /aria-expanded="true"/);
  // Of another month than the one that is looked at it is not opened.
  assert.equal((await json('?day=2026-03-18&month=2026-02')).opened, null);
});

test('months lead to each other, and back to today', async (t) => {
  const { visitor } = await trader(t, ROLLED);
  const { body } = await visitor.get(`${PAGE}?month=2026-01&ticker=KO`);
  assert.match(body, /href="\/campaigns\/calendar\?ticker=KO&amp;month=2025-12" rel="prev"/);
  assert.match(body, /href="\/campaigns\/calendar\?ticker=KO&amp;month=2026-02" rel="next"/);
  assert.match(body, /href="\/campaigns\/calendar\?ticker=KO" data-keep>Today/);
  assert.match(body, /NYSE closed/);
});

test('the tax book dates a premium that was folded into shares on the day they go', async (t) => {
  const { json } = await trader(
    t,
    `
    2026-01-05 10:00  STO 1 KO 50P 16Jan @1.50
    2026-01-17 03:25  shares +100 KO @50
    2026-01-17 03:25  assigned 1 KO 50P 16Jan
    2026-03-10 10:00  sold 100 KO @52
  `,
  );
  const realised = async (query: string) => (await json(query)).realised;
  assert.deepEqual(
    [await realised('?month=2026-01'), await realised('?month=2026-03')],
    ['149.34', '200.00'],
  );
  assert.deepEqual(
    [await realised('?month=2026-01&book=tax'), await realised('?month=2026-03&book=tax')],
    ['0.00', '349.34'],
  );
});

test('what is unknown is left out and said', async (t) => {
  const { visitor, json } = await trader(
    t,
    `
    2026-03-02        transfer +100 T
    2026-03-03 10:00  STO 1 T 30C 13Mar @1.00
    2026-03-14 03:25  shares -100 T @30
    2026-03-14 03:25  assigned 1 T 30C 13Mar
  `,
  );
  const { left_out, realised } = await json('');
  assert.deepEqual([left_out, realised], [1, '0.00']);
  assert.equal((await json('?ticker=NONE')).left_out, 0, 'of what is not asked for nothing is left out');
  assert.match((await visitor.get(PAGE)).body, /1 campaign left out: what the shares had cost is unknown\./);
});

test('nobody sees the days of others, and a wrong month is refused', async (t) => {
  const { house } = await trader(t, ROLLED);
  const { visitor } = await signIn(house, 'user', 'stranger');
  const theirs = JSON.parse((await visitor.get(`/api${PAGE}?day=2026-03-18`)).body);
  assert.deepEqual([theirs.realised, theirs.opened.rows], ['0.00', []]);
  assert.match((await visitor.get(PAGE)).body, /No campaigns yet/);
  for (const query of ['month=2026-13', 'month=9999-12', 'day=soon'])
    assert.equal((await visitor.get(`/api${PAGE}?${query}`)).statusCode, 422, query);
});
