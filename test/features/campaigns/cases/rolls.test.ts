import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

// 94.34 sold, 135.66 bought back, 159.34 sold: 118.02, of which 94.34 - 135.66 = -41.32 is over.
const ROLLED = {
  status: 'OPEN',
  strategy: 'NAKED_PUT',
  phase: 'SHORT_PUT',
  startedOn: '2026-03-02',
  closedOn: null,
  rollCount: 1,
  rolls: ['2026-03-18 1 KO 60P 20Mar26 > KO 59P 17Apr26 23.68'],
  cash: '118.02',
  premium: '118.02',
  realised: '-41.32',
  realisedTax: '-41.32',
  openLegs: ['-1 KO 59P 17Apr26'],
} as const;

test('case 3: a roll as one ticket is certain, though its legs were filled six hours apart', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 09:35  BTC 1 KO 60P 20Mar @1.35  order 2
    A | 2026-03-18 15:50  STO 1 KO 59P 17Apr @1.60  order 2
  `);
  desk.shows('A', {
    ...ROLLED,
    rows: ['1 OPENING -1 94.34', '2 CLOSING 1 -135.66', '3 ADJUSTMENT -1 159.34'],
  });
  assert.equal(Number(desk.at('A').rolls[0]?.confidence), 1);
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 4: two orders seven minutes apart, the close first', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 10:02  BTC 1 KO 60P 20Mar @1.35  order 2
    A | 2026-03-18 10:09  STO 1 KO 59P 17Apr @1.60  order 3
  `);
  desk.shows('A', ROLLED);
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 5: two orders seven minutes apart, the opening first', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 10:02  STO 1 KO 59P 17Apr @1.60  order 2
    A | 2026-03-18 10:09  BTC 1 KO 60P 20Mar @1.35  order 3
  `);
  desk.shows('A', ROLLED);
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

for (const [time, letters, rollCount] of [
  ['10:10', 'A A A', 1],
  ['10:11', 'A A B', 0],
] as const) {
  test(`cases 4 and 6: closed at 10:00 and opened at ${time}, the window being ten minutes`, () => {
    const desk = group(
      `
      2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
      2026-03-18 10:00  BTC 1 KO 60P 20Mar @1.35  order 2
      2026-03-18 ${time}  STO 1 KO 59P 17Apr @1.60  order 3
      `,
      { column: letters },
    );
    desk.shows('A', { rollCount });
  });
}

test('case 8: the same contract sold again in the window is a re-entry, not a roll', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.40  order 2
    A | 2026-03-09 10:06  STO 1 KO 60P 20Mar @0.50  order 3
  `);
  // 94.34 - 40.66 + 49.34
  desk.shows('A', {
    status: 'OPEN',
    rollCount: 0,
    rolls: [],
    cash: '103.02',
    realised: '53.68',
    rows: ['1 OPENING -1 94.34', '2 CLOSING 1 -40.66', '3 ADJUSTMENT -1 49.34'],
  });
  assert.deepEqual(desk.suggestions, []);
});

test('case 9: a call bought back and a put sold in one order stay together without being a roll', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80  order 1
    A | 2026-03-10 10:00  BTC 1 KO 65C 20Mar @0.30  order 2
    A | 2026-03-10 10:00  STO 1 KO 58P 17Apr @0.90  order 2
  `);
  // 79.34 - 30.66 + 89.34
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'NAKED_CALL',
    phase: 'SHORT_PUT',
    rollCount: 0,
    rolls: [],
    cash: '138.02',
    realised: '48.68',
    openLegs: ['-1 KO 58P 17Apr26'],
    rows: ['1 OPENING -1 79.34', '2 CLOSING 1 -30.66', '3 OPENING -1 89.34'],
  });
});

test('case 9: in two orders they are two campaigns, one minute apart or not', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80  order 1
    A | 2026-03-10 10:00  BTC 1 KO 65C 20Mar @0.30  order 2
    B | 2026-03-10 10:01  STO 1 KO 58P 17Apr @0.90  order 3
  `);
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-03-10', cash: '48.68', realised: '48.68' });
  desk.shows('B', { status: 'OPEN', strategy: 'NAKED_PUT', cash: '89.34', rollCount: 0 });
  assert.ok(!desk.suggestions.some((text) => text.startsWith('ROLL')));
});

