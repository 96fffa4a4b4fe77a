import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const HELD_BY_TWO = `
  A   | 2026-04-01 10:00  STO 2 KO 60P 15May @1.00  order 1
  B   | 2026-05-04 10:00  STO 3 KO 58P 17Jul @1.10  order 2
  A   | 2026-05-12 10:00  BTC 2 KO 60P 15May @1.50  order 3
  A   | 2026-05-12 10:00  STO 2 KO 58P 17Jul @1.80  order 3
  A+B | 2026-06-01 10:00  BTC 4 KO 58P 17Jul @0.50  order 4  fee 2.66
`;

test('case 15: one contract held by two campaigns: a close of four of five takes the units opened first, B’s 3 and A’s 1', () => {
  const desk = group(HELD_BY_TWO);
  // The fee 2.66: A began first, 2.66 / 4 = 0.665 is 0.67 for A; B takes the rest, 1.99.
  // A 198.68 - 301.32 + 358.68 - 50.67; over: -102.64 and 179.34 - 50.67
  desk.shows('A', {
    status: 'OPEN',
    startedOn: '2026-04-01',
    rollCount: 1,
    rolls: ['2026-05-12 2 KO 60P 15May26 > KO 58P 17Jul26 57.36'],
    cash: '205.37',
    realised: '26.03',
    realisedTax: '26.03',
    fees: '4.63',
    openLegs: ['-1 KO 58P 17Jul26'],
    rows: ['1 OPENING -2 198.68', '3 CLOSING 2 -301.32', '4 ADJUSTMENT -2 358.68', '5 CLOSING 1 -50.67'],
  });
  // B 328.02 - 150 - 1.99
  desk.shows('B', {
    status: 'CLOSED',
    startedOn: '2026-05-04',
    closedOn: '2026-06-01',
    rollCount: 0,
    cash: '176.03',
    realised: '176.03',
    realisedTax: '176.03',
    fees: '3.97',
    rows: ['2 OPENING -3 328.02', '5 CLOSING 3 -151.99'],
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('case 15: a fee that divides evenly is divided evenly', () => {
  const desk = group(HELD_BY_TWO.replace('fee 2.66', ''));
  desk.shows('A', { cash: '205.38', realised: '26.04' });
  desk.shows('B', { cash: '176.04', realised: '176.04' });
});

// 149.34 - 5000 and 2 x 99.34 - 9600
const TWO_WHEELS = `
  A   | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  B   | 2026-03-03 10:00  STO 2 KO 48P 27Mar @1.00
  A   | 2026-03-21 03:25  shares +100 KO @50
  A   | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
  B   | 2026-03-28 03:25  shares +200 KO @48
  B   | 2026-03-28 03:30  assigned 2 KO 48P 27Mar
`;

test('case 23: calls on the shares of two campaigns go to the earliest first, and the row is divided', () => {
  const desk = group(`${TWO_WHEELS}
    A+B | 2026-03-30 10:00  STO 2 KO 52C 17Apr @0.80
  `);
  desk.shows('A', {
    strategy: 'WHEEL',
    phase: 'COVERED',
    cash: '-4771.32',
    shares: '100',
    basis: '47.7132 48.5066',
    openLegs: ['-1 KO 52C 17Apr26'],
  });
  // 198.68 - 9600 + 79.34; (9600 - 278.02) / 200 and (9600 - 198.68) / 200
  desk.shows('B', {
    strategy: 'WHEEL',
    cash: '-9321.98',
    shares: '200',
    basis: '46.6099 47.0066',
    openLegs: ['-1 KO 52C 17Apr26'],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 65: the same ticker in two accounts is two campaigns', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  account ONE
    B | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  account TWO
    A | 2026-03-09 10:00  BTC 1 KO 50P 20Mar @0.50  account ONE
  `);
  desk.shows('A', { account: 'ONE', status: 'CLOSED', cash: '98.68' });
  desk.shows('B', { account: 'TWO', status: 'OPEN', cash: '149.34' });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 65: an order in another account closes nothing and rolls nothing', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  account ONE
    - | 2026-03-09 10:00  BTC 1 KO 50P 20Mar @0.50  account TWO  order 2
    B | 2026-03-09 10:01  STO 1 KO 49P 17Apr @1.50  account TWO  order 3
  `);
  desk.shows('A', { status: 'OPEN', rollCount: 0 });
  desk.shows('B', { account: 'TWO', rollCount: 0 });
  assert.deepEqual(desk.problems, ['CLOSE_WITHOUT_OPEN']);
});

test('case 72: two wheels, a call on the first: shares sold without a link are the uncovered second’s', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    B | 2026-03-03 10:00  STO 1 KO 48P 27Mar @1.00
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    B | 2026-03-28 03:25  shares +100 KO @48
    B | 2026-03-28 03:30  assigned 1 KO 48P 27Mar
    A | 2026-03-30 10:00  STO 1 KO 52C 17Apr @0.80
    B | 2026-04-06 10:00  sold 100 KO @51
  `);
  desk.shows('A', { status: 'OPEN', phase: 'COVERED', cash: '-4771.32', shares: '100' });
  // 99.34 - 4800 + 5100
  desk.shows('B', {
    status: 'CLOSED',
    closedOn: '2026-04-06',
    strategy: 'WHEEL',
    cash: '399.34',
    realised: '399.34',
    realisedTax: '399.34',
  });
  assert.deepEqual(desk.problems, []);
});

test('case 73: a naked call assigned when another campaign holds the shares: those leave, none are short', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80
    B | 2026-03-03 10:00  STO 1 KO 50P 20Mar @1.50
    B | 2026-03-21 03:25  shares +100 KO @50
    B | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    B | 2026-04-18 03:25  shares -100 KO @52
    A | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  desk.shows('A', {
    strategy: 'NAKED_CALL',
    status: 'CLOSED',
    closedOn: '2026-04-17',
    cash: '79.34',
    realised: '79.34',
    realisedTax: '79.34',
  });
  // 149.34 - 5000 + 5200
  desk.shows('B', {
    strategy: 'WHEEL',
    status: 'CLOSED',
    closedOn: '2026-04-17',
    cash: '349.34',
    realised: '349.34',
    realisedTax: '349.34',
  });
  assert.ok(!desk.problems.includes('SHORT_SHARES'));
});

const SOLD: readonly (readonly [story: string, sold: string])[] = [
  ['in one fill', 'A+B | 2026-03-24 10:00  sold 200 KO @51  order 9'],
  [
    'in two fills',
    `A+B | 2026-03-24 10:00  sold 120 KO @51  order 9
     B   | 2026-03-24 10:00  sold 80 KO @51  order 9`,
  ],
];

for (const [story, sold] of SOLD) {
  test(`definition 10: sold in one order with a call of each of two wheels, ${story}: 100 of each`, () => {
    const desk = group(`
    -   | 2026-01-02 10:00  bought 100 KO @40
    A   | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    B   | 2026-03-03 10:00  STO 1 KO 48P 20Mar @1.00
    A   | 2026-03-21 03:25  shares +200 KO @50
    A   | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
    B   | 2026-03-21 03:26  shares +100 KO @48
    B   | 2026-03-21 03:31  assigned 1 KO 48P 20Mar
    A   | 2026-03-23 10:00  STO 1 KO 55C 17Apr @0.80
    A   | 2026-03-23 10:30  STO 1 KO 56C 17Apr @0.80
    B   | 2026-03-23 11:00  STO 1 KO 57C 17Apr @0.80
    A   | 2026-03-24 10:00  BTC 1 KO 55C 17Apr @0.50  order 9
    B   | 2026-03-24 10:00  BTC 1 KO 57C 17Apr @0.50  order 9
    ${sold}
    `);
    // 298.68 - 10000 + 79.34 + 79.34 - 50.66 + 5100; 99.34 - 4800 + 79.34 - 50.66 + 5100
    desk.shows('A', { status: 'OPEN', cash: '-4493.30', shares: '100' });
    desk.shows('B', { status: 'CLOSED', cash: '428.02', realised: '428.02' });
    assert.deepEqual([desk.problems, desk.unassigned], [[], ['1 100 -4000.00']]);
  });
}
