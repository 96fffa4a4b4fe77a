import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const incomplete = (count: number) => Array(count).fill('INCOMPLETE_ASSIGNMENT');

test('definition 20: the sum of the nearest removals that add up, and no others', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 8 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +300 KO @50
    A | 2026-03-21 03:26  assigned 2 KO 50P 20Mar
    A | 2026-03-21 03:27  assigned 1 KO 50P 20Mar
    - | 2026-03-21 03:40  assigned 5 KO 50P 20Mar
  `);
  // 8 x 149.34 - 15000
  desk.shows('A', { cash: '-13805.28', shares: '300', openLegs: ['-5 KO 50P 20Mar26'] });
  assert.deepEqual([desk.problems, desk.unassigned], [incomplete(1), ['5 5 0.00']]);
});

test('definition 20: the same of calls, whose shares leave', () => {
  const desk = group(`
    A | 2026-03-02 10:00  bought 800 KO @45                order 7
    A | 2026-03-02 10:00  STO 8 KO 50C 20Mar @1.50         order 7
    A | 2026-03-21 03:25  shares -300 KO @50
    A | 2026-03-21 03:26  assigned 2 KO 50C 20Mar
    A | 2026-03-21 03:27  assigned 1 KO 50C 20Mar
    - | 2026-03-21 03:40  assigned 5 KO 50C 20Mar
  `);
  // 1194.72 - 36000 + 15000
  desk.shows('A', { cash: '-19805.28', shares: '500', openLegs: ['-5 KO 50C 20Mar26'] });
  assert.deepEqual(desk.problems, incomplete(1));
});

test('definition 20: equal removals are each taken once', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +200 KO @50
    A | 2026-03-21 03:26  assigned 1 KO 50P 20Mar
    A | 2026-03-21 03:27  assigned 1 KO 50P 20Mar
    - | 2026-03-21 03:28  assigned 1 KO 50P 20Mar
  `);
  desk.shows('A', { shares: '200', openLegs: ['-1 KO 50P 20Mar26'] });
  assert.deepEqual([desk.problems, desk.unassigned], [incomplete(1), ['5 1 0.00']]);
});

test('definition 20: one that is enough goes before several that come later', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 4 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +200 KO @50
    - | 2026-03-21 03:26  assigned 1 KO 50P 20Mar
    A | 2026-03-21 03:27  assigned 2 KO 50P 20Mar
    - | 2026-03-21 03:28  assigned 1 KO 50P 20Mar
  `);
  assert.deepEqual(desk.unassigned, ['3 1 0.00', '5 1 0.00']);
});

test('definition 20: shares that leave are not set off against those that come', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    - | 2026-03-21 03:25  shares +300 KO @50
    - | 2026-03-21 03:29  shares -100 KO @50
    - | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
  `);
  assert.deepEqual(desk.problems, incomplete(3));
});

for (const [story, first, id] of [
  ['of two removals as near as each other the earlier has the shares', '03:20', 11],
  ['of two removals of one moment the lower id has the shares', '03:30', 9],
] as const)
  test(`definition 20: ${story}`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
      B | 2026-03-03 10:00  STO 1 KO 50P 27Mar @1.80
      A | 2026-03-21 03:25  shares +100 KO @50         id 20
      A | 2026-03-21 ${first}  assigned 1 KO 50P 20Mar  id ${id}
      - | 2026-03-21 03:30  assigned 1 KO 50P 27Mar    id 10
    `);
    desk.shows('A', { shares: '100' });
    assert.deepEqual(desk.problems, incomplete(1));
  });

test('definition 20: at two strikes, each removal has its own rows of shares', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    B | 2026-03-03 10:00  STO 2 KO 52P 20Mar @2.50
    A | 2026-03-21 03:25  shares +100 KO @50
    B | 2026-03-21 03:25  shares +100 KO @52
    A | 2026-03-21 03:26  shares +100 KO @50
    B | 2026-03-21 03:26  shares +100 KO @52
    A | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
    B | 2026-03-21 03:31  assigned 2 KO 52P 20Mar
  `);
  // 298.68 - 10000; 498.68 - 10400
  desk.shows('A', { cash: '-9701.32', shares: '200' });
  desk.shows('B', { cash: '-9901.32', shares: '200' });
  assert.deepEqual(desk.problems, []);
});

