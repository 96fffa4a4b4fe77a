import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const yes = (suggestion: string): TestDecision => ({ id: 'd', kind: 'accept', suggestion });

test('case 36: a call accepted as sold against a long one stays with it, though an older long call arrives', () => {
  const table = `
    A | 2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00  id 10
    B | 2026-03-09 10:00  STO 1 KO 65C 17Apr @0.80     id 20
  `;
  const decisions = [yes(group(table).suggestion('PMCC').id)];
  const older = '    C | 2026-03-01 10:00  BTO 1 KO 55C 15Jan27 @8.00  id 5\n';
  assert.deepEqual(group(table + older).suggestions, ['PMCC C > B: 5 > 20 x1']);
  const desk = group(table + older, { decisions, column: 'A A C' });
  // 79.34 - 1200.66
  desk.shows('A', { cash: '-1121.32' });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('definition 13: legs accepted as one trade stay one, though an older fill of the first order arrives', () => {
  const table = `
    A | 2026-03-03 10:00  STO 1 KO 55P 17Apr @0.90  id 10  order 1
    B | 2026-03-03 10:05  STO 1 KO 65C 17Apr @0.80  id 20  order 2
  `;
  const decisions = [yes(group(table).suggestion('LEG_IN').id)];
  const older = '    A | 2026-03-02 10:00  STO 1 KO 55P 17Apr @0.90  id 5  order 1\n';
  assert.deepEqual(group(table + older).suggestions, []);
  const desk = group(table + older, { decisions, column: 'A A A' });
  // 2 x 89.34 + 79.34
  desk.shows('A', { cash: '258.02' });
  assert.ok(!desk.problems.includes('STALE_DECISION'));
});

const SPREAD = (order: string, again: string) => `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  id 10  order 1
  A | 2026-03-02 10:00  BTO 1 KO 55P 20Mar @0.50  id 11  order 1
  A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.80  id 20  order 2
  A | 2026-03-10 10:00  STC 1 KO 55P 20Mar @0.20  id 21  order ${order}
  B | ${again}
`;
const AGAIN = `2026-03-10 14:00  STO 1 KO 60P 20Mar @1.50  id 30  order 3
  B | 2026-03-10 14:00  BTO 1 KO 55P 20Mar @0.50  id 31  order 3`;
const NEXT_DAY = `2026-03-11 10:00  STO 1 KO 58P 17Apr @1.50  id 30  order 3
  B | 2026-03-11 10:00  BTO 1 KO 53P 17Apr @0.50  id 31  order 3`;

test('case 78: a spread accepted as opened again is so with both legs, though a closing as near has come', () => {
  const table = SPREAD('2', AGAIN);
  const decisions = [yes(group(table).suggestion('RE_ENTRY').id)];
  const nearer = `
    C | 2026-03-02 09:40  STO 1 KO 60P 20Mar @1.50  id 12
    C | 2026-03-10 09:40  BTC 1 KO 60P 20Mar @0.50  id 22
  `;
  for (const [all, column] of [
    [table, 'A A A A A A'],
    [table + nearer, 'A A A A A A C C'],
  ] as const) {
    const desk = group(all, { decisions, column });
    const again = desk.at('A').allocations.filter(({ role }) => role === 'ADJUSTMENT');
    assert.deepEqual(
      again.map(({ transactionId }) => transactionId),
      ['30', '31'],
    );
    assert.deepEqual(desk.problems, []);
  }
});

test('definition 19: a spread closed in two orders is one question of two pairs; with a yes both are rolled', () => {
  const table = SPREAD('4', NEXT_DAY);
  const before = group(table);
  assert.deepEqual(before.suggestions, ['ROLL A > B: 20 > 30 x1, 21 > 31 x1']);
  const put = (strike: number, expiry: string) => `the KO ${strike} put of 2026-${expiry}`;
  const why = (closed: number, opened: number) =>
    `1 contract of ${put(closed, '03-20')} closed and 1 contract of ${put(opened, '04-17')} opened 1 session later: a roll?`;
  assert.equal(before.suggestion('ROLL').why, `${why(60, 58)} ${why(55, 53)}`);
  const desk = group(table, { decisions: [yes(before.suggestion('ROLL').id)], column: 'A A A A A A' });
  desk.shows('A', {
    rolls: [
      '2026-03-11 1 KO 55P 20Mar26 > KO 53P 17Apr26 -31.32',
      '2026-03-11 1 KO 60P 20Mar26 > KO 58P 17Apr26 68.68',
    ],
  });
});
