import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

test('case 8: two bought back and one sold again: one is a re-entry, the other a definitive close', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.20  order 1
    A | 2026-03-09 10:00  BTC 2 KO 60P 20Mar @0.80  order 2
    A | 2026-03-09 10:06  STO 1 KO 60P 20Mar @1.00  order 3
  `);
  // 238.68 - 161.32 + 99.34
  desk.shows('A', { rollCount: 0, rolls: [], cash: '176.70', openLegs: ['-1 KO 60P 20Mar26'] });
});

test('case 8: one bought back and two sold again: the other is an add in the same campaign', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.80  order 2
    A | 2026-03-09 10:06  STO 2 KO 60P 20Mar @1.00  order 3
  `);
  // 119.34 - 80.66 + 198.68
  desk.shows('A', {
    rollCount: 0,
    cash: '237.36',
    rows: ['1 OPENING -1 119.34', '2 CLOSING 1 -80.66', '3 ADJUSTMENT -1 99.34', '3 OPENING -1 99.34'],
  });
});

test('case 8: a re-entry only follows its closing: sold more first, bought back after it, is none', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    B | 2026-03-09 10:00  STO 1 KO 60P 20Mar @1.00  order 2
    A | 2026-03-09 10:06  BTC 1 KO 60P 20Mar @0.80  order 3
  `);
  desk.shows('A', { status: 'CLOSED', cash: '38.68' });
  desk.shows('B', { status: 'OPEN', cash: '99.34' });
});

test('cases 8 and 13: what one close brought to an end for two campaigns goes on in both', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    B   | 2026-03-03 10:00  STO 1 KO 60P 20Mar @1.00  order 2
    A+B | 2026-03-09 10:00  BTC 2 KO 60P 20Mar @0.80  order 3
    A+B | 2026-03-09 10:06  STO 2 KO 60P 20Mar @1.00  order 4
  `);
  // 119.34 - 80.66 + 99.34 and 99.34 - 80.66 + 99.34
  desk.shows('A', { cash: '138.02', openLegs: ['-1 KO 60P 20Mar26'] });
  desk.shows('B', { cash: '118.02', openLegs: ['-1 KO 60P 20Mar26'] });
});

test('definitions 13 and 15: where one closing could go on either way, it is rolled', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.80  order 2
    B | 2026-03-09 10:04  STO 1 KO 60P 20Mar @1.00  order 3
    A | 2026-03-09 10:06  STO 1 KO 59P 17Apr @1.60  order 4
  `);
  desk.shows('A', { rollCount: 1, openLegs: ['-1 KO 59P 17Apr26'] });
  desk.shows('B', { rollCount: 0, openLegs: ['-1 KO 60P 20Mar26'] });
  assert.deepEqual(desk.problems, []);
});

test('definition 15: most contracts first: a re-entry and a roll go before one roll and a stray', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.20  order 1
    A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.80  order 2
    A | 2026-03-09 10:02  STO 1 KO 60P 20Mar @1.00  order 3
    A | 2026-03-09 10:07  BTC 1 KO 60P 20Mar @0.90  order 4
    A | 2026-03-09 10:09  STO 1 KO 59P 17Apr @1.60  order 5
  `);
  // 119.34 - 80.66 + 99.34 - 90.66 + 159.34
  desk.shows('A', {
    rollCount: 1,
    rolls: ['2026-03-09 1 KO 60P 20Mar26 > KO 59P 17Apr26 68.68'],
    cash: '206.70',
  });
});

test('definition 15: none is rolled into one that is older than itself', () => {
  const desk = group(`
    A | 2026-03-09 10:00  STO 1 KO 59P 17Apr @1.60  order 1
    B | 2026-03-09 10:02  STO 1 KO 60P 20Mar @1.20  order 2
    B | 2026-03-09 10:06  BTC 1 KO 60P 20Mar @0.80  order 3
  `);
  desk.shows('A', { status: 'OPEN', rollCount: 0 });
  desk.shows('B', { status: 'CLOSED', rollCount: 0, cash: '38.68' });
});

test('definition 15: eighteen contracts rolled one by one in ten minutes each follow their own', () => {
  const strikes = Array.from({ length: 18 }, (_, i) => 40 + 2 * i);
  const at = (minutes: number) => `10:${String(minutes % 10).padStart(2, '0')}`;
  const lines = strikes.flatMap((strike, i) => [
    `2026-03-0${2 + (i % 4)} 10:00  STO 1 KO ${strike}P 20Mar @1.20  order a${i}`,
    `2026-03-18 ${at(i)}  BTC 1 KO ${strike}P 20Mar @0.80  order b${i}`,
    `2026-03-18 ${at(i + 3)}  STO 1 KO ${strike - 1}P 17Apr @1.00  order c${i}`,
  ]);
  const { replay } = group(`\n${lines.join('\n')}\n`);
  assert.deepEqual(
    replay.campaigns.map(({ rollCount }) => rollCount),
    strikes.map(() => 1),
  );
  for (const { rolls } of replay.campaigns) {
    const [strike = 0, next] = [rolls[0]?.from, rolls[0]?.to].map((symbol) => Number(symbol?.slice(-8)));
    assert.equal(next, strike - 1000);
  }
});

