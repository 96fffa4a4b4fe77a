import assert from 'node:assert/strict';
import test from 'node:test';
import { rows } from '../../../support/ledger.ts';
import { group, replayOf } from '../../../support/replay.ts';

test('case 1: fills of one order at different prices are one opening', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-02 10:32  STO 2 KO 60P 20Mar @0.94  order 1
  `);
  // 94.34 + (188 - 1.32)
  desk.shows('A', {
    account: 'MAIN',
    ticker: 'KO',
    status: 'OPEN',
    strategy: 'NAKED_PUT',
    phase: 'SHORT_PUT',
    startedOn: '2026-03-02',
    closedOn: null,
    rollCount: 0,
    cash: '281.02',
    realised: '0.00',
    realisedTax: '0.00',
    premium: '281.02',
    dividends: '0.00',
    fees: '1.98',
    shares: '0',
    basis: null,
    openLegs: ['-3 KO 60P 20Mar26'],
    rolls: [],
    rows: ['1 OPENING -1 94.34', '2 OPENING -2 186.68'],
  });
  assert.deepEqual([desk.problems, desk.suggestions, desk.unassigned], [[], [], []]);
});

test('case 2: the order joins its fills before any window applies, so a fill 25 minutes away is in the roll', () => {
  const desk = group(`
    A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95  order 1
    A | 2026-03-18 10:00  BTC 2 KO 60P 20Mar @1.35  order 2
    A | 2026-03-18 10:09  STO 1 KO 59P 17Apr @1.60  order 3
    A | 2026-03-18 10:25  STO 1 KO 59P 17Apr @1.62  order 3
  `);
  // 188.68 - 271.32 + 159.34 + 161.34
  desk.shows('A', {
    status: 'OPEN',
    rollCount: 1,
    rolls: ['2026-03-18 2 KO 60P 20Mar26 > KO 59P 17Apr26 49.36'],
    cash: '238.04',
    realised: '-82.64',
    openLegs: ['-2 KO 59P 17Apr26'],
    rows: ['1 OPENING -2 188.68', '2 CLOSING 2 -271.32', '3 ADJUSTMENT -1 159.34', '4 ADJUSTMENT -1 161.34'],
  });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 53: fees booked as separate items add up, and the net amount is the broker’s', () => {
  const desk = group('A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95', {
    retouch: (row) => ({ ...row, feesE4: { COMMISSION: 6500, OPT_REG_FEE: 100, TAF_FEE: 0 } }),
  });
  desk.shows('A', { cash: '94.34', fees: '0.66' });
});

test('case 53: where price and fees do not come to the net amount, the net amount counts', () => {
  const desk = group('A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95', {
    retouch: (row) => ({ ...row, netE4: 943_000 }),
  });
  desk.shows('A', { cash: '94.30', premium: '94.30' });
});

test('case 59: a side the broker does not name is told by what is held', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  no effect
    A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.60  no effect
  `);
  // 94.34 - 60.66
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-03-09', cash: '33.68', realised: '33.68' });
  assert.deepEqual(desk.problems, []);
});

test('case 59: a purchase called an opening closes the same contract where it is held short', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95
    A | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @0.60  effect OPENING
  `);
  desk.shows('A', { status: 'CLOSED', openLegs: [], cash: '33.68' });
});

test('case 75: an order filled on Monday and Tuesday is one opening that began on Monday', () => {
  const desk = group(`
    A | 2026-03-02 15:50  STO 2 KO 60P 20Mar @1.20  order 1
    A | 2026-03-03 09:40  STO 3 KO 60P 20Mar @1.20  order 1
  `);
  // 238.68 + 358.02
  desk.shows('A', { startedOn: '2026-03-02', cash: '596.70', openLegs: ['-5 KO 60P 20Mar26'], rollCount: 0 });
});

test('case 75: the window of a roll counts from the nearest fill of an order filled on two days', () => {
  const desk = group(`
    A | 2026-03-02 15:50  STO 5 KO 60P 20Mar @1.20  order 1
    A | 2026-03-16 15:55  BTC 2 KO 60P 20Mar @2.00  order 2
    A | 2026-03-17 10:00  BTC 3 KO 60P 20Mar @2.00  order 2
    A | 2026-03-17 10:06  STO 5 KO 59P 17Apr @2.60  order 3
  `);
  // -401.32 - 601.98 + 1296.70 = 293.40; 596.70 - 1003.30 = -406.60
  desk.shows('A', {
    rollCount: 1,
    rolls: ['2026-03-17 5 KO 60P 20Mar26 > KO 59P 17Apr26 293.40'],
    cash: '890.10',
    realised: '-406.60',
  });
});

test('property 10: one fill of three or three fills of one, no figure changes', () => {
  const whole = rows(`
    2026-03-02 10:31  STO 3 KO 60P 20Mar @0.95  order 1  id 1
    2026-03-09 10:31  BTC 2 KO 60P 20Mar @0.40  order 2  id 9
  `);
  const parts = rows(`
    2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1  id 1
    2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1  id 2
    2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1  id 3
    2026-03-09 10:31  BTC 2 KO 60P 20Mar @0.40  order 2  id 9
  `);
  const figures = [whole, parts].map((each) =>
    replayOf(each).campaigns.map(({ allocations: _, ...figure }) => figure),
  );
  assert.equal(figures[0]?.length, 1);
  assert.deepEqual(figures[0], figures[1]);
});
