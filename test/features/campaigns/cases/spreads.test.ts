import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const PUT_SPREAD = `
  A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @2.40  order 1
  A | 2026-03-02 10:00  BTO 1 KO 55P 17Apr @1.00  order 1
`;

test('case 31: a spread’s short leg assigned early: the shares and the long leg stay together', () => {
  const desk = group(`${PUT_SPREAD}
    A | 2026-03-12 03:25  shares +100 KO @60
    A | 2026-03-12 03:30  assigned 1 KO 60P 17Apr
  `);
  // 239.34 - 100.66 - 6000; (6000 - 138.68) / 100 with the long leg, (6000 - 239.34) / 100 without
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'PUT_CREDIT_SPREAD',
    phase: 'MIXED',
    cash: '-5861.32',
    realised: '239.34',
    realisedTax: '0.00',
    shares: '100',
    basis: '58.6132 57.6066',
    openLegs: ['1 KO 55P 17Apr26'],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 32: a strangle with one side rolled is one campaign and one roll', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
    A | 2026-03-02 10:00  STO 1 KO 56C 20Mar @0.90  order 1
    A | 2026-03-18 10:00  BTC 1 KO 56C 20Mar @0.20  order 2
    A | 2026-03-18 10:00  STO 1 KO 57C 17Apr @0.90  order 2
  `);
  // 238.68 - 20.66 + 89.34; over: 89.34 - 20.66
  desk.shows('A', {
    strategy: 'STRANGLE',
    rollCount: 1,
    rolls: ['2026-03-18 1 KO 56C 20Mar26 > KO 57C 17Apr26 68.68'],
    cash: '307.36',
    realised: '68.68',
    openLegs: ['-1 KO 50P 20Mar26', '-1 KO 57C 17Apr26'],
  });
});

const CONDOR = `
  A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.20  order 1
  A | 2026-03-02 10:00  BTO 1 KO 45P 17Apr @0.50  order 1
  A | 2026-03-02 10:00  STO 1 KO 60C 17Apr @1.10  order 1
  A | 2026-03-02 10:00  BTO 1 KO 65C 17Apr @0.40  order 1
  A | 2026-03-16 10:00  BTC 1 KO 50P 17Apr @0.40  order 2
  A | 2026-03-16 10:00  STC 1 KO 45P 17Apr @0.10  order 2
`;

test('case 33: half an iron condor closed: the campaign is open', () => {
  // 119.34 - 50.66 + 109.34 - 40.66 = 137.36; less 40.66 - 9.34; over: 119.34 - 50.66 - 31.32
  group(CONDOR).shows('A', {
    status: 'OPEN',
    strategy: 'IRON_CONDOR',
    phase: 'SPREAD',
    cash: '106.04',
    realised: '37.36',
    openLegs: ['-1 KO 60C 17Apr26', '1 KO 65C 17Apr26'],
  });
});

test('case 33: closed as two spreads it is one campaign, one result, no roll', () => {
  group(`${CONDOR}
    A | 2026-03-17 10:00  BTC 1 KO 60C 17Apr @0.30  order 3
    A | 2026-03-17 10:00  STC 1 KO 65C 17Apr @0.05  order 3
  `).shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-17',
    strategy: 'IRON_CONDOR',
    rollCount: 0,
    cash: '79.72',
    realised: '79.72',
    realisedTax: '79.72',
  });
});

test('case 34: the hedge of a spread sold: the same campaign, now a short put', () => {
  group(`${PUT_SPREAD}
    A | 2026-03-16 10:00  STC 1 KO 55P 17Apr @0.60  order 2
  `).shows('A', {
    status: 'OPEN',
    strategy: 'PUT_CREDIT_SPREAD',
    phase: 'SHORT_PUT',
    cash: '198.02',
    realised: '-41.32',
    openLegs: ['-1 KO 60P 17Apr26'],
  });
});

test('case 35: a long call rolled: the rules are mirrored', () => {
  group(`
    A | 2026-03-02 10:00  BTO 1 KO 60C 20Mar @2.00  order 1
    A | 2026-03-18 10:00  STC 1 KO 60C 20Mar @1.50  order 2
    A | 2026-03-18 10:04  BTO 1 KO 60C 17Apr @2.50  order 3
  `).shows('A', {
    strategy: 'LONG_CALL',
    phase: 'LONG',
    rollCount: 1,
    rolls: ['2026-03-18 1 KO 60C 20Mar26 > KO 60C 17Apr26 -101.32'],
    cash: '-301.98',
    realised: '-51.32',
    openLegs: ['1 KO 60C 17Apr26'],
    rows: ['1 OPENING 1 -200.66', '2 CLOSING -1 149.34', '3 ADJUSTMENT 1 -250.66'],
  });
});

test('case 35: a short closed and a long opened are not a roll', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60C 20Mar @2.00  order 1
    A | 2026-03-18 10:00  BTC 1 KO 60C 20Mar @1.50  order 2
    B | 2026-03-18 10:04  BTO 1 KO 60C 17Apr @2.50  order 3
  `);
  desk.shows('A', { status: 'CLOSED', rollCount: 0 });
  desk.shows('B', { strategy: 'LONG_CALL', rollCount: 0 });
});

