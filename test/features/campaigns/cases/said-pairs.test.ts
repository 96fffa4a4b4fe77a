import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const said = (kind: 'link' | 'unlink', ...pairs: readonly (readonly [string, string])[]): TestDecision[] =>
  pairs.map(([closing, opening]) => ({ id: `${kind} ${closing} ${opening}`, kind, closing, opening }));
const staleOf = ({ replay }: ReturnType<typeof group>) =>
  replay.problems.filter(({ code }) => code === 'STALE_DECISION').map(({ message }) => message.split(':')[0]);

test('case 43: links of one closing take what it closed, in turn, and the last is stale', () => {
  const table = `
    A | 2026-03-02 10:00  STO 3 KO 60P 20Mar @1.50
    A | 2026-03-09 10:00  BTC 3 KO 60P 20Mar @0.50
    A | 2026-03-10 10:00  STO 2 KO 59P 17Apr @1.00
    A | 2026-03-11 10:00  STO 2 KO 58P 17Apr @1.00
    B | 2026-03-12 10:00  STO 1 KO 57P 17Apr @1.00
  `;
  const desk = group(table, { decisions: said('link', ['2', '3'], ['2', '4'], ['2', '5']) });
  // Of 3 closed for -151.98 each is -50.66; each put sold at 1.00 is 99.34.
  const rolls = [
    '2026-03-10 2 KO 60P 20Mar26 > KO 59P 17Apr26 97.36',
    '2026-03-11 1 KO 60P 20Mar26 > KO 58P 17Apr26 48.68',
  ];
  desk.shows('A', { rolls, openLegs: ['-2 KO 58P 17Apr26', '-2 KO 59P 17Apr26'] });
  assert.equal(staleOf(desk).length, 1);
  assert.match(staleOf(desk).join(), /^You linked row 2 .* with row 5 /);
});

test('case 43: links into one opening take what it opened, in turn, and the last is stale', () => {
  const table = `
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.50
    B | 2026-03-02 10:00  STO 2 KO 59P 20Mar @1.50
    C | 2026-03-02 10:00  STO 1 KO 58P 20Mar @1.50
    A | 2026-03-09 10:00  BTC 2 KO 60P 20Mar @0.50
    B | 2026-03-09 11:00  BTC 2 KO 59P 20Mar @0.50
    C | 2026-03-09 12:00  BTC 1 KO 58P 20Mar @0.50
  A+B | 2026-03-12 10:00  STO 3 KO 57P 17Apr @1.00
  `;
  const desk = group(table, { decisions: said('link', ['4', '7'], ['5', '7'], ['6', '7']) });
  desk.shows('A', { rollCount: 1, openLegs: ['-2 KO 57P 17Apr26'] });
  desk.shows('B', { rollCount: 1, openLegs: ['-1 KO 57P 17Apr26'] });
  assert.match(staleOf(desk).join(), /^You linked row 6 .* with row 7 /);
});

test('case 44: a link of an opening to itself, or of a row that is no option’s, is stale', () => {
  const table = `
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    - | 2026-03-09 10:00  bought 10 KO @60
  `;
  assert.equal(staleOf(group(table, { decisions: said('link', ['1', '1'], ['2', '1']) })).length, 2);
});

const TWO_ROLLS = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
  B | 2026-03-02 10:00  STO 1 KO 55P 20Mar @0.50
  A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
  A | 2026-03-10 10:05  STO 1 KO 58P 17Apr @1.50
  B | 2026-03-11 10:00  BTC 1 KO 55P 20Mar @0.20
  B | 2026-03-11 10:05  STO 1 KO 53P 17Apr @0.60
`;

test('case 43: of two rolls one is unlinked, the other stays', () => {
  const desk = group(TWO_ROLLS, { decisions: said('unlink', ['3', '4']), column: 'A B A C B B' });
  desk.shows('A', { status: 'CLOSED', rollCount: 0 });
  desk.shows('B', { status: 'OPEN', rollCount: 1 });
  assert.deepEqual(staleOf(desk), []);
});

test('case 44: an unlinking of rows that are halves of two rolls is stale, and both stay', () => {
  for (const pair of [
    ['3', '6'],
    ['5', '4'],
  ] as const) {
    const desk = group(TWO_ROLLS, { decisions: said('unlink', pair) });
    assert.deepEqual([desk.at('A').rollCount, desk.at('B').rollCount, staleOf(desk).length], [1, 1, 1]);
  }
});

test('case 78: with a yes to the re-entry both are one campaign without a roll', () => {
  const table = `
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.20
    A | 2026-03-09 10:00  BTC 2 KO 60P 20Mar @0.80
    B | 2026-03-09 14:00  STO 2 KO 60P 20Mar @1.00
  `;
  const suggestion = group(table).suggestion('RE_ENTRY').id;
  const desk = group(table, { decisions: [{ id: 'd', kind: 'accept', suggestion }], column: 'A A A' });
  const rows = ['1 OPENING -2 238.68', '2 CLOSING 2 -161.32', '3 ADJUSTMENT -2 198.68'];
  desk.shows('A', { status: 'OPEN', rollCount: 0, cash: '276.04', realised: '77.36', rows });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});
