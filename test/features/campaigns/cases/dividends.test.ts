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

test('case 76: the tax of a dividend goes to who held last with it, and says what it is', () => {
  const desk = group(`${WHEEL}
    A | 2026-05-01 08:00  dividend 51.00  "COCA COLA CO"
    A | 2026-05-01 08:00  withheld -5.10  "COCA COLA CO"
  `);
  desk.shows('A', { status: 'CLOSED', dividends: '45.90' });
  assert.equal(desk.at('A').allocations.at(-1)?.why, 'tax withheld from the dividend of this day');
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

const HELD = `
  A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 KO @50   "COCA COLA CO"
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
`;

test('case 76: the tax goes with the dividend, whichever the broker booked first', () => {
  group(`${HELD}
    A | 2026-04-01 08:09  withheld -2.23  "COCA COLA CO"  id 10
    A | 2026-04-01 08:09  dividend 22.31  "COCA COLA CO"  id 11
  `).shows('A', { dividends: '20.08' });
});

test('case 76: tax of a day without a dividend is in no campaign', () => {
  const desk = group(`${HELD}
    A | 2026-04-01 08:09  dividend 22.31  "COCA COLA CO"
    - | 2026-04-02 08:09  withheld -2.23  "COCA COLA CO"
  `);
  assert.deepEqual(desk.unassigned, ['5 0 -2.23']);
  assert.match(desk.whyUnassigned('5'), /tax withheld/);
});

for (const [name, bought, shares] of [
  ['what is left after tax', 'A | 2026-04-01 08:09  shares +0.4016 KO @50', '100.4016'],
  ['all of it', 'A | 2026-04-01 08:09  shares +0.4462 KO @50', '100.4462'],
] as const) {
  test(`case 52: of a dividend with tax withheld ${name} may be reinvested`, () => {
    group(`${HELD}
      A | 2026-04-01 08:09  dividend 22.31  "COCA COLA CO"
      A | 2026-04-01 08:09  withheld -2.23  "COCA COLA CO"
      ${bought}
    `).shows('A', { shares, dividends: '20.08' });
  });
}

test('case 52: a regular and a special dividend of one day, each reinvested', () => {
  group(`${HELD}
    A | 2026-04-01 08:09  dividend 31.00       "COCA COLA CO"
    A | 2026-04-01 08:09  dividend 50.00       "COCA COLA CO"
    A | 2026-04-01 08:10  shares +0.62 KO @50
    A | 2026-04-01 08:10  shares +1 KO @50
  `).shows('A', { shares: '101.62', dividends: '81.00', cash: '-4850.66' });
});

test('case 52: reinvested after the campaign has ended, the shares are outside: a dividend reopens nothing', () => {
  const desk = group(`${HELD}
    A | 2026-03-23 10:00  sold 100 KO @51
    A | 2026-04-01 08:09  dividend 31.00       "COCA COLA CO"
    - | 2026-04-01 08:09  shares +0.62 KO @50
  `);
  // 149.34 - 5000 + 5100 + 31
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-03-23', cash: '280.34', dividends: '31.00' });
  assert.deepEqual(desk.unassigned, ['6 0.62 -31.00']);
});

test('case 52: shares bought in an order for just the amount of the dividend are no reinvestment', () => {
  const desk = group(`${HELD}
    A | 2026-04-01 08:09  dividend 50.00       "COCA COLA CO"
    - | 2026-04-01 10:09  bought 1 KO @50
  `);
  desk.shows('A', { shares: '100' });
});

test('case 50: an ex-date that was before anybody held the shares leaves the dividend to nobody', () => {
  const desk = group(
    `${WHEEL}
    - | 2026-05-01 08:00  dividend 51.00  "COCA COLA CO"
    `,
    { decisions: [{ id: 'd', kind: 'ex-date', transactionId: '7', exDate: '2026-04-09' }] },
  );
  assert.deepEqual([desk.problems, desk.unassigned], [['UNMATCHED_DIVIDEND'], ['7 0 51.00']]);
  assert.match(desk.replay.problems[0]?.message ?? '', /before the ex-date 2026-04-09\.$/);
});

test('case 50: what was bought and split before the campaign was known to begin with it has earned the dividend', () => {
  const desk = group(
    `
    A | 2026-01-05 10:00  bought 100 KO @60
    A | 2026-02-16 07:40  split +100 KO        "COCA COLA CO FORWARD SPLIT"
    A | 2026-03-02 10:00  STO 2 KO 32C 17Apr @0.80
    A | 2026-04-01 08:00  dividend 31.20       "COCA COLA CO"
    `,
    { decisions: [{ id: 'd', kind: 'ex-date', transactionId: '4', exDate: '2026-02-02' }] },
  );
  desk.shows('A', { dividends: '31.20' });
  assert.match(desk.at('A').allocations.at(-1)?.why ?? '', /before the ex-date 2026-02-02, 100 shares/);
});

test('case 50: of two campaigns that ended on one day, the earlier one has the dividend', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    B | 2026-03-03 10:00  STO 1 KO 58P 20Mar @1.00
    A | 2026-03-21 03:25  shares +100 KO @60  "COCA COLA CO"
    B | 2026-03-21 03:25  shares +100 KO @58  "COCA COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    B | 2026-03-21 03:30  assigned 1 KO 58P 20Mar
    A | 2026-03-23 10:00  sold 100 KO @61
    B | 2026-03-23 10:05  sold 100 KO @61
    A | 2026-04-01 08:00  dividend 51.00      "COCA COLA CO"
  `);
  desk.shows('A', { dividends: '51.00' });
});

test('case 50: which began first is told by its first day: that of own shares is their purchase', () => {
  const desk = group(`
    A | 2026-01-05 10:00  bought 100 KO @58   "COCA COLA CO"
    B | 2026-02-02 10:00  STO 1 KO 60P 20Feb @1.50
    B | 2026-02-21 03:25  shares +100 KO @60  "COCA COLA CO"
    B | 2026-02-21 03:30  assigned 1 KO 60P 20Feb
    B | 2026-02-23 10:00  STO 1 KO 62C 20Mar @1.00
    A | 2026-02-23 10:05  STO 1 KO 62C 20Mar @1.00
    A+B | 2026-03-21 03:25  shares -200 KO @62
    A+B | 2026-03-21 03:30  assigned 2 KO 62C 20Mar
    A | 2026-04-01 08:00  dividend 51.00      "COCA COLA CO"
  `);
  desk.shows('A', { dividends: '51.00' });
});

const TWO_OF_A_NAME = `
  A | 2026-03-02 10:00  bought 100 GOOG @160   order 7  "ALPHABET INC"
  A | 2026-03-02 10:00  STO 1 GOOG 170C 17Apr @1.00    order 7
  B | 2026-03-02 10:00  bought 100 GOOGL @160  order 8  "ALPHABET INC"
  B | 2026-03-02 10:00  STO 1 GOOGL 170C 17Apr @1.00   order 8
`;

test('case 51: a name that two tickers are known by is nobody’s, whatever came first', () => {
  const desk = group(`${TWO_OF_A_NAME}
    - | 2026-04-01 08:00  dividend 20.00  "ALPHABET INC"
  `);
  assert.deepEqual([desk.problems, desk.unassigned], [['UNMATCHED_DIVIDEND'], ['5 0 20.00']]);
  assert.match(desk.replay.problems[0]?.message ?? '', /by which GOOG and GOOGL are known/);
});

test('case 51: just this name before one that says more', () => {
  group(`
    A | 2026-03-02 10:00  bought 100 BRKA @160   order 7  "BERKSHIRE INC CLASS A"
    A | 2026-03-02 10:00  STO 1 BRKA 170C 17Apr @1.00     order 7
    B | 2026-03-02 10:00  bought 100 BRK @160    order 8  "BERKSHIRE INC"
    B | 2026-03-02 10:00  STO 1 BRK 170C 17Apr @1.00      order 8
    B | 2026-04-01 08:00  dividend 20.00  "BERKSHIRE INC"
    A | 2026-04-01 08:00  dividend 30.00  "BERKSHIRE INC CLASS A"
  `);
});
