import assert from 'node:assert/strict';
import test from 'node:test';
import { groupIntoCampaigns } from '../../../../src/features/campaigns/index.ts';
import { rows } from '../../../support/ledger.ts';
import { group, type TestDecision } from '../../../support/replay.ts';

const yes = (suggestion: string): TestDecision => ({ id: 'd', kind: 'accept', suggestion });
const moved = (transactionId: string, to: string): TestDecision => ({
  id: `m${transactionId}`,
  kind: 'move',
  transactionId,
  to,
});

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

const LATER_THAT_DAY = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
  A | 2026-03-10 10:00  BTC 1 KO 60P 20Mar @0.50
  B | 2026-03-10 14:00  STO 1 KO 58P 17Apr @1.50
`;
const staleOf = (table: string, decisions: readonly TestDecision[]) =>
  groupIntoCampaigns(rows(table), decisions, { asOf: null, rollWindowMinutes: 10 }).problems.filter(
    ({ code }) => code === 'STALE_DECISION',
  ).length;

test('case 43: a roll accepted is stale where the opening was moved: its place is the trader’s word', () => {
  const before = group(LATER_THAT_DAY);
  const decisions = [yes(before.suggestion('ROLL').id), moved('3', before.at('A').id)];
  const desk = group(LATER_THAT_DAY, { decisions, column: 'A A A' });
  assert.deepEqual([desk.at('A').rollCount, desk.problems], [0, ['STALE_DECISION']]);
});

test('case 44: an answer is stale where a row of it has gone, or was never of that kind', () => {
  const { id } = group(LATER_THAT_DAY).suggestion('ROLL');
  const lines = LATER_THAT_DAY.trim()
    .split('\n')
    .map((line, i) => `${line}  id ${i + 1}`);
  const without = (at: number) => lines.filter((_, i) => i !== at).join('\n');
  assert.equal(staleOf(LATER_THAT_DAY, [yes(id)]), 0);
  assert.equal(staleOf(without(2), [yes(id)]), 1);
  assert.equal(staleOf(without(1), [yes(id)]), 1);
  for (const suggestion of [id.replace('ROLL', 'RE_ENTRY'), id.replace('ROLL', 'X'), 'ROLL', 'x'])
    assert.equal(staleOf(LATER_THAT_DAY, [{ id: 'd', kind: 'reject', suggestion }]), 1);
});

test('case 44: an answer is stale where no contract was ever opened', () => {
  const { id } = group(LATER_THAT_DAY).suggestion('ROLL');
  for (const suggestion of [id, 'x'])
    assert.equal(staleOf('2026-03-02 10:00  bought 100 KO @60', [yes(suggestion)]), 1);
});

test('case 65: an answer is to the account it was asked of, though another has the same rows', () => {
  const ofAccount = (account: string) =>
    LATER_THAT_DAY.trim()
      .split('\n')
      .map((line, i) => `${line.replace(/^.*\|/, '')}  id ${i + 1}  account ${account}`)
      .join('\n');
  const both = rows(`${ofAccount('ONE')}\n${ofAccount('TWO')}`);
  const options = { asOf: null, rollWindowMinutes: 10 };
  const [first, second] = groupIntoCampaigns(both, [], options).suggestions;
  assert.ok(first && second && first.id !== second.id);
  for (const kind of ['accept', 'reject'] as const) {
    const after = groupIntoCampaigns(both, [{ id: 'd', kind, suggestion: first.id }], options);
    assert.deepEqual(
      after.suggestions.map(({ id }) => id),
      [second.id],
    );
    assert.deepEqual(after.problems, []);
  }
});
