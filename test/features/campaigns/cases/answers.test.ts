import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const answer = (kind: 'accept' | 'reject', suggestion: string): TestDecision => ({
  id: 'd',
  kind,
  suggestion,
});

const LATER_THAT_DAY = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  id 10  order 1
  A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  id 20  order 2
  B | 2026-03-10 14:00  STO 1 KO 58P 17Apr @1.50  id 30  order 3
`;
const NEARER = `
  C | 2026-03-02 09:40  STO 1 KO 58.5P 20Mar @1.50  id 11
  C | 2026-03-10 10:30  BTC 1 KO 58.5P 20Mar @0.50  id 21
`;
const asked = () => group(LATER_THAT_DAY).suggestion('ROLL').id;

test('case 6: what was accepted stays, though a closing arrives that would rather be asked about', () => {
  assert.deepEqual(group(LATER_THAT_DAY + NEARER).suggestions, ['ROLL C > B: 21 > 30 x1']);
  const decisions = [answer('accept', asked())];
  const desk = group(LATER_THAT_DAY + NEARER, { decisions, column: 'A A A C C' });
  // 149.34 - 50.66 + 149.34
  desk.shows('A', { status: 'OPEN', rollCount: 1, cash: '248.02' });
  desk.shows('C', { status: 'CLOSED', cash: '98.68' });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('case 6: what was accepted stays, though an older fill of the same closing arrives', () => {
  const table = `
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.50  id 10  order 1
    A | 2026-03-10 09:59  BTC 1 KO 60P 20Mar @0.50  id 19  order 2
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  id 20  order 2
    A | 2026-03-10 14:00  STO 1 KO 58P 17Apr @1.50  id 30  order 3
  `;
  const desk = group(table, { decisions: [answer('accept', asked())] });
  // 298.68 - 101.32 + 149.34
  desk.shows('A', { status: 'OPEN', rollCount: 1, cash: '346.70' });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('what was rejected is not asked again, though an older fill of the same closing arrives', () => {
  const table = `
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.50  id 10  order 1
    A | 2026-03-10 09:59  BTC 1 KO 60P 20Mar @0.50  id 19  order 2
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50  id 20  order 2
    B | 2026-03-10 14:00  STO 1 KO 58P 17Apr @1.50  id 30  order 3
  `;
  const desk = group(table, { decisions: [answer('reject', asked())] });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('a spread accepted as rolled is rolled with both legs, though a nearer closing of one has come', () => {
  const spread = `
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  id 10  order 1
    A | 2026-03-02 10:00  BTO 1 KO 55P 20Mar @0.50  id 11  order 1
    A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.80  id 20  order 2
    A | 2026-03-10 10:00  STC 1 KO 55P 20Mar @0.20  id 21  order 2
    B | 2026-03-11 10:00  STO 1 KO 58P 17Apr @1.50  id 30  order 3
    B | 2026-03-11 10:00  BTO 1 KO 53P 17Apr @0.50  id 31  order 3
  `;
  const nearer = `
    C | 2026-03-02 09:40  STO 1 KO 58.5P 20Mar @1.50  id 12
    C | 2026-03-11 09:40  BTC 1 KO 58.5P 20Mar @0.50  id 22
  `;
  const decisions = [answer('accept', group(spread).suggestion('ROLL').id)];
  const rolls = [
    '2026-03-11 1 KO 55P 20Mar26 > KO 53P 17Apr26 -31.32',
    '2026-03-11 1 KO 60P 20Mar26 > KO 58P 17Apr26 68.68',
  ];
  for (const [table, column] of [
    [spread, 'A A A A A A'],
    [spread + nearer, 'A A A A A A C C'],
  ] as const) {
    const desk = group(table, { decisions, column });
    desk.shows('A', { rollCount: 1, rolls });
    assert.deepEqual(desk.problems, []);
  }
});

test('case 44: what was accepted is stale once a rule has made something else of it', () => {
  const table = `${LATER_THAT_DAY}
    A | 2026-03-10 10:05  STO 1 KO 59P 17Apr @1.50  id 25
  `;
  const desk = group(table, { decisions: [answer('accept', asked())] });
  assert.deepEqual(desk.problems, ['STALE_DECISION']);
});

const ROLLED = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
  A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
  B | 2026-03-10 10:05  STO 1 KO 58P 17Apr @1.50
`;
const unlink: TestDecision = { id: 'd', kind: 'unlink', closing: '2', opening: '3' };

