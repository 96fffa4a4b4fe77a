import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

test('definition 7: of one day’s assignments those that bring shares come first, so none are short', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50C 20Mar @6.00
    B | 2026-03-02 11:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-21 03:25  shares -100 KO @50
    A | 2026-03-21 03:26  assigned 1 KO 50C 20Mar
    B | 2026-03-21 03:27  shares +100 KO @60
    B | 2026-03-21 03:28  assigned 1 KO 60P 20Mar
  `);
  desk.shows('A', { status: 'CLOSED', cash: '599.34', realised: '599.34', realisedTax: '599.34' });
  // 149.34 - 6000 + 5000
  desk.shows('B', {
    status: 'CLOSED',
    strategy: 'WHEEL',
    cash: '-850.66',
    realised: '-850.66',
    realisedTax: '-850.66',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('definition 7: an assignment of a day comes after that day’s trades, though its row is posted before the next', () => {
  const desk = group(`
    A | 2026-03-02 10:00  bought 100 KO @50         order 1
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80  order 1
    - | 2026-04-08 15:59  bought 100 KO @53
    A | 2026-04-09 03:25  shares -100 KO @52
    A | 2026-04-09 03:30  assigned 1 KO 52C 17Apr
  `);
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-04-08', cash: '279.34' });
  assert.deepEqual(desk.unassigned, ['3 100 -5300.00']);
});

test('definition 21: a dividend is of who held when the day began: what is sold that morning still earns it', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @60  "COCA COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    A | 2026-04-01 09:31  sold 100 KO @60
    - | 2026-04-01 09:32  bought 100 KO @60
    A | 2026-04-01 16:00  dividend 51.00      "COCA COLA CO"
  `);
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-04-01', dividends: '51.00' });
});

const BUY_WRITE = `
  A | 2026-03-02 10:00  bought 100 KO @50         order 1
  A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80  order 1
`;

for (const [on, closedOn, story] of [
  ['2026-04-11', '2026-04-10', 'a Saturday is Friday’s'],
  ['2026-04-03', '2026-04-02', 'Good Friday is Thursday’s'],
  ['2026-04-08', '2026-04-08', 'a Wednesday is its own'],
] as const) {
  test(`case 42, definition 6: a removal of which a file knows no more than ${story}`, () => {
    group(`${BUY_WRITE}
      A | ${on}  shares -100 KO @52
      A | ${on}  assigned 1 KO 52C 17Apr
    `).shows('A', { status: 'CLOSED', closedOn, cash: '279.34' });
  });
}

test('case 42: shares at a strike of which a file knows the date only are plain shares: they may have been traded', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50
    - | 2026-03-20        shares +100 KO @50
  `);
  assert.deepEqual(desk.problems, []);
  assert.match(desk.whyUnassigned('2'), /shares outside any campaign/);
});

test('case 42: with an “as of” they are the half of an assignment', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50
    - | 2026-03-20        shares +100 KO @50  as of 2026-03-19
  `);
  assert.deepEqual(desk.problems, ['INCOMPLETE_ASSIGNMENT']);
});

test('case 47: of a split three for one nothing is left over', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-04-06 07:40  split +200 KO
  `);
  // 4850.66 / 300
  desk.shows('A', { shares: '300', basis: '16.1689 16.1689' });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('case 76: the tax withheld follows its dividend, whichever of the two rows has the lower id', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @60  "COCA-COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    A | 2026-04-01 08:09  withheld -2.23      "THE COCA-COLA CO"
    A | 2026-04-01 08:09  dividend 22.31      "THE COCA-COLA CO"
  `);
  desk.shows('A', { dividends: '20.08' });
});

test('definition 10: an assigned call without shares of its own takes another campaign’s before those outside', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80
    - | 2026-03-03 10:00  bought 100 KO @59
    B | 2026-03-04 10:00  STO 1 KO 60P 20Mar @1.00
    B | 2026-03-21 03:25  shares +100 KO @60
    B | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    B | 2026-04-18 03:25  shares -100 KO @65
    A | 2026-04-18 03:30  assigned 1 KO 65C 17Apr
  `);
  desk.shows('A', { status: 'CLOSED', cash: '79.34', realised: '79.34', realisedTax: '79.34' });
  // 99.34 - 6000 + 6500
  desk.shows('B', { status: 'CLOSED', cash: '599.34', realised: '599.34', realisedTax: '599.34' });
  assert.deepEqual(desk.unassigned, ['2 100 -5900.00']);
});
