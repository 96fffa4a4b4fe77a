import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const WHEEL = `
  A | 2026-03-02 10:31  STO 1 KO 50P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 KO @50
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
`;
const CALL = `
  A | 2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80
`;

test('case 22: a call sold on assigned shares joins their campaign', () => {
  const desk = group(WHEEL + CALL);
  // (5000 - 149.34 - 79.34) / 100; the tax basis does not change
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'COVERED',
    cash: '-4771.32',
    realised: '149.34',
    realisedTax: '0.00',
    basis: '47.7132 48.5066',
    openLegs: ['-1 KO 52C 17Apr26'],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 22: a covered call rolled stays with its shares', () => {
  const desk = group(`${WHEEL}${CALL}
    A | 2026-04-14 10:00  BTC 1 KO 52C 17Apr @1.00  order 9
    A | 2026-04-14 10:00  STO 1 KO 54C 15May @1.30  order 9
  `);
  // premium 149.34 + 79.34 - 100.66 + 129.34 = 257.36; over: the put and 79.34 - 100.66
  desk.shows('A', {
    strategy: 'WHEEL',
    phase: 'COVERED',
    rollCount: 1,
    rolls: ['2026-04-14 1 KO 52C 17Apr26 > KO 54C 15May26 28.68'],
    cash: '-4742.64',
    realised: '128.02',
    realisedTax: '-21.32',
    basis: '47.4264 48.5066',
    openLegs: ['-1 KO 54C 15May26'],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 22: of two calls on 100 shares one is covered, the other is a naked call of its own', () => {
  const desk = group(`${WHEEL}
    A+B | 2026-03-23 10:00  STO 2 KO 52C 17Apr @0.80
  `);
  desk.shows('A', { openLegs: ['-1 KO 52C 17Apr26'], cash: '-4771.32' });
  desk.shows('B', {
    strategy: 'NAKED_CALL',
    phase: 'SHORT_CALL',
    openLegs: ['-1 KO 52C 17Apr26'],
    cash: '79.34',
  });
  assert.deepEqual(desk.problems, ['NAKED_CALL']);
});

test('case 24: called away, posted on Saturday: closed on Friday', () => {
  const desk = group(`${WHEEL}${CALL}
    A | 2026-04-18 03:25  shares -100 KO @52 fee 0.10
    A | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  // 200 + 149.34 + 79.34 - 0.10
  desk.shows('A', {
    status: 'CLOSED',
    phase: 'CLOSED',
    strategy: 'WHEEL',
    startedOn: '2026-03-02',
    closedOn: '2026-04-17',
    cash: '428.58',
    realised: '428.58',
    realisedTax: '428.58',
    premium: '228.68',
    fees: '1.42',
    shares: '0',
    basis: null,
    openLegs: [],
    rows: [
      '1 OPENING -1 149.34',
      '2 ASSIGNMENT 100 -5000.00',
      '3 ASSIGNMENT 1 0.00',
      '4 OPENING -1 79.34',
      '5 ASSIGNMENT -100 5199.90',
      '6 ASSIGNMENT 1 0.00',
    ],
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('case 25: one of three lots called away: the rest keeps its own cost', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 20P 20Mar @0.55
    A | 2026-03-21 03:25  shares +300 KO @20
    A | 2026-03-21 03:30  assigned 3 KO 20P 20Mar
    A | 2026-03-23 10:00  STO 1 KO 22C 17Apr @0.48
    A | 2026-04-18 03:25  shares -100 KO @22 fee 0.06
    A | 2026-04-18 03:30  assigned 1 KO 22C 17Apr
  `);
  // 163.02 + 47.34 + 199.94; tax 2199.94 + 47.34 - (2000 - 54.34)
  // (4000 - 210.36) / 200 and (4000 - 108.68) / 200
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'SHARES',
    startedOn: '2026-03-02',
    closedOn: null,
    cash: '-3589.70',
    realised: '410.30',
    realisedTax: '301.62',
    premium: '210.36',
    fees: '2.70',
    shares: '200',
    basis: '18.9482 19.4566',
    openLegs: [],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 62: own shares stay outside until a call is sold on them', () => {
  const desk = group('- | 2026-01-05 10:00  bought 100 KO @30');
  assert.deepEqual(desk.unassigned, ['1 100 -3000.00']);
  assert.match(desk.whyUnassigned('1'), /shares outside any campaign/);
  assert.deepEqual([desk.replay.campaigns, desk.problems], [[], []]);
});

test('case 62: the first call sold on own shares starts a campaign on the day they were bought', () => {
  const desk = group(`
    A+- | 2026-01-05 10:00  bought 300 KO @30
    A   | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
  `);
  // -3000 + 79.34; 2920.66 / 100
  desk.shows('A', {
    strategy: 'COVERED_CALL',
    phase: 'COVERED',
    startedOn: '2026-01-05',
    cash: '-2920.66',
    realised: '0.00',
    shares: '100',
    basis: '29.2066 30.0000',
  });
  assert.deepEqual([desk.unassigned, desk.problems], [['1 200 -6000.00'], []]);
});

test('definition 18: of 250 own shares two calls take the earliest 200; a third call is naked', () => {
  const desk = group(`
    A   | 2026-01-05 10:00  bought 150 KO @30
    A+- | 2026-01-12 10:00  bought 100 KO @31
    A+B | 2026-03-02 10:00  STO 3 KO 65C 20Mar @0.80
  `);
  // -4500 - 1550 + 158.68; (6050 - 158.68) / 200 and 6050 / 200
  desk.shows('A', {
    strategy: 'COVERED_CALL',
    startedOn: '2026-01-05',
    cash: '-5891.32',
    shares: '200',
    basis: '29.4566 30.2500',
    openLegs: ['-2 KO 65C 20Mar26'],
  });
  desk.shows('B', { strategy: 'NAKED_CALL', startedOn: '2026-03-02', cash: '79.34', shares: '0' });
  assert.deepEqual(desk.unassigned, ['2 50 -1550.00']);
});

test('case 63: shares bought and a call sold in one order are one event', () => {
  const desk = group(`
    A | 2026-03-02 10:00  bought 100 KO @50          order 1
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80   order 1
  `);
  desk.shows('A', {
    strategy: 'COVERED_CALL',
    phase: 'COVERED',
    startedOn: '2026-03-02',
    rollCount: 0,
    cash: '-4920.66',
    basis: '49.2066 50.0000',
    rows: ['1 OPENING 100 -5000.00', '2 OPENING -1 79.34'],
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('case 71: the wheel’s shares are called away, the older own shares stay', () => {
  const desk = group(`
    - | 2026-01-05 10:00  bought 100 KO @30
    A | 2026-03-02 10:00  STO 1 KO 35P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @35
    A | 2026-03-21 03:30  assigned 1 KO 35P 20Mar
    A | 2026-03-23 10:00  STO 1 KO 37C 17Apr @0.80
    A | 2026-04-18 03:25  shares -100 KO @37 fee 0.10
    A | 2026-04-18 03:30  assigned 1 KO 37C 17Apr
  `);
  // 149.34 + 79.34 + 200 - 0.10
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-17',
    startedOn: '2026-03-02',
    strategy: 'WHEEL',
    cash: '428.58',
    realised: '428.58',
    realisedTax: '428.58',
  });
  assert.deepEqual([desk.unassigned, desk.problems], [['1 100 -3000.00'], []]);
});

for (const [call, shares] of [
  [20, 21],
  [21, 20],
] as const) {
  test(`case 79: a call bought back (row ${call}) and shares sold (row ${shares}) in one order: the call’s campaign’s leave`, () => {
    const desk = group(`
      - | 2026-01-05 10:00  bought 100 KO @30
      A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
      A | 2026-03-21 03:25  shares +100 KO @50
      A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
      A | 2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80
      A | 2026-04-06 10:00  BTC 1 KO 52C 17Apr @0.50  order 9  id ${call}
      A | 2026-04-06 10:00  sold 100 KO @51           order 9  id ${shares}
    `);
    // 149.34 + 79.34 - 50.66 - 5000 + 5100
    desk.shows('A', {
      status: 'CLOSED',
      closedOn: '2026-04-06',
      strategy: 'WHEEL',
      cash: '278.02',
      realised: '278.02',
      realisedTax: '278.02',
    });
    assert.deepEqual([desk.unassigned, desk.problems], [['1 100 -3000.00'], []]);
  });
}

const NAKED_ASSIGNED = `
  A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
  A | 2026-03-21 03:25  shares -100 KO @65 fee 0.10
  A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
`;

test('case 54: a naked call assigned without shares is short shares, and says so', () => {
  const desk = group(NAKED_ASSIGNED);
  // 79.34 + 6499.90; short: (proceeds + premium) / shares. The tax book puts the premium onto the proceeds.
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'NAKED_CALL',
    phase: 'SHORT_SHARES',
    cash: '6579.24',
    realised: '79.34',
    realisedTax: '0.00',
    shares: '-100',
    basis: '65.7924 65.7924',
    openLegs: [],
  });
  assert.ok(desk.problems.includes('SHORT_SHARES'));
});

test('case 54: shares bought cover the short ones and end the campaign', () => {
  const desk = group(`${NAKED_ASSIGNED}
    A | 2026-03-23 10:00  bought 100 KO @66
  `);
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-23',
    cash: '-20.76',
    realised: '-20.76',
    realisedTax: '-20.76',
  });
  assert.deepEqual(desk.unassigned, []);
});

