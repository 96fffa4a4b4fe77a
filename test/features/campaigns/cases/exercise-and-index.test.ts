import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

test('case 28: a long call exercised: its cost goes into the shares’', () => {
  const desk = group(`
    A | 2026-03-02 10:00  BTO 1 KO 50C 20Mar @1.00
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  exercised 1 KO 50C 20Mar
  `);
  // -100.66 - 5000; (5000 + 100.66) / 100 in both books, realised in the economic one only
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'LONG_CALL',
    phase: 'SHARES',
    cash: '-5100.66',
    realised: '-100.66',
    realisedTax: '0.00',
    shares: '100',
    basis: '51.0066 51.0066',
    openLegs: [],
    rows: ['1 OPENING 1 -100.66', '2 ASSIGNMENT 100 -5000.00', '3 ASSIGNMENT -1 0.00'],
  });
  assert.deepEqual(desk.problems, []);
});

test('case 28: a long put exercised on the shares it was bought with: its cost is taken off the proceeds', () => {
  const desk = group(`
    A | 2026-03-02 10:00  bought 100 KO @52          order 1
    A | 2026-03-02 10:00  BTO 1 KO 50P 20Mar @1.00   order 1
    A | 2026-03-21 03:25  shares -100 KO @50
    A | 2026-03-21 03:30  exercised 1 KO 50P 20Mar
  `);
  // -5200 - 100.66 + 5000
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-20',
    cash: '-300.66',
    realised: '-300.66',
    realisedTax: '-300.66',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

const PUT_EXERCISED = `
  A | 2026-03-02 10:00  BTO 1 KO 50P 20Mar @1.00
  A | 2026-03-21 03:25  shares -100 KO @50
  A | 2026-03-21 03:30  exercised 1 KO 50P 20Mar
`;

test('case 28: a long put exercised without shares leaves them short', () => {
  const desk = group(PUT_EXERCISED);
  // -100.66 + 5000; (5000 - 100.66) / 100
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'LONG_PUT',
    phase: 'SHORT_SHARES',
    cash: '4899.34',
    realised: '-100.66',
    realisedTax: '0.00',
    shares: '-100',
    basis: '48.9934 48.9934',
  });
  assert.deepEqual(desk.problems, ['SHORT_SHARES']);
});

test('case 28: and bought back, both books agree', () => {
  group(`${PUT_EXERCISED}
    A | 2026-03-23 10:00  bought 100 KO @45
  `).shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-23',
    cash: '399.34',
    realised: '399.34',
    realisedTax: '399.34',
  });
});

for (const removal of ['settled', 'assigned', 'expired']) {
  test(`case 29: an index put ${removal} with cash on its removal: the cash is the result, no shares are wanted`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 SPXW 5000P 20Mar @10.00
      A | 2026-03-21 03:30  ${removal} 1 SPXW 5000P 20Mar cash -1500.00
    `);
    // 999.34 - 1500
    desk.shows('A', {
      ticker: 'SPX',
      status: 'CLOSED',
      strategy: 'NAKED_PUT',
      closedOn: '2026-03-20',
      cash: '-500.66',
      premium: '-500.66',
      realised: '-500.66',
      realisedTax: '-500.66',
      shares: '0',
      rows: ['1 OPENING -1 999.34', '2 CLOSING 1 -1500.00'],
    });
    assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
  });
}

test('case 29: the cash as a second row of the same hour is the result too', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 SPXW 5000P 20Mar @10.00
    A | 2026-03-21 03:30  assigned 1 SPXW 5000P 20Mar
    A | 2026-03-21 03:45  settled 0 SPXW 5000P 20Mar cash -1500.00
  `);
  desk.shows('A', { status: 'CLOSED', strategy: 'NAKED_PUT', cash: '-500.66', realised: '-500.66' });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('case 29: a long index call exercised brings cash', () => {
  group(`
    A | 2026-03-02 10:00  BTO 1 XSP 500C 20Mar @10.00
    A | 2026-03-21 03:30  exercised 1 XSP 500C 20Mar cash 2500.00
  `).shows('A', { ticker: 'XSP', status: 'CLOSED', cash: '1499.34', realised: '1499.34', shares: '0' });
});

test('case 30: the roots of one family are one ticker, so SPX rolls into SPXW', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 SPX 5000P 20Mar @10.00   order 1
    A | 2026-03-18 10:00  BTC 1 SPX 5000P 20Mar @12.00   order 2
    A | 2026-03-18 10:00  STO 1 SPXW 4950P 27Mar @14.00  order 2
  `);
  // 999.34 - 1200.66 + 1399.34
  desk.shows('A', {
    ticker: 'SPX',
    rollCount: 1,
    rolls: ['2026-03-18 1 SPX 5000P 20Mar26 > SPXW 4950P 27Mar26 198.68'],
    cash: '1198.02',
    realised: '-201.32',
    openLegs: ['-1 SPXW 4950P 27Mar26'],
  });
});

test('case 69: both legs of a spread settle at expiry, one assigned and one exercised', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 80P 20Mar @2.40  order 1
    A | 2026-03-02 10:00  BTO 1 KO 75P 20Mar @1.00  order 1
    A | 2026-03-21 03:25  shares +100 KO @80
    A | 2026-03-21 03:25  shares -100 KO @75 fee 0.16
    A | 2026-03-21 03:30  assigned 1 KO 80P 20Mar
    A | 2026-03-21 03:30  exercised 1 KO 75P 20Mar
  `);
  // 138.68 - 500 - 0.16
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-20',
    strategy: 'PUT_CREDIT_SPREAD',
    cash: '-361.48',
    realised: '-361.48',
    realisedTax: '-361.48',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});
