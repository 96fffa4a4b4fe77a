import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

test('case 58: the history begins after the put was sold: its shares are there, outside, and the call on them is covered', () => {
  const desk = group(`
    A | 2026-03-21 03:25  shares +100 KO @50
    - | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-03-23 10:00  STO 1 KO 52C 17Apr @0.80
  `);
  // the put's premium is not known; (5000 - 79.34) / 100
  desk.shows('A', {
    strategy: 'COVERED_CALL',
    phase: 'COVERED',
    startedOn: '2026-03-20',
    cash: '-4920.66',
    shares: '100',
    basis: '49.2066 50.0000',
  });
  assert.deepEqual([desk.problems, desk.unassigned], [['CLOSE_WITHOUT_OPEN'], ['2 1 0.00']]);
});

test('case 58: sold again, they are not of unknown origin', () => {
  const desk = group(`
    - | 2026-03-21 03:25  shares +100 KO @50
    - | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    - | 2026-03-23 10:00  sold 100 KO @53
  `);
  assert.deepEqual(desk.problems, ['CLOSE_WITHOUT_OPEN']);
  assert.deepEqual(desk.unassigned, ['1 100 -5000.00', '2 1 0.00', '3 -100 5300.00']);
  assert.match(desk.whyUnassigned('1'), /KO 50 put of 2026-03-20 that was opened out of sight/);
});

test('definition 9: of three assigned and two known, the third one’s shares are outside', () => {
  const desk = group(`
    A   | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    A+- | 2026-03-21 03:25  shares +300 KO @50
    A+- | 2026-03-21 03:30  assigned 3 KO 50P 20Mar
  `);
  desk.shows('A', { shares: '200', cash: '-9701.32', realised: '298.68', basis: '48.5066 48.5066' });
  assert.deepEqual(
    [desk.problems, desk.unassigned],
    [['CLOSE_WITHOUT_OPEN'], ['2 100 -5000.00', '3 1 0.00']],
  );
});

test('definition 9: shares that a call opened out of sight takes leave, those of campaigns first', () => {
  const desk = group(`
    - | 2026-01-05 10:00  bought 100 KO @40
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-04-18 03:25  shares -100 KO @52
    - | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  desk.shows('A', { status: 'CLOSED', cash: '349.34', realised: '349.34', realisedTax: '349.34' });
  assert.deepEqual(desk.unassigned, ['1 100 -4000.00', '6 1 0.00']);
});

test('definition 9: and where nobody holds any, they are of unknown origin', () => {
  const desk = group(`
    - | 2026-04-18 03:25  shares -100 KO @52
    - | 2026-04-18 03:30  assigned 1 KO 52C 17Apr
  `);
  assert.deepEqual(desk.problems.toSorted(), ['CLOSE_WITHOUT_OPEN', 'UNKNOWN_ORIGIN']);
  assert.deepEqual(desk.unassigned, ['1 -100 5200.00', '2 1 0.00']);
});

test('definition 9: of what a call opened out of sight takes, covered shares leave last: nobody could owe them', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    A | 2026-03-23 10:00  STO 1 KO 66C 15May @0.80
    A | 2026-04-18 03:25  shares -100 KO @65
    - | 2026-04-18 03:30  assigned 1 KO 65C 17Apr
  `);
  // 149.34 + 79.34 + 1500, the 66 call still open
  desk.shows('A', { phase: 'SHORT_CALL', shares: '0', cash: '1728.68', realised: '1649.34' });
  assert.deepEqual(desk.problems.toSorted(), ['CLOSE_WITHOUT_OPEN', 'NAKED_CALL']);
});