test('a pair that was unlinked is not asked about', () => {
  const desk = group(ROLLED, { decisions: [unlink] });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('of what was unlinked the next nearest closing is asked about', () => {
  const desk = group(
    `${ROLLED}
    C | 2026-03-02 11:00  STO 1 KO 62P 20Mar @1.50
    C | 2026-03-09 11:00  BTC 1 KO 62P 20Mar @1.50
    `,
    { decisions: [unlink] },
  );
  assert.deepEqual(desk.suggestions, ['ROLL C > B: 5 > 3 x1']);
});

const NO_ROLL: readonly (readonly [story: string, opened: string])[] = [
  ['a put bought back and a call sold', 'STO 1 KO 68C 17Apr @1.50'],
  ['a put bought back and a put bought', 'BTO 1 KO 58P 17Apr @1.50'],
];

for (const [story, opened] of NO_ROLL) {
  test(`case 44: ${story} cannot be linked: stale, with the reason`, () => {
    const table = `
      A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
      A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
      B | 2026-03-10 14:00  ${opened}
    `;
    const desk = group(table, { decisions: [{ id: 'd', kind: 'link', closing: '2', opening: '3' }] });
    const [stale] = desk.replay.problems.filter(({ code }) => code === 'STALE_DECISION');
    assert.match(stale?.message ?? '', /of the same type and side/);
    desk.shows('A', { status: 'CLOSED', rollCount: 0 });
  });
}

const whysOf = (table: string, decisions: readonly TestDecision[]) =>
  group(table, { decisions, column: 'A A A' })
    .at('A')
    .allocations.map(({ transactionId, why }) => `${transactionId}: ${why}`);

test('a roll says whose word it is: linked by you, accepted by you', () => {
  const link: TestDecision = { id: 'd', kind: 'link', closing: '20', opening: '30' };
  const rolledFrom = (told: string) =>
    `30: rolled from KO 60 put of 2026-03-20: ${told}, same type, 1 contract, same quantity`;
  assert.ok(whysOf(LATER_THAT_DAY, [link]).includes(rolledFrom('linked by you')));
  assert.ok(whysOf(LATER_THAT_DAY, [answer('accept', asked())]).includes(rolledFrom('accepted by you')));
});

test('a roll in an export without times says the day, not that it was at one time', () => {
  const desk = group(`
    A | 2026-03-02  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-10  BTC 1 KO 60P 20Mar @0.50
    A | 2026-03-10  STO 1 KO 58P 17Apr @1.50
  `);
  const [roll] = desk.at('A').rolls;
  assert.equal(roll?.reason, 'on the same day, same type, nearest strike');
});

test('a closing says each contract it was rolled into, once, and how many of it', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 3 KO 60P 20Mar @1.50
    A | 2026-03-10 10:00  BTC 3 KO 60P 20Mar @0.50
    A | 2026-03-10 10:02  STO 1 KO 58P 17Apr @1.50
    A | 2026-03-10 10:03  STO 1 KO 58P 17Apr @1.50
    A | 2026-03-10 10:04  STO 1 KO 58P 15May @1.50
  `);
  const closing = desk.at('A').allocations.find(({ role }) => role === 'CLOSING');
  assert.equal(
    closing?.why,
    'rolled: 2 contracts into KO 58 put of 2026-04-17, 1 contract into KO 58 put of 2026-05-15',
  );
});
