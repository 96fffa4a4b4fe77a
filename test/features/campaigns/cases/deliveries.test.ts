import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const whyOf = (desk: ReturnType<typeof group>, letter: string, id: string) =>
  desk.at(letter).allocations.find(({ transactionId }) => transactionId === id)?.why;

test('definition 11: shares that an assigned put brings cover what another campaign owes', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
    B | 2026-03-03 10:00  STO 1 KO 60P 17Apr @1.50
    A | 2026-03-21 03:25  shares -100 KO @65
    A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
    A | 2026-04-18 03:25  shares +100 KO @60
    B | 2026-04-18 03:30  assigned 1 KO 60P 17Apr
  `);
  // 79.34 + 6500 - 6000
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-17',
    cash: '579.34',
    realised: '579.34',
    realisedTax: '579.34',
    rows: [
      '1 OPENING -1 79.34',
      '3 ASSIGNMENT -100 6500.00',
      '4 ASSIGNMENT 1 0.00',
      '5 ASSIGNMENT 100 -6000.00',
    ],
  });
  desk.shows('B', { status: 'CLOSED', cash: '149.34', realised: '149.34', realisedTax: '149.34' });
  assert.equal(whyOf(desk, 'A', '5'), 'price equals the strike of the assigned put, 60.00');
  assert.equal(whyOf(desk, 'A', '3'), 'price equals the strike of the assigned call, 65.00');
});

test('case 73: shares that leave for another campaign’s call say so', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80
    B | 2026-03-03 10:00  STO 1 KO 50P 20Mar @1.50
    B | 2026-03-21 03:25  shares +100 KO @50
    B | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    B | 2026-04-18 03:25  shares -100 KO @52
    A | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  desk.shows('A', { cash: '79.34' });
  desk.shows('B', { cash: '349.34' });
  assert.equal(
    whyOf(desk, 'B', '5'),
    'price equals the strike of the assigned call, 52.00; its own campaign held none',
  );
});

test('definition 9: of three assigned and two known, a call sold on the third one’s shares begins a campaign', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    A+B | 2026-03-21 03:25  shares +300 KO @50
    A+- | 2026-03-21 03:30  assigned 3 KO 50P 20Mar
    A+B | 2026-03-23 10:00  STO 3 KO 52C 17Apr @0.80
  `);
  desk.shows('B', { strategy: 'COVERED_CALL', shares: '100', cash: '-4920.66' });
});

test('definition 9: shares that leave for a call opened out of sight say so, in the campaign they were in', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-04-18 03:25  shares -100 KO @52
    - | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  desk.shows('A', {
    rows: [
      '1 OPENING -1 149.34',
      '2 ASSIGNMENT 100 -5000.00',
      '3 ASSIGNMENT 1 0.00',
      '4 ASSIGNMENT -100 5200.00',
    ],
  });
  assert.equal(
    whyOf(desk, 'A', '4'),
    'delivered for a KO 52 call of 2026-04-17 that was opened out of sight',
  );
});

test('definition 9: shares of unknown origin are told by their row and their number', () => {
  const { problems } = group(`
    - | 2026-04-18 03:25  shares -100 KO @52
    - | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `).replay;
  const unknown = problems.find(({ code }) => code === 'UNKNOWN_ORIGIN');
  assert.deepEqual(unknown?.transactionIds, ['1']);
  assert.match(
    unknown?.message ?? '',
    /^100 shares delivered on 2026-04-17 were never seen to come, nor was the KO 52 call/,
  );
});
