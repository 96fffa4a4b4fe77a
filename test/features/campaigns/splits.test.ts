import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Transaction } from '../../../src/model/transaction.ts';
import { type Replay, replayOf } from '../../support/replay.ts';
import { histories } from '../../support/trader.ts';
import { assertNothingLost } from './oracle.ts';

const RUNS = Number(process.env['HISTORIES'] ?? 150);
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_417);

test('definition 22: however a split is told, the campaigns are the same, and nothing of its rows is lost', () => {
  fc.assert(
    fc.property(histories({ mostSteps: 60 }), ({ rows }) => {
      const told = figuresOf(replayOf(rows));
      for (const other of [onlyWhatIsAdded(rows), onlyOfShares(rows)]) {
        const replay = replayOf(other);
        assert.deepEqual(figuresOf(replay), told);
        assertNothingLost(other, replay);
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

function isSplit({ kind, instrument }: Transaction): boolean {
  return kind === 'SPLIT' && instrument?.kind === 'OPTION';
}

/** -1 of the old and +2 of the new is +1 of the new. */
function onlyWhatIsAdded(rows: readonly Transaction[]): readonly Transaction[] {
  const strikeOf = (row: Transaction | undefined) =>
    row && isSplit(row) && row.instrument?.kind === 'OPTION' ? row.instrument.strikeE6 : null;
  return rows.flatMap((row, i) => {
    const strikeE6 = strikeOf(row);
    if (strikeE6 === null) return [row];
    return strikeOf(rows[i - 1]) === 2 * strikeE6 ? [{ ...row, quantityE8: row.quantityE8 / 2 }] : [];
  });
}

/** Where shares were split at that moment, they say it for the options too. Nothing is split twice within a week. */
function onlyOfShares(rows: readonly Transaction[]): readonly Transaction[] {
  const splits = rows.filter(({ kind }) => kind === 'SPLIT');
  const isAlone = (row: Transaction) =>
    splits.every(
      (other) => !isSameTicker(row, other) || isOneMoment(row, other) || daysApart(row, other) > 7,
    );
  const told = (row: Transaction) =>
    splits.some((other) => !isSplit(other) && isSameTicker(row, other) && isOneMoment(row, other));
  return rows.filter((row) => !isSplit(row) || !told(row) || !isAlone(row));
}

function isSameTicker(a: Transaction, b: Transaction): boolean {
  return a.account === b.account && a.instrument?.ticker === b.instrument?.ticker;
}

function isOneMoment(a: Transaction, b: Transaction): boolean {
  return a.executedAt === b.executedAt;
}

function daysApart(a: Transaction, b: Transaction): number {
  return Math.abs(a.executedAt - b.executedAt) / 86_400_000;
}

function figuresOf({ campaigns, problems, suggestions }: Replay) {
  return {
    campaigns: campaigns.map(({ allocations: _, ...figures }) => figures),
    problems: problems.map(({ code }) => code),
    suggestions: suggestions.length,
  };
}
