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