test('case 10: three of five rolled: two old and three new are open in one campaign', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 5 KO 60P 20Mar @1.00  order 1
    A | 2026-03-18 10:02  BTC 3 KO 60P 20Mar @1.40  order 2
    A | 2026-03-18 10:02  STO 3 KO 59P 17Apr @1.60  order 2
  `);
  // 496.70 - 421.98 + 478.02; 3/5 x 496.70 = 298.02 - 421.98
  desk.shows('A', {
    status: 'OPEN',
    rollCount: 1,
    rolls: ['2026-03-18 3 KO 60P 20Mar26 > KO 59P 17Apr26 56.04'],
    cash: '552.74',
    realised: '-123.96',
    openLegs: ['-2 KO 60P 20Mar26', '-3 KO 59P 17Apr26'],
    rows: ['1 OPENING -5 496.70', '2 CLOSING 3 -421.98', '3 ADJUSTMENT -3 478.02'],
  });
});

// 238.68 - 401.32 + 478.02; two thirds of 478.02 are the roll's: 318.68 - 401.32 = -82.64
const ROLLED_AND_ADDED = {
  strategy: 'NAKED_PUT',
  status: 'OPEN',
  rollCount: 1,
  rolls: ['2026-03-18 2 KO 60P 20Mar26 > KO 61P 17Apr26 -82.64'],
  cash: '315.38',
  realised: '-162.64',
  realisedTax: '-162.64',
  openLegs: ['-3 KO 61P 17Apr26'],
  rows: ['1 OPENING -2 238.68', '2 CLOSING 2 -401.32', '3 ADJUSTMENT -2 318.68', '3 OPENING -1 159.34'],
} as const;

test('cases 11 and 67: close two, open three in one order: two are rolled, one is added', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @1.20  order 1
    A | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @2.00  order 2
    A | 2026-03-18 10:02  STO 3 KO 61P 17Apr @1.60  order 2
  `);
  desk.shows('A', ROLLED_AND_ADDED);
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 11: in separate orders the same, and the trader is asked whether to split', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @1.20  order 1
    A | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @2.00  order 2
    A | 2026-03-18 10:07  STO 3 KO 61P 17Apr @1.60  order 3
  `);
  desk.shows('A', ROLLED_AND_ADDED);
  assert.deepEqual(
    desk.replay.suggestions.map(({ kind }) => kind),
    ['SPLIT'],
  );
});

test('case 12: rolled into two expiries: one campaign, one event, two branches that add up to it', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35  order 2
    A | 2026-03-18 10:02  STO 1 KO 59P 17Apr @1.60  order 2
    A | 2026-03-18 10:02  STO 1 KO 58P 15May @1.75  order 2
  `);
  // each contract bought back costs 135.66: 174.34 - 135.66 and 159.34 - 135.66
  desk.shows('A', {
    rollCount: 1,
    rolls: [
      '2026-03-18 1 KO 60P 20Mar26 > KO 58P 15May26 38.68',
      '2026-03-18 1 KO 60P 20Mar26 > KO 59P 17Apr26 23.68',
    ],
    cash: '251.04',
    realised: '-82.64',
    openLegs: ['-1 KO 59P 17Apr26', '-1 KO 58P 15May26'],
  });
});

test('cases 13 and 14: two campaigns on one ticker rolled in one window each keep their own', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    B | 2026-03-03 10:00  STO 2 KO 55P 20Mar @0.40  order 2
    A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @1.80  order 3
    B | 2026-03-18 10:02  BTC 2 KO 55P 20Mar @0.20  order 4
    A | 2026-03-18 10:03  STO 1 KO 59P 17Apr @2.10  order 5
    B | 2026-03-18 10:05  STO 2 KO 54P 17Apr @0.70  order 6
  `);
  // A 119.34 - 180.66 + 209.34; B 78.68 - 41.32 + 138.68
  desk.shows('A', {
    rollCount: 1,
    rolls: ['2026-03-18 1 KO 60P 20Mar26 > KO 59P 17Apr26 28.68'],
    cash: '148.02',
    realised: '-61.32',
  });
  desk.shows('B', {
    rollCount: 1,
    rolls: ['2026-03-18 2 KO 55P 20Mar26 > KO 54P 17Apr26 97.36'],
    cash: '176.04',
    realised: '37.36',
  });
  assert.deepEqual(desk.problems, []);
});

test('case 14: strikes and dates decide between equal quantities, not the seconds', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    B | 2026-03-03 10:00  STO 1 KO 55P 20Mar @0.40  order 2
    A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @1.80  order 3
    B | 2026-03-18 10:01  BTC 1 KO 55P 20Mar @0.20  order 4
    B | 2026-03-18 10:02  STO 1 KO 54P 17Apr @0.70  order 5
    A | 2026-03-18 10:04  STO 1 KO 59P 17Apr @2.10  order 6
  `);
  desk.shows('A', { rolls: ['2026-03-18 1 KO 60P 20Mar26 > KO 59P 17Apr26 28.68'] });
  desk.shows('B', { rolls: ['2026-03-18 1 KO 55P 20Mar26 > KO 54P 17Apr26 48.68'] });
  assert.deepEqual(desk.problems, []);
});