test('case 55: more shares sold than known: what is known closes, the rest is of unknown origin', () => {
  const desk = group(`${WHEEL}
    A+- | 2026-04-06 10:00  sold 150 KO @51
  `);
  // 149.34 - 5000 + 5100
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-04-06', cash: '249.34', realised: '249.34' });
  assert.deepEqual([desk.unassigned, desk.problems], [['4 -50 2550.00'], ['UNKNOWN_ORIGIN']]);
});

test('case 55: shares sold that were never bought are no campaign and no profit', () => {
  const desk = group('- | 2026-04-06 10:00  sold 100 KO @51');
  assert.deepEqual([desk.unassigned, desk.problems], [['1 -100 5100.00'], ['UNKNOWN_ORIGIN']]);
});

test('definition 10: shares sold without a link are the oldest uncovered ones, and those may be outside', () => {
  const desk = group(`
    - | 2026-01-05 10:00  bought 100 KO @30
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    - | 2026-04-06 10:00  sold 100 KO @51
  `);
  desk.shows('A', { status: 'OPEN', cash: '-4850.66', shares: '100' });
  assert.deepEqual([desk.unassigned, desk.problems], [['1 100 -3000.00', '5 -100 5100.00'], []]);
});

test('case 80: a bear call spread needs no shares: the wheel’s stay uncovered', () => {
  const desk = group(`${WHEEL}
    B | 2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80  order 7
    B | 2026-03-23 10:00  BTO 1 KO 55C 17Apr @0.20  order 7
  `);
  desk.shows('A', {
    phase: 'SHARES',
    cash: '-4850.66',
    shares: '100',
    basis: '48.5066 48.5066',
    openLegs: [],
  });
  desk.shows('B', { strategy: 'CALL_CREDIT_SPREAD', phase: 'SPREAD', cash: '58.68', shares: '0' });
  assert.deepEqual(desk.problems, []);
});