test('definition 20: at two strikes, what adds up only as a whole adds up at each', () => {
  const at = (letter: string, strike: number) => `
    ${letter} | 2026-03-02 10:0${strike - 50}  STO 5 KO ${strike}P 20Mar @1.50
    ${letter} | 2026-03-21 03:25  shares +200 KO @${strike}
    ${letter} | 2026-03-21 03:26  shares +300 KO @${strike}
    ${letter} | 2026-03-21 03:30  assigned 1 KO ${strike}P 20Mar
    ${letter} | 2026-03-21 03:31  assigned 4 KO ${strike}P 20Mar
  `;
  const desk = group(at('A', 50) + at('B', 52));
  // 746.70 - 25000; 746.70 - 26000
  desk.shows('A', { cash: '-24253.30', shares: '500', openLegs: [] });
  desk.shows('B', { cash: '-25253.30', shares: '500', openLegs: [] });
  assert.deepEqual(desk.problems, []);
});

test('definition 20: a put and a call that both lack their shares do not make up for each other', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    B | 2026-03-03 10:00  STO 1 KO 60C 20Mar @0.80
    - | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    - | 2026-03-21 03:30  assigned 1 KO 60C 20Mar
  `);
  desk.shows('A', { status: 'OPEN', openLegs: ['-1 KO 50P 20Mar26'] });
  desk.shows('B', { status: 'OPEN', openLegs: ['-1 KO 60C 20Mar26'] });
  assert.deepEqual(
    desk.problems.filter((code) => code !== 'NAKED_CALL'),
    incomplete(2),
  );
});

for (const [rows, isSaid] of [
  [11, true],
  [13, false],
] as const)
  test(`definition 20: of ${rows} removals that are each half of the next, ${isSaid ? 'all but the last found' : 'too many sums to say which'}`, () => {
    const sizes = Array.from({ length: rows }, (_, i) => 2 ** i);
    const all = 2 ** rows - 1;
    const desk = group(`
      2026-03-02 10:00  STO ${all + 1} KO 50P 20Mar @1.50
      2026-03-21 03:00  shares +${all}00 KO @50
      ${sizes.map((size, i) => `2026-03-21 03:${10 + i}  assigned ${size} KO 50P 20Mar`).join('\n')}
      2026-03-21 05:00  assigned 1 KO 50P 20Mar
    `);
    assert.deepEqual(desk.problems, incomplete(isSaid ? 1 : rows + 2));
  });

test('definition 20: removals larger than the row of shares do not count among its sums', () => {
  const large = Array.from({ length: 13 }, (_, i) => 2 ** (i + 2));
  const desk = group(`
    A | 2026-03-02 10:00  STO 40000 KO 50P 20Mar @1.50
    A | 2026-03-21 03:00  shares +300 KO @50
    ${large.map((size, i) => `- | 2026-03-21 03:${10 + i}  assigned ${size} KO 50P 20Mar`).join('\n')}
    A | 2026-03-21 05:00  assigned 1 KO 50P 20Mar
    A | 2026-03-21 05:01  assigned 2 KO 50P 20Mar
  `);
  desk.shows('A', { shares: '300' });
});

test('definition 20: of three rows of shares the two nearest are what the removal moved', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 2 KO 50P 20Mar @1.50
    - | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:28  shares +100 KO @50
    A | 2026-03-21 03:29  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 2 KO 50P 20Mar
  `);
  desk.shows('A', { shares: '200', openLegs: [] });
});
