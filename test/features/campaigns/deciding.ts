import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../../../src/model/transaction.ts';
import { type Replay, replayOf, type TestDecision } from '../../support/replay.ts';
import { decisionOf, type Saying } from '../../support/trader/sayings.ts';
import { assertNothingLost } from './oracle.ts';

/** Each decision by itself changes something or is stale; among others, what is stale changes nothing. */
export function assertDecided(rows: readonly Transaction[], said: readonly Saying[]): void {
  const before = replayOf(rows);
  const decisions = said.map((saying, i) => decisionOf(saying, `d${i}`, rows, before));
  for (const decision of decisions) {
    const after = replayOf(rows, { decisions: [decision] });
    const isWithout = isDeepStrictEqual(withoutStale(after, decision), before);
    // A lock is kept for the page: it changes nothing here.
    const mayBeSilent = decision.kind === 'lock' && !isStale(after, decision);
    assert.ok(mayBeSilent || isStale(after, decision) === isWithout, toldOf(after, decision));
  }
  assertTogether(rows, withoutRepeats(decisions));
}

function assertTogether(rows: readonly Transaction[], decisions: readonly TestDecision[]): void {
  const after = replayOf(rows, { decisions });
  assertNothingLost(rows, after);
  for (const decision of decisions.filter((each) => isStale(after, each))) {
    const others = decisions.filter((each) => each !== decision);
    assert.deepEqual(
      withoutStale(after, decision),
      replayOf(rows, { decisions: others }),
      toldOf(after, decision),
    );
  }
}

function isStale({ problems }: Replay, decision: TestDecision): boolean {
  return problems.some((problem) => isAbout(problem, decision));
}

function withoutStale({ problems, ...rest }: Replay, decision: TestDecision): Replay {
  return { ...rest, problems: problems.filter((problem) => !isAbout(problem, decision)) };
}

const WORDS: Readonly<Record<TestDecision['kind'], string>> = {
  move: 'You moved ',
  link: 'You linked ',
  unlink: 'You unlinked ',
  accept: 'You accepted ',
  reject: 'You rejected ',
  lock: 'You locked ',
  'ex-date': 'You entered the ex-date ',
  cost: 'You entered a cost ',
};

function isAbout(
  { code, message, transactionIds }: Replay['problems'][number],
  decision: TestDecision,
): boolean {
  const isKind = code === 'STALE_DECISION' && message.startsWith(WORDS[decision.kind]);
  return isKind && transactionIds.join() === rowsOf(decision).join();
}

/** A problem does not say which of two alike it is about. */
function withoutRepeats(decisions: readonly TestDecision[]): readonly TestDecision[] {
  const byRows = new Map(decisions.map((each) => [[each.kind, ...rowsOf(each)].join(), each]));
  return [...byRows.values()];
}

function rowsOf(decision: TestDecision): readonly string[] {
  if ('transactionId' in decision) return [decision.transactionId];
  return 'closing' in decision ? [decision.closing, decision.opening] : [];
}

function toldOf(after: Replay, decision: TestDecision): string {
  return `${isStale(after, decision) ? 'stale, and changed something' : 'neither'}: ${JSON.stringify(decision)}`;
}