test('case 14: a pairing that only the clock decides is applied and shown as ambiguous', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    B | 2026-03-03 10:00  STO 1 KO 56P 20Mar @0.50  order 2
    A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00  order 3
    B | 2026-03-18 10:01  BTC 1 KO 56P 20Mar @0.60  order 4
        2026-03-18 10:02  STO 1 KO 58P 17Apr @2.00  order 5
        2026-03-18 10:04  STO 1 KO 58P 17Apr @2.10  order 6
  `);
  desk.shows('A', { rollCount: 1, openLegs: ['-1 KO 58P 17Apr26'] });
  desk.shows('B', { rollCount: 1, openLegs: ['-1 KO 58P 17Apr26'] });
  assert.equal(desk.replay.campaigns.length, 2);
  assert.deepEqual(desk.problems, ['AMBIGUOUS_PAIR']);
});

test('definition 15: A to B to C in one window is two rolls, not A to C and a stray B', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00  order 2
    A | 2026-03-18 10:01  STO 1 KO 59P 17Apr @2.30  order 3
    A | 2026-03-18 10:05  BTC 1 KO 59P 17Apr @2.40  order 4
    A | 2026-03-18 10:06  STO 1 KO 58P 17Apr @1.90  order 5
  `);
  // 119.34 - 200.66 + 229.34 - 240.66 + 189.34; over: -81.32 and -11.32
  desk.shows('A', {
    rollCount: 2,
    rolls: [
      '2026-03-18 1 KO 59P 17Apr26 > KO 58P 17Apr26 -51.32',
      '2026-03-18 1 KO 60P 20Mar26 > KO 59P 17Apr26 28.68',
    ],
    cash: '96.70',
    realised: '-92.64',
    openLegs: ['-1 KO 58P 17Apr26'],
  });
  assert.deepEqual(desk.problems, []);
});

test('definition 16: a spread rolled in one order is two pairs and one event', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @2.40  order 1
    A | 2026-03-02 10:00  BTO 1 KO 55P 20Mar @1.00  order 1
    A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @3.00  order 2
    A | 2026-03-18 10:00  STC 1 KO 55P 20Mar @1.30  order 2
    A | 2026-03-18 10:00  STO 1 KO 58P 17Apr @2.90  order 2
    A | 2026-03-18 10:00  BTO 1 KO 53P 17Apr @1.40  order 2
  `);
  // 138.68, out at -171.32, in at 148.68
  desk.shows('A', {
    strategy: 'PUT_CREDIT_SPREAD',
    phase: 'SPREAD',
    rollCount: 1,
    rolls: [
      '2026-03-18 1 KO 55P 20Mar26 > KO 53P 17Apr26 -11.32',
      '2026-03-18 1 KO 60P 20Mar26 > KO 58P 17Apr26 -11.32',
    ],
    cash: '116.04',
    realised: '-32.64',
    openLegs: ['1 KO 53P 17Apr26', '-1 KO 58P 17Apr26'],
  });
});

test('case 68: close three, open two in one order: two are rolled, one is closed for good', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 3 KO 60P 20Mar @1.20  order 1
    A | 2026-03-18 10:02  BTC 3 KO 60P 20Mar @2.00  order 2
    A | 2026-03-18 10:02  STO 2 KO 59P 17Apr @2.60  order 2
  `);
  // 358.02 - 601.98 + 518.68; two thirds of 601.98 are the roll's: 518.68 - 401.32 = 117.36
  desk.shows('A', {
    status: 'OPEN',
    rollCount: 1,
    rolls: ['2026-03-18 2 KO 60P 20Mar26 > KO 59P 17Apr26 117.36'],
    cash: '274.72',
    realised: '-243.96',
    openLegs: ['-2 KO 59P 17Apr26'],
    rows: ['1 OPENING -3 358.02', '2 CLOSING 3 -601.98', '3 ADJUSTMENT -2 518.68'],
  });
  assert.deepEqual(desk.suggestions, []);
});

test('case 74: the rest of the order that holds the new leg comes along', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.20  order 1
    A | 2026-03-18 10:00  BTC 1 KO 50P 20Mar @2.00  order 2
    A | 2026-03-18 10:04  STO 1 KO 48P 17Apr @2.30  order 3
    A | 2026-03-18 10:04  STO 1 KO 60C 17Apr @0.70  order 3
    A | 2026-03-18 10:04  BTO 1 KO 43P 17Apr @0.60  order 3
  `);
  // 119.34 - 200.66 + 229.34 + 69.34 - 60.66
  desk.shows('A', {
    strategy: 'NAKED_PUT',
    status: 'OPEN',
    rollCount: 1,
    rolls: ['2026-03-18 1 KO 50P 20Mar26 > KO 48P 17Apr26 28.68'],
    cash: '156.70',
    realised: '-81.32',
    realisedTax: '-81.32',
    openLegs: ['-1 KO 60C 17Apr26', '1 KO 43P 17Apr26', '-1 KO 48P 17Apr26'],
    rows: [
      '1 OPENING -1 119.34',
      '2 CLOSING 1 -200.66',
      '3 ADJUSTMENT -1 229.34',
      '4 OPENING -1 69.34',
      '5 OPENING 1 -60.66',
    ],
  });
});