test('definition 10: a call that expires frees its shares before others of that day are delivered', () => {
  const desk = group(`
    A | 2026-03-02 10:00  bought 100 KO @60            order 7
    A | 2026-03-02 10:00  STO 1 KO 70C 19Jun @0.80     order 7
    B | 2026-03-03 10:00  bought 100 KO @60            order 8
    B | 2026-03-03 10:00  STO 1 KO 65C 20Mar @0.80     order 8
    C | 2026-03-04 10:00  BTO 1 KO 58P 20Mar @0.50
    B | 2026-03-21 03:25  shares -100 KO @58
    C | 2026-03-21 03:30  exercised 1 KO 58P 20Mar
    B | 2026-03-21 03:35  expired 1 KO 65C 20Mar
  `);
  desk.shows('A', { phase: 'COVERED', shares: '100' });
  desk.shows('B', { status: 'CLOSED', cash: '-120.66' });
  assert.deepEqual(desk.problems, []);
});

const ROLLED_IN: readonly (readonly [story: string, order: number, time: string])[] = [
  ['one order', 2, '10:00'],
  ['two orders', 3, '10:05'],
];

for (const [story, order, time] of ROLLED_IN) {
  test(`definition 18: a call spread rolled in ${story} needs no shares: those of the assigned put cover another call`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50  order 1
      A | 2026-03-02 10:00  BTO 1 KO 45P 20Mar @0.50  order 1
      A | 2026-03-02 10:00  STO 1 KO 60C 20Mar @1.50  order 1
      A | 2026-03-02 10:00  BTO 1 KO 65C 20Mar @0.50  order 1
      A | 2026-03-10 10:00  BTC 1 KO 60C 20Mar @0.50  order 2
      A | 2026-03-10 10:00  STC 1 KO 65C 20Mar @0.20  order 2
      A | 2026-03-10 ${time}  STO 1 KO 58C 17Apr @1.50  order ${order}
      A | 2026-03-10 ${time}  BTO 1 KO 63C 17Apr @0.50  order ${order}
      A | 2026-03-21 03:25  shares +100 KO @50
      A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
      A | 2026-03-23 10:00  STO 1 KO 55C 17Apr @1.00  order 4
    `);
    // 197.36 + 67.36 - 5000 + 99.34
    desk.shows('A', { strategy: 'IRON_CONDOR', rollCount: 1, cash: '-4635.94', shares: '100' });
    assert.deepEqual(desk.problems, []);
  });
}
