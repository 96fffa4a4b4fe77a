import assert from 'node:assert/strict';
import test from 'node:test';
import { rows } from '../../../support/ledger.ts';
import { group, replayOf } from '../../../support/replay.ts';

for (const [time, on] of [
  ['09:29', '2026-03-09'],
  ['09:30', '2026-03-10'],
] as const)
  test(`definition 6: what is posted at ${time} on Tuesday happened on ${on}`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 50C 20Mar @1.50   order 7
      A | 2026-03-02 10:00  bought 100 KO @48          order 7
      A | 2026-03-10 ${time}  assigned 1 KO 50C 20Mar
      A | 2026-03-10 ${time}  shares -100 KO @50
    `);
    desk.shows('A', { status: 'CLOSED', closedOn: on });
  });

test('definition 7: numbers as numbers, before what is no number', () => {
  const ids = ['9', '10', '10x', '9x', 'x10', 'x9'];
  for (const arrived of [ids, ids.toReversed(), ['10x', '9', 'x9', '10', 'x10', '9x']]) {
    const deposits = arrived.flatMap((id) =>
      rows('2026-03-02 10:00  deposit 1.00').map((row) => ({ ...row, id })),
    );
    assert.deepEqual(
      replayOf(deposits).unassigned.map(({ transactionId }) => transactionId),
      ids,
    );
  }
});

test('definition 7: the parts of one row in their order, and an id of two accounts by account', () => {
  const parts = (first: number) =>
    rows(`
      2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  id 1 order 7 account A
      2026-03-02 10:00  STO 1 KO 60C 20Mar @1.50  id 1 order 7 account A
      2026-03-02 10:00  transfer +100 PEP         id 2 account A
      2026-03-02 10:00  transfer +200 KO          id 2 account B
    `).map((row, i) => (i < 2 ? { ...row, part: (first + i) % 2 } : row));
  for (const first of [0, 1]) {
    const [there, back] = [replayOf(parts(first)), replayOf(parts(first).toReversed())];
    assert.deepEqual(back, there);
    assert.deepEqual(
      there.unassigned.map(({ quantity }) => quantity),
      ['100', '200'],
    );
  }
});

test('rows without an order are each one of their own', () => {
  const desk = group(
    `
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    B | 2026-03-02 12:00  STO 1 KO 55P 20Mar @3.50
  `,
    { retouch: (row) => ({ ...row, orderId: null }) },
  );
  assert.deepEqual([desk.at('A').strategy, desk.at('B').strategy], ['NAKED_PUT', 'NAKED_PUT']);
});

test('a split of which only the date is known comes before the trades of its day', () => {
  const desk = group(`
    A | 2026-03-02   bought 100 KO @50          order 7
    A | 2026-03-02   STO 1 KO 60C 20Mar @0.80   order 7
    A | 2026-03-09   BTC 2 KO 30C 20Mar @0.10
    A | 2026-03-09   sold 200 KO @26
    A | 2026-03-09   split +100 KO
  `);
  // -5000 + 79.34 - 21.32 + 5200
  desk.shows('A', { status: 'CLOSED', cash: '258.02', realised: '258.02' });
  assert.deepEqual(desk.problems, []);
});

test('a trade of which only the date is known comes after the dividend of its day', () => {
  const desk = group(`
    A | 2026-03-02   bought 100 KO @50          order 7 "COCA COLA CO"
    A | 2026-03-02   STO 1 KO 60C 20Mar @0.80   order 7
    - | 2026-03-02   dividend 51.00             "COCA COLA CO"
  `);
  desk.shows('A', { dividends: '0.00' });
});

test('a split whose time is known comes after what was sold before it', () => {
  const desk = group(`
    - | 2026-03-02 10:00  bought 200 KO @50
    - | 2026-03-09 04:10  sold 100 KO @51
    - | 2026-03-09 07:40  split +100 KO
  `);
  assert.deepEqual(desk.problems, []);
});

test('definition 11: of one night, what an assigned put brings is there when an assigned call takes it', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @6.50   order 7
    A | 2026-03-02 10:00  STO 1 KO 50C 20Mar @6.00   order 7
    A | 2026-03-21 03:25  shares -100 KO @50         no effect
    A | 2026-03-21 03:25  shares +100 KO @60         no effect
    A | 2026-03-21 03:30  assigned 1 KO 50C 20Mar
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
  `);
  // 649.34 + 599.34 + 5000 - 6000
  desk.shows('A', { status: 'CLOSED', cash: '248.68', realised: '248.68', realisedTax: '248.68' });
  assert.ok(!desk.problems.includes('SHORT_SHARES'));
});

test('case 51: a name of two tickers of one account is nobody’s, and both are told', () => {
  const desk = group(`
    - | 2026-03-02 10:00  bought 10 GOOG @140    "ALPHABET INC"
    - | 2026-03-02 10:00  bought 10 GOOGL @140   "ALPHABET INC"
    - | 2026-04-01 08:00  dividend 5.10          "ALPHABET INC"
  `);
  const message = 'The dividend of 2026-04-01 names “ALPHABET INC”, by which GOOG and GOOGL are known.';
  assert.deepEqual(desk.replay.problems, [{ code: 'UNMATCHED_DIVIDEND', message, transactionIds: ['3'] }]);
  assert.equal(desk.whyUnassigned('3'), 'a dividend that may be of several tickers of this account');
});
