import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

test('cases 50 and 62: what was paid on own shares before the first call is their campaign’s', () => {
  const desk = group(`
    A | 2026-01-05 10:00  bought 100 KO @50  "COCA COLA CO"
    A | 2026-02-02 08:00  dividend 31.20     "COCA COLA CO"
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80
  `);
  // -5000 + 31.20 + 79.34; (5000 - 31.20 - 79.34) / 100
  desk.shows('A', {
    startedOn: '2026-01-05',
    cash: '-4889.46',
    dividends: '31.20',
    realised: '31.20',
    realisedTax: '31.20',
    basis: '48.8946 50.0000',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('cases 50, 62 and 76: by their number, with the tax; the rest stays outside with the other shares', () => {
  const desk = group(`
    A+- | 2026-01-05 10:00  bought 300 KO @50  "COCA COLA CO"
    A+- | 2026-02-02 08:00  dividend 93.60     "COCA COLA CO"
    A+- | 2026-02-02 08:00  withheld -9.36     "COCA COLA CO"
    A   | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80
  `);
  desk.shows('A', { dividends: '28.08' });
  assert.deepEqual(desk.unassigned, ['1 200 -10000.00', '2 0 62.40', '3 0 -6.24']);
  assert.match(desk.whyUnassigned('2'), /, 200 shares$/);
  assert.match(desk.at('A').allocations[1]?.why ?? '', /, 100 shares$/);
});

test('cases 50 and 62: adopted in two parts, a dividend is told once; a second campaign has its own part', () => {
  const desk = group(
    `
    A   | 2026-01-05 10:00  bought 100 KO @50  "COCA COLA CO"
    A+B | 2026-01-06 10:00  bought 200 KO @50  "COCA COLA CO"
    A+B | 2026-02-02 08:00  dividend 93.60     "COCA COLA CO"
    A   | 2026-03-02 10:00  STO 2 KO 52C 17Apr @0.80
    B   | 2026-03-03 10:00  STO 1 KO 53C 17Apr @0.80
    `,
  );
  desk.shows('A', { dividends: '62.40' });
  desk.shows('B', { dividends: '31.20' });
  assert.equal(desk.at('A').allocations.filter(({ role }) => role === 'INCOME').length, 1);
  assert.deepEqual(desk.unassigned, []);
});

test('cases 47, 50 and 62: of dividends before and after a split each share has its part as it was then', () => {
  const desk = group(`
    A+- | 2026-01-05 10:00  bought 100 KO @60  "COCA COLA CO"
    A+- | 2026-01-20 08:00  dividend 20.00     "COCA COLA CO"
    A+- | 2026-02-02 07:40  split +100 KO      "COCA COLA CO"
    -   | 2026-02-10 10:00  bought 100 KO @31  "COCA COLA CO"
    A+- | 2026-02-16 08:00  dividend 45.00     "COCA COLA CO"
    A   | 2026-03-02 10:00  STO 1 KO 32C 20Mar @0.80
  `);
  // half of 20.00, and of 45.00 on 300 shares those of 100
  desk.shows('A', { dividends: '25.00', shares: '100', cash: '-2895.66' });
  assert.deepEqual(desk.unassigned, [
    '1 50 -3000.00',
    '2 0 10.00',
    '3 50 0.00',
    '4 100 -3100.00',
    '5 0 30.00',
  ]);
});

test('case 50: what was bought after the ex-date has no part of the dividend, when it is adopted either', () => {
  const desk = group(
    `
    - | 2026-01-05 10:00  bought 100 KO @50  "COCA COLA CO"
    - | 2026-01-16 10:00  sold 100 KO @50    "COCA COLA CO"
    A | 2026-01-20 10:00  bought 100 KO @50  "COCA COLA CO"
    - | 2026-02-02 08:00  dividend 31.20     "COCA COLA CO"
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80
    `,
    { decisions: [{ id: 'd', kind: 'ex-date', transactionId: '4', exDate: '2026-01-15' }] },
  );
  desk.shows('A', { dividends: '0.00' });
});

test('case 52: a dividend and its reinvestment on the day of the first call: the lot stays outside', () => {
  const desk = group(`
    A | 2026-01-05 10:00  bought 100 KO @50  "COCA COLA CO"
    A | 2026-02-02 08:00  dividend 31.00     "COCA COLA CO"
    - | 2026-02-02 08:01  shares +0.62 KO @50
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80
  `);
  desk.shows('A', { shares: '100', dividends: '31.00' });
  assert.deepEqual(desk.unassigned, ['3 0.62 -31.00']);
});

test('case 52: reinvested after the first call of the day, the lot is the campaign’s', () => {
  group(`
    A | 2026-01-05 10:00  bought 100 KO @50  "COCA COLA CO"
    A | 2026-02-02 08:00  dividend 31.00     "COCA COLA CO"
    A | 2026-02-02 10:00  STO 1 KO 52C 17Apr @0.80
    A | 2026-02-02 16:00  shares +0.62 KO @50
  `).shows('A', { shares: '100.62', dividends: '31.00' });
});
