import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

// Called away in the night of 8 to 9 April: 149.34 - 6000 + 79.34 + 6200 = 428.68.
const WHEEL = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 KO @60  "COCA COLA CO"
  A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
  A | 2026-03-23 10:00  STO 1 KO 62C 17Apr @0.80
  A | 2026-04-09 03:25  shares -100 KO @62  "COCA COLA CO"
  A | 2026-04-09 03:30  assigned 1 KO 62C 17Apr
`;
const BESIDE_OWN = `${WHEEL}
  - | 2026-01-05 10:00  bought 100 KO @58
    2026-05-01 08:00  dividend 102.00  "COCA COLA CO"
`;
const exDate = (date: string): readonly TestDecision[] => [
  { id: 'd', kind: 'ex-date', transactionId: '8', exDate: date },
];

test('case 50: shares held when the session before the ex-date ended earn the dividend, by their number', () => {
  const desk = group(BESIDE_OWN, { decisions: exDate('2026-04-08'), column: 'A A A A A A - A+-' });
  // half of 102.00; paid after the end, it moves neither status nor date
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-08',
    cash: '479.68',
    dividends: '51.00',
    realised: '479.68',
    realisedTax: '479.68',
  });
  assert.deepEqual(desk.unassigned, ['7 100 -5800.00', '8 0 51.00']);
  assert.deepEqual(desk.problems, []);
});

test('case 50: shares called away the night before the ex-date do not earn it', () => {
  const desk = group(BESIDE_OWN, { decisions: exDate('2026-04-09'), column: 'A A A A A A - -' });
  desk.shows('A', { cash: '428.68', dividends: '0.00' });
  assert.deepEqual(desk.unassigned, ['7 100 -5800.00', '8 0 102.00']);
});

test('case 50: without an ex-date those who hold at the start of the pay date earn it', () => {
  const desk = group(BESIDE_OWN, { column: 'A A A A A A - -' });
  desk.shows('A', { dividends: '0.00' });
});

test('case 50: held by nobody any more, it goes to who held last, and reopens nothing', () => {
  const desk = group(`${WHEEL}
    A | 2026-05-01 08:00  dividend 51.00  "COCA COLA CO"
  `);
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-08',
    cash: '479.68',
    dividends: '51.00',
    realised: '479.68',
    realisedTax: '479.68',
  });
  assert.match(desk.at('A').allocations.at(-1)?.why ?? '', /ex-date unknown/);
  assert.deepEqual(desk.problems, []);
});

test('case 50: more than ninety days after the last share left, it is nobody’s', () => {
  const desk = group(`${WHEEL}
    - | 2026-08-03 08:00  dividend 51.00  "COCA COLA CO"
  `);
  desk.shows('A', { dividends: '0.00', cash: '428.68' });
  assert.deepEqual([desk.problems, desk.unassigned], [['UNMATCHED_DIVIDEND'], ['7 0 51.00']]);
});

test('case 50: two campaigns that hold share a dividend by their shares', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    B   | 2026-03-03 10:00  STO 2 KO 58P 20Mar @1.00
    A   | 2026-03-21 03:25  shares +100 KO @60  "COCA COLA CO"
    B   | 2026-03-21 03:25  shares +200 KO @58  "COCA COLA CO"
    A   | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    B   | 2026-03-21 03:30  assigned 2 KO 58P 20Mar
    A+B | 2026-04-01 08:00  dividend 153.00     "COCA COLA CO"
  `);
  desk.shows('A', { dividends: '51.00' });
  desk.shows('B', { dividends: '102.00' });
});

test('case 51: a dividend finds its ticker by the company’s name', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-02 10:00  STO 1 PEP 150P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @60    "COCA COLA CO"
    B | 2026-03-21 03:25  shares +100 PEP @150  "PEPSICO INC"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    B | 2026-03-21 03:30  assigned 1 PEP 150P 20Mar
    B | 2026-04-01 08:00  dividend 142.00       "Pepsico, Inc."
    A | 2026-04-01 08:00  dividend 51.00        "THE COCA COLA CO."
    - | 2026-04-02 08:00  dividend 12.00        "PROCTER & GAMBLE CO"
  `);
  desk.shows('A', { dividends: '51.00' });
  desk.shows('B', { dividends: '142.00' });
  assert.deepEqual([desk.problems, desk.unassigned], [['UNMATCHED_DIVIDEND'], ['9 0 12.00']]);
});

test('case 52: short shares pay the dividend', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
    A | 2026-03-21 03:25  shares -100 KO @65 fee 0.10  "COCA COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
    A | 2026-04-01 08:00  dividend -51.00              "COCA COLA CO"
  `);
  // 79.34 + 6499.90 - 51
  desk.shows('A', { cash: '6528.24', dividends: '-51.00', realised: '28.34', realisedTax: '-51.00' });
});

test('case 76: withholding of the same name and day is taken off the dividend', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @60  "COCA-COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    A | 2026-04-01 08:09  dividend 22.31      "THE COCA-COLA CO"
    A | 2026-04-01 08:09  withheld -2.23      "THE COCA-COLA CO"
  `);
  // (6000 - 149.34 - 20.08) / 100 and (6000 - 149.34) / 100
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'SHARES',
    cash: '-5830.58',
    premium: '149.34',
    dividends: '20.08',
    realised: '169.42',
    realisedTax: '20.08',
    basis: '58.3058 58.5066',
    rows: [
      '1 OPENING -1 149.34',
      '2 ASSIGNMENT 100 -6000.00',
      '3 ASSIGNMENT 1 0.00',
      '4 INCOME 0 22.31',
      '5 INCOME 0 -2.23',
    ],
  });
  for (const { transactionId, why } of desk.at('A').allocations)
    if (transactionId === '4') assert.match(why, /ex-date unknown/);
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('cases 52 and 77: a reinvested dividend is a lot of its own that covers no call and outlives the assignment', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50   "COCA COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-04-01 08:09  dividend 31.00       "COCA COLA CO"
    A | 2026-04-01 08:09  shares +0.62 KO @50  "COCA COLA CO"
    A | 2026-04-02 10:00  STO 1 KO 52C 17Apr @0.80
    A | 2026-04-18 03:25  shares -100 KO @52   "COCA COLA CO"
    A | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  // 149.34 - 5000 + 31 - 31 + 79.34 + 5200; 149.34 + 79.34 + 31 + 200
  // (31 - 228.68 - 31) / 0.62 and 31 / 0.62
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'SHARES',
    cash: '428.68',
    premium: '228.68',
    dividends: '31.00',
    realised: '459.68',
    realisedTax: '459.68',
    shares: '0.62',
    basis: '-368.8387 50.0000',
    openLegs: [],
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});