test('case 36: LEAPS and a short call in one order are one campaign', () => {
  const desk = group(`
    A | 2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00  order 1
    A | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80     order 1
  `);
  desk.shows('A', { strategy: 'PMCC', cash: '-1121.32', shares: '0' });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

const SHAPES: readonly (readonly [strategy: string, ...legs: readonly string[]])[] = [
  ['NAKED_PUT', 'STO 1 KO 60P 17Apr @1.00'],
  ['NAKED_CALL', 'STO 1 KO 60C 17Apr @1.00'],
  ['COVERED_CALL', 'bought 100 KO @60', 'STO 1 KO 62C 17Apr @0.80'],
  ['LONG_CALL', 'BTO 1 KO 60C 17Apr @1.00'],
  ['LONG_PUT', 'BTO 1 KO 60P 17Apr @1.00'],
  ['PUT_CREDIT_SPREAD', 'STO 1 KO 60P 17Apr @2.40', 'BTO 1 KO 55P 17Apr @1.00'],
  ['PUT_DEBIT_SPREAD', 'BTO 1 KO 60P 17Apr @2.40', 'STO 1 KO 55P 17Apr @1.00'],
  ['CALL_CREDIT_SPREAD', 'STO 1 KO 62C 17Apr @1.20', 'BTO 1 KO 65C 17Apr @0.40'],
  ['CALL_DEBIT_SPREAD', 'BTO 1 KO 62C 17Apr @1.20', 'STO 1 KO 65C 17Apr @0.40'],
  ['CALENDAR', 'STO 1 KO 60C 17Apr @1.00', 'BTO 1 KO 60C 15May @1.60'],
  ['DIAGONAL', 'STO 1 KO 62C 17Apr @0.80', 'BTO 1 KO 60C 15May @2.40'],
  ['PMCC', 'BTO 1 KO 50C 15Jan27 @12.00', 'STO 1 KO 65C 17Apr @0.80'],
  ['STRADDLE', 'STO 1 KO 60P 17Apr @1.40', 'STO 1 KO 60C 17Apr @1.50'],
  ['STRANGLE', 'STO 1 KO 55P 17Apr @0.50', 'STO 1 KO 65C 17Apr @0.60'],
  [
    'IRON_CONDOR',
    'STO 1 KO 55P 17Apr @0.90',
    'BTO 1 KO 50P 17Apr @0.30',
    'STO 1 KO 65C 17Apr @0.90',
    'BTO 1 KO 70C 17Apr @0.30',
  ],
  ['COLLAR', 'bought 100 KO @60', 'BTO 1 KO 57P 17Apr @0.70', 'STO 1 KO 63C 17Apr @0.70'],
  ['CUSTOM', 'STO 1 KO 55P 17Apr @0.90', 'STO 1 KO 62C 17Apr @1.10', 'BTO 1 KO 65C 17Apr @0.30'],
];

for (const [strategy, ...legs] of SHAPES) {
  test(`definition 31: ${legs.join(', ')} in one order is ${strategy}`, () => {
    const desk = group(legs.map((leg) => `A | 2026-03-02 10:00  ${leg}  order 1`).join('\n'));
    desk.shows('A', { strategy, status: 'OPEN', startedOn: '2026-03-02' });
  });
}
