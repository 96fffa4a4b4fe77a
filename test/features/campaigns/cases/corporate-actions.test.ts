import assert from 'node:assert/strict';
import test from 'node:test';
import type { Transaction } from '../../../../src/model/transaction.ts';
import { group } from '../../../support/replay.ts';

const WHEEL = `
  A | 2026-03-02 10:00  STO 1 XMPL 50P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 XMPL @50
  A | 2026-03-21 03:30  assigned 1 XMPL 50P 20Mar
`;

test('case 47: a split two for one: twice the shares at the same cost, no cash, no result', () => {
  const desk = group(`${WHEEL}
    A | 2026-04-06 07:40  split +100 XMPL  "EXAMPLE CORP FORWARD SPLIT WITH STOCK SPLIT SHARES"
  `);
  // 4850.66 / 200
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    cash: '-4850.66',
    realised: '149.34',
    realisedTax: '0.00',
    shares: '200',
    basis: '24.2533 24.2533',
    rows: [
      '1 OPENING -1 149.34',
      '2 ASSIGNMENT 100 -5000.00',
      '3 ASSIGNMENT 1 0.00',
      '4 CORPORATE_ACTION 100 0.00',
    ],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 47: sold after the split, the result is as if there had been none', () => {
  group(`${WHEEL}
    A | 2026-04-06 07:40  split +100 XMPL
    A | 2026-04-08 10:00  sold 200 XMPL @26
  `).shows('A', { status: 'CLOSED', cash: '349.34', realised: '349.34', realisedTax: '349.34' });
});

test('case 47: shares outside have their part of the split, and stay outside', () => {
  const desk = group(`
    - | 2026-01-05 10:00  bought 100 XMPL @45${WHEEL}
    A+- | 2026-04-06 07:40  split +200 XMPL
  `);
  desk.shows('A', { shares: '200', basis: '24.2533 24.2533' });
  assert.deepEqual(desk.unassigned, ['1 100 -4500.00', '5 100 0.00']);
});

function withAdjustedContract(row: Transaction): Transaction {
  const { instrument } = row;
  if (instrument?.kind !== 'OPTION') return row;
  return { ...row, instrument: { ...instrument, ticker: 'XMPL', deliverableE8: 15_000_000_000 } };
}

test('case 48: an adjusted contract delivers what it says: 150 shares for the strike of 100', () => {
  const desk = group(
    `
    A | 2026-03-02 10:00  STO 1 XMPL1 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +150 XMPL @33.33
    A | 2026-03-21 03:30  assigned 1 XMPL1 50P 20Mar
    `,
    { retouch: withAdjustedContract },
  );
  // 149.34 - 4999.50; / 150
  desk.shows('A', {
    ticker: 'XMPL',
    strategy: 'WHEEL',
    cash: '-4850.16',
    shares: '150',
    basis: '32.3344 32.3344',
    openLegs: [],
  });
  assert.deepEqual(desk.problems, []);
});

test('cases 48 and 49: an adjustment nobody can read goes to review and touches no campaign', () => {
  const desk = group(`${WHEEL}
    - | 2026-04-06 07:40  adjusted -100 XMPL  "EXAMPLE CORP XXXNAME CHANGE EFF: 04/06/26"
    - | 2026-04-06 07:40  adjusted +100 NEWX  "NEW EXAMPLE CORP"
  `);
  assert.ok(desk.problems.length > 0);
  assert.deepEqual([...new Set(desk.problems)], ['UNKNOWN_ADJUSTMENT']);
  assert.deepEqual(desk.replay.campaigns, group(WHEEL).replay.campaigns);
});