const SPREAD_NEXT_DAY = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @2.40  order 1
  A | 2026-03-02 10:00  BTO 1 KO 55P 20Mar @1.00  order 1
  A | 2026-03-17 10:00  BTC 1 KO 60P 20Mar @3.00  order 2
  A | 2026-03-17 10:00  STC 1 KO 55P 20Mar @1.30  order 2
  B | 2026-03-18 10:00  STO 1 KO 58P 17Apr @2.90  order 3
  B | 2026-03-18 10:00  BTO 1 KO 53P 17Apr @1.40  order 3
`;

test('definition 19: a spread rolled on the next day is one question of two pairs; with a yes, one roll event', () => {
  const before = group(SPREAD_NEXT_DAY);
  assert.deepEqual(before.suggestions, ['ROLL A > B: 3 > 5 x1, 4 > 6 x1']);
  const decisions: readonly TestDecision[] = [
    { id: 'd', kind: 'accept', suggestion: before.suggestion('ROLL').id },
  ];
  const after = group(SPREAD_NEXT_DAY, { decisions, column: 'A A A A A A' });
  // 138.68 - 171.32 + 148.68
  after.shows('A', { rollCount: 1, cash: '116.04', realised: '-32.64' });
  assert.equal(after.at('A').rolls.length, 2);
  assert.deepEqual([after.suggestions, after.problems], [[], []]);
});

const CLOSED_FOR_TWO = `
  A   | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.50  order 1
  B   | 2026-03-03 10:00  STO 1 KO 60P 17Apr @1.50  order 2
  A+B | 2026-03-17 10:00  BTC 2 KO 60P 17Apr @2.00  order 3
  C   | 2026-03-18 10:00  STO 2 KO 59P 15May @2.30  order 4
`;

test('case 7: closed for two campaigns, opened by a third: a yes merges all of the third into the first', () => {
  const before = group(CLOSED_FOR_TWO);
  const decisions: readonly TestDecision[] = [
    { id: 'd', kind: 'accept', suggestion: before.suggestion('ROLL').id },
  ];
  const after = group(CLOSED_FOR_TWO, { decisions, column: 'A B A+B A' });
  // 149.34 - 200.66 and 2 x 229.34; B as before
  after.shows('A', { cash: '407.36', rollCount: 1, openLegs: ['-2 KO 59P 15May26'] });
  after.shows('B', { cash: '-51.32', rollCount: 0, status: 'CLOSED' });
  assert.deepEqual(after.problems, []);
});

const ROLLED_AND_ADDED = `
  A   | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.20  order 1
  A   | 2026-03-18 10:00  BTC 2 KO 60P 20Mar @2.00  order 2
  A+B | 2026-03-18 10:07  STO 3 KO 61P 17Apr @1.60  order 3
`;

test('case 11: with a yes to the split, what was rolled stays rolled and the third begins a campaign', () => {
  const before = group(ROLLED_AND_ADDED, { column: 'A A A' });
  const { id, from, to, why } = before.suggestion('SPLIT');
  assert.deepEqual([from, to], [before.at('A').id, before.at('A').id]);
  assert.match(why, /3 contracts of the KO 61 put of 2026-04-17 opened for 2 contracts rolled/);
  const decisions: readonly TestDecision[] = [{ id: 'd', kind: 'accept', suggestion: id }];
  const after = group(ROLLED_AND_ADDED, { decisions });
  // 238.68 - 401.32 + 318.68
  after.shows('A', { cash: '156.04', rollCount: 1, openLegs: ['-2 KO 61P 17Apr26'] });
  after.shows('B', { cash: '159.34', openLegs: ['-1 KO 61P 17Apr26'] });
  assert.deepEqual([after.suggestions, after.problems], [[], []]);
});

test('case 43: of three rolled one is moved away: the other two are still rolled', () => {
  const table = `
    A   | 2026-03-02 10:00  STO 3 KO 60P 20Mar @1.20  order 1
    A   | 2026-03-18 10:00  BTC 3 KO 60P 20Mar @2.00  order 2
    A+B | 2026-03-18 10:07  STO 3 KO 61P 17Apr @1.60  order 3
  `;
  const decisions: readonly TestDecision[] = [
    { id: 'd', kind: 'move', transactionId: '3', quantity: '1', to: 'new' },
  ];
  const desk = group(table, { decisions });
  desk.shows('A', { rollCount: 1, openLegs: ['-2 KO 61P 17Apr26'] });
  desk.shows('B', { rollCount: 0, openLegs: ['-1 KO 61P 17Apr26'], cash: '159.34' });
  assert.deepEqual(desk.problems, []);
});
