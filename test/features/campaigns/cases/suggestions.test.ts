import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const LATER_THAT_DAY = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
  A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00  order 2
  B | 2026-03-18 14:00  STO 1 KO 59P 17Apr @2.30  order 3
`;

const answer = (kind: 'accept' | 'reject', suggestion: string): TestDecision => ({
  id: 'decision-1',
  kind,
  suggestion,
});

test('case 6: the same day outside the window: one closed, one open, and a suggestion', () => {
  const desk = group(LATER_THAT_DAY);
  // 149.34 - 200.66
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-03-18',
    cash: '-51.32',
    realised: '-51.32',
    rollCount: 0,
  });
  desk.shows('B', {
    status: 'OPEN',
    startedOn: '2026-03-18',
    cash: '229.34',
    realised: '0.00',
    rollCount: 0,
  });
  assert.deepEqual(desk.suggestions, ['ROLL A > B: 2 > 3 x1']);
  const { confidence, why } = desk.suggestion('ROLL');
  assert.ok(Number(confidence) > 0 && Number(confidence) < 1);
  assert.notEqual(why, '');
});

test('case 6: accepted, B goes into A with every cent; without the decision both are back', () => {
  const before = group(LATER_THAT_DAY);
  const after = group(LATER_THAT_DAY, {
    decisions: [answer('accept', before.suggestion('ROLL').id)],
    column: 'A A A',
  });
  // -51.32 + 229.34
  after.shows('A', {
    id: before.at('A').id,
    status: 'OPEN',
    startedOn: '2026-03-02',
    closedOn: null,
    rollCount: 1,
    rolls: ['2026-03-18 1 KO 60P 20Mar26 > KO 59P 17Apr26 28.68'],
    cash: '178.02',
    realised: '-51.32',
    openLegs: ['-1 KO 59P 17Apr26'],
  });
  assert.deepEqual([after.suggestions, after.problems], [[], []]);
  assert.deepEqual(group(LATER_THAT_DAY).replay, before.replay);
});

test('case 6: rejected, it is not suggested again and nothing else changes', () => {
  const before = group(LATER_THAT_DAY);
  const after = group(LATER_THAT_DAY, { decisions: [answer('reject', before.suggestion('ROLL').id)] });
  assert.deepEqual([after.suggestions, after.problems], [[], []]);
  assert.deepEqual(after.replay.campaigns, before.replay.campaigns);
});

for (const [date, isSuggested] of [
  ['2026-03-19', true],
  ['2026-03-23', true],
  ['2026-03-24', false],
] as const) {
  test(`case 7: closed on Wednesday 18 March, opened on ${date}: ${isSuggested ? 'suggested' : 'too late'}`, () => {
    const desk = group(`
      A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
      A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00  order 2
      B | ${date} 10:00  STO 1 KO 59P 17Apr @2.30  order 3
    `);
    desk.shows('A', { status: 'CLOSED', closedOn: '2026-03-18' });
    desk.shows('B', { status: 'OPEN', startedOn: date });
    assert.deepEqual(desk.suggestions, isSuggested ? ['ROLL A > B: 2 > 3 x1'] : []);
  });
}

test('case 7: accepted on the next day, the roll is dated by its later half', () => {
  const table = LATER_THAT_DAY.replace('2026-03-18 14:00', '2026-03-19 10:00');
  const decisions = [answer('accept', group(table).suggestion('ROLL').id)];
  group(table, { decisions, column: 'A A A' }).shows('A', {
    rollCount: 1,
    rolls: ['2026-03-19 1 KO 60P 20Mar26 > KO 59P 17Apr26 28.68'],
    cash: '178.02',
  });
});

test('definition 19: an opening before the closing, outside the window, is not suggested as a roll', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
    B | 2026-03-18 10:00  STO 1 KO 59P 17Apr @2.30  order 2
    A | 2026-03-18 14:00  BTC 1 KO 60P 20Mar @2.00  order 3
  `);
  assert.ok(!desk.suggestions.some((text) => text.startsWith('ROLL')));
});

const SOLD_AGAIN = `
  A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @1.20  order 1
  A | 2026-03-09 10:00  BTC 2 KO 60P 20Mar @0.80  order 2
  A | 2026-03-09 10:06  STO 2 KO 60P 20Mar @1.00  order 3
`;

test('case 78: bought back at 10:00 and sold again at 10:06: one campaign without a roll', () => {
  // 238.68 - 161.32 + 198.68
  group(SOLD_AGAIN).shows('A', {
    status: 'OPEN',
    rollCount: 0,
    cash: '276.04',
    realised: '77.36',
    rows: ['1 OPENING -2 238.68', '2 CLOSING 2 -161.32', '3 ADJUSTMENT -2 198.68'],
  });
});

test('case 78: sold again at 14:00: two campaigns, and RE_ENTRY is suggested', () => {
  const desk = group(SOLD_AGAIN.replace('10:06', '14:00'), { column: 'A A B' });
  desk.shows('A', { status: 'CLOSED', closedOn: '2026-03-09', cash: '77.36', realised: '77.36' });
  desk.shows('B', { status: 'OPEN', cash: '198.68', realised: '0.00' });
  assert.deepEqual(desk.suggestions, ['RE_ENTRY A > B: 2 > 3 x2']);
});

const LEAPS = `
  A | 2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00  order 1
  B | 2026-03-09 10:00  STO 1 KO 65C 17Apr @0.80     order 2
`;

test('case 36: a call sold against LEAPS in an order of its own: two campaigns and a suggestion', () => {
  const before = group(LEAPS);
  before.shows('A', { strategy: 'LONG_CALL', phase: 'LONG', cash: '-1200.66' });
  before.shows('B', { strategy: 'NAKED_CALL', cash: '79.34' });
  const decisions = [answer('accept', before.suggestion('PMCC').id)];
  group(LEAPS, { decisions, column: 'A A' }).shows('A', {
    id: before.at('A').id,
    cash: '-1121.32',
    realised: '0.00',
    openLegs: ['-1 KO 65C 17Apr26', '1 KO 50C 15Jan27'],
  });
});

test('case 36: no PMCC against a long call of a higher strike or an earlier expiry', () => {
  for (const long of ['KO 70C 15Jan27', 'KO 50C 20Mar26']) {
    const desk = group(LEAPS.replace('KO 50C 15Jan27', long));
    assert.ok(!desk.suggestions.some((text) => text.startsWith('PMCC')), long);
  }
});

test('definition 13: legging in makes two campaigns and the suggestion to join them', () => {
  const table = `
    A | 2026-03-02 10:00  STO 1 KO 55P 17Apr @0.90  order 1
    B | 2026-03-02 10:05  STO 1 KO 65C 17Apr @0.80  order 2
  `;
  const before = group(table);
  const decisions = [answer('accept', before.suggestion('LEG_IN').id)];
  // 89.34 + 79.34
  group(table, { decisions, column: 'A A' }).shows('A', { cash: '168.68', realised: '0.00' });
});
