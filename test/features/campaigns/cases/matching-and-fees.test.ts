import assert from 'node:assert/strict';
import test from 'node:test';
import { rows } from '../../../support/ledger.ts';
import { group, replayOf } from '../../../support/replay.ts';

const CLOSINGS = [
  'A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.40',
  'A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.40',
  'A | 2026-03-11 10:00  BTC 1 KO 60P 20Mar @0.40',
];

// 298.00 in three: 99.33, 99.34, 99.33, as 198.67 is two thirds; each contract bought back costs 40.66.
for (const [count, cash, realised, status] of [
  [1, '257.34', '58.67', 'OPEN'],
  [2, '216.68', '117.35', 'OPEN'],
  [3, '176.02', '176.02', 'CLOSED'],
] as const) {
  test(`case 16: ${count} of 3 closed: the opening’s cash is used up by the cent`, () => {
    const table = ['A | 2026-03-02 10:00  STO 3 KO 60P 20Mar @1.00 fee 2.00', ...CLOSINGS.slice(0, count)];
    group(table.join('\n')).shows('A', {
      status,
      closedOn: count === 3 ? '2026-03-11' : null,
      cash,
      realised,
      realisedTax: realised,
      openLegs: count === 3 ? [] : [`-${3 - count} KO 60P 20Mar26`],
    });
  });
}

const CLOSING = '2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.60  id 5';

test('cases 38 and 58: a close whose opening is not known is nobody’s profit', () => {
  const desk = group(`- | ${CLOSING}`);
  assert.deepEqual([desk.unassigned, desk.problems], [['5 1 -60.66'], ['CLOSE_WITHOUT_OPEN']]);
  assert.deepEqual(desk.replay.problems[0]?.transactionIds, ['5']);
  assert.deepEqual(desk.replay.campaigns, []);
});

test('case 38: the opening arrives later, with an older or a newer id: the close is its own', () => {
  for (const id of [4, 6]) {
    const desk = group(`
      A | ${CLOSING}
      A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  id ${id}
    `);
    desk.shows('A', { status: 'CLOSED', startedOn: '2026-03-02', closedOn: '2026-03-09', cash: '33.68' });
    assert.deepEqual([desk.unassigned, desk.problems], [[], []]);
  }
});

test('case 58: three closed where two are known: the third is unassigned with its share of the cost', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 2 KO 60P 20Mar @0.95
    A+- | 2026-03-09 10:00  BTC 3 KO 60P 20Mar @0.50
  `);
  // 188.68 - 101.32
  desk.shows('A', { status: 'CLOSED', cash: '87.36', realised: '87.36' });
  assert.deepEqual([desk.unassigned, desk.problems], [['2 1 -50.66'], ['CLOSE_WITHOUT_OPEN']]);
});

test('case 58: an expiration of what was opened before the history begins', () => {
  const desk = group('- | 2026-03-21 03:30  expired 2 KO 60P 20Mar');
  assert.deepEqual([desk.unassigned, desk.problems], [['1 2 0.00'], ['CLOSE_WITHOUT_OPEN']]);
});

const TWO_DAYS = rows(`
  2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 1
  2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 1
  2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.60  order 2
`);

test('case 39: rows that come a second time change nothing', () => {
  const once = JSON.stringify(replayOf(TWO_DAYS));
  assert.equal(JSON.stringify(replayOf([...TWO_DAYS, ...TWO_DAYS])), once);
  assert.equal(JSON.stringify(replayOf([...TWO_DAYS, ...TWO_DAYS.slice(1)])), once);
});

test('case 40: two equal fills with ids of their own both count', () => {
  group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 1
  `).shows('A', { cash: '188.68', openLegs: ['-2 KO 60P 20Mar26'] });
});

test('case 40: the same id in another account is another row', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  id 7  account ONE
    B | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  id 7  account TWO
  `);
  assert.notEqual(desk.at('A').id, desk.at('B').id);
});

test('definition 7: ids are numbers: of two openings of one instant, 9 is before 10', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 1  id 10
    B | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 2  id 9
    B | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.60  id 11
  `);
  desk.shows('A', { status: 'OPEN' });
  desk.shows('B', { status: 'CLOSED' });
});

test('definition 7: at one instant what is opened can be closed, whichever row has the lower id', () => {
  group(`
    A | 2026-03-02 10:00  BTC 1 KO 60P 20Mar @0.60  id 1
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  id 2
  `).shows('A', { status: 'CLOSED', cash: '33.68' });
});

test('property 8: deposits and interest change nothing but the unassigned rows', () => {
  const table = 'A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95\n';
  const desk = group(`${table}
    - | 2026-03-03 10:00  deposit 1000.00
    - | 2026-03-04 10:00  interest -1.25
  `);
  assert.deepEqual(desk.unassigned, ['2 0 1000.00', '3 0 -1.25']);
  assert.deepEqual(desk.replay.campaigns, group(table).replay.campaigns);
});

test('property 6: a trade of another ticker leaves a campaign as it was', () => {
  const table = 'A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95\n';
  const desk = group(`${table}
    B | 2026-03-02 10:00  STO 1 PEP 150P 20Mar @1.95
  `);
  assert.deepEqual(desk.at('A'), group(table).at('A'));
});
