import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const SPLIT_OUTSIDE = `
  A+- | 2026-01-05 10:00  bought 100 KO @60
  A+- | 2026-02-02 07:40  split +100 KO
  A   | 2026-03-02 10:00  STO 1 KO 32C 20Mar @0.80
`;

test('cases 47 and 62: of own shares split before, the call’s half goes into its campaign with its part of the split', () => {
  const desk = group(SPLIT_OUTSIDE);
  // half of 6000; (3000 - 79.34) / 100
  desk.shows('A', {
    strategy: 'COVERED_CALL',
    startedOn: '2026-01-05',
    cash: '-2920.66',
    shares: '100',
    basis: '29.2066 30.0000',
    rows: ['1 OPENING 50 -3000.00', '2 CORPORATE_ACTION 50 0.00', '3 OPENING -1 79.34'],
  });
  assert.deepEqual([desk.unassigned, desk.problems], [['1 50 -3000.00', '2 50 0.00'], []]);
});

test('cases 47 and 62: called away, the half has its result; another call takes the other half', () => {
  const desk = group(
    `${SPLIT_OUTSIDE}
    A | 2026-03-21 03:25  shares -100 KO @32
    A | 2026-03-21 03:30  assigned 1 KO 32C 20Mar
    B | 2026-03-23 10:00  STO 1 KO 33C 17Apr @0.90
    `.replaceAll(/A.- \|/g, '|'),
  );
  // 79.34 + 3200 - 3000
  desk.shows('A', { status: 'CLOSED', cash: '279.34', realised: '279.34', realisedTax: '279.34' });
  desk.shows('B', { status: 'OPEN', cash: '-2910.66', shares: '100', basis: '29.1066 30.0000' });
  assert.deepEqual(desk.problems, []);
});

test('cases 47 and 62: shares of two purchases, both split, go into one campaign each with its own cost', () => {
  const desk = group(`
    A | 2026-01-05 10:00  bought 100 KO @60
    A | 2026-01-06 10:00  bought 100 KO @66
      | 2026-02-02 07:40  split +200 KO
    A | 2026-03-02 10:00  STO 4 KO 32C 20Mar @0.80
    A | 2026-03-03 10:00  BTC 2 KO 32C 20Mar @0.80
    A | 2026-03-03 10:30  sold 200 KO @31
  `);
  // 317.36 - 161.32 + 6200 - 12600; the first 200 cost 6000: realised (158.68 - 161.32) + 200
  desk.shows('A', { cash: '-6243.96', shares: '200', realised: '197.36', realisedTax: '197.36' });
});

test('definition 41: of a split whose shares have all been taken into campaigns nothing is listed outside', () => {
  const desk = group(`
    A | 2026-01-05 10:00  bought 100 KO @60
    A | 2026-02-02 07:40  split +100 KO
    A | 2026-03-02 10:00  STO 2 KO 32C 20Mar @0.80
  `);
  assert.deepEqual(desk.unassigned, []);
});

test('cases 47 and 62: split twice, each split gives its part', () => {
  const desk = group(`
    A+- | 2026-01-05 10:00  bought 100 KO @60
    A+- | 2026-01-20 07:40  split +100 KO
    A+- | 2026-02-02 07:40  split +400 KO
    A   | 2026-03-02 10:00  STO 3 KO 11C 20Mar @0.20
  `);
  // half of everything: 50 shares at 60, 50 more, 200 more; 3 x 20 - 1.98
  desk.shows('A', {
    shares: '300',
    cash: '-2941.98',
    rows: [
      '1 OPENING 50 -3000.00',
      '2 CORPORATE_ACTION 50 0.00',
      '3 CORPORATE_ACTION 200 0.00',
      '4 OPENING -3 58.02',
    ],
  });
  assert.deepEqual(desk.unassigned, ['1 50 -3000.00', '2 50 0.00', '3 200 0.00']);
});

test('definition 22: what is no whole split is not booked, and said', () => {
  for (const split of ['+150', '-50']) {
    const desk = group(`
      - | 2026-01-05 10:00  bought 100 KO @60
      - | 2026-02-02 07:40  split ${split} KO
    `);
    assert.deepEqual([desk.problems, desk.unassigned.length], [['UNKNOWN_ADJUSTMENT'], 2], split);
  }
});

test('case 56: shares transferred out leave with their cost, from the campaign that holds them', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-04-01 09:00  transfer -40 KO
  `);
  desk.shows('A', { status: 'OPEN', shares: '60', cash: '-4850.66' });
  assert.deepEqual(desk.problems, []);
});
