import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  balanceOf,
  carriedFrom,
  isBalanced,
  verdictOn,
} from '../../../../src/features/campaigns/engine/balance/balance.ts';
import { histories } from '../../../support/trader.ts';
import { balanceFor, evidenceFrom, factsFrom, type Said, told, withoutOpen } from './facts.ts';

const WHEEL = `
  2026-03-02 10:31 STO 2 KO 60P 20Mar @0.95
  2026-03-18 10:02 BTC 2 KO 60P 20Mar @1.35
  2026-03-18 10:02 STO 2 KO 59P 17Apr @1.80
`;
const ASSIGNED = `${WHEEL}
  2026-04-18 03:25 shares +200 KO @59
  2026-04-18 03:30 assigned 2 KO 59P 17Apr
`;
const begins = '2026-03-02';

const STORIES: readonly (readonly [story: string, said: Said, expected: readonly string[]])[] = [
  ['what agrees needs no word', { rows: WHEEL, held: 'STO 2 KO 59P 17Apr', asked: '2026-04-10 12:00' }, []],
  ['contracts that are gone at both are gone', { rows: ASSIGNED, held: 'bought 200 KO' }, []],
  [
    'a removal counts toward zero, whatever its sign says',
    { rows: `${WHEEL} 2026-04-18 03:30 expired -2 KO 59P 17Apr`, held: '' },
    [],
  ],
  [
    'rows of today come before the positions that follow from them',
    {
      rows: `${WHEEL} 2026-04-10 11:00 BTC 1 KO 59P 17Apr @0.30`,
      held: 'STO 2 KO 59P 17Apr',
      asked: '2026-04-10 12:00',
    },
    ['KO 59 put by -1: NOT_YET_THERE, waiting, rows 4'],
  ],
  [
    'so do Saturday’s, which the broker shows on Monday',
    { rows: ASSIGNED, held: 'STO 2 KO 59P 17Apr', asked: '2026-04-19 12:00' },
    ['KO by -200: NOT_YET_THERE, waiting, rows 4', 'KO 59 put by -2: NOT_YET_THERE, waiting, rows 5'],
  ],
  [
    'rows that came after the broker was asked are newer than its answer',
    {
      rows: `${WHEEL} 2026-04-13 11:00 BTC 2 KO 59P 17Apr @0.30`,
      held: 'STO 2 KO 59P 17Apr',
      asked: '2026-04-10 12:00',
    },
    ['KO 59 put by -2: NOT_YET_THERE, waiting, rows 4'],
  ],
  [
    'an expired contract waits for its row over the weekend, and its shares with it',
    { rows: WHEEL, held: 'bought 200 KO', asked: '2026-04-19 12:00' },
    ['KO by 200: AWAITED, waiting, rows', 'KO 59 put by 2: EXPIRED, waiting, rows 3'],
  ],
  [
    'a week later the row is missing',
    { rows: WHEEL, held: '' },
    ['KO 59 put by 2: EXPIRED, differs, rows 3'],
  ],
  [
    'the shares of an assignment are missing',
    { rows: ASSIGNED.replace(/.*shares.*\n/, ''), held: 'bought 200 KO' },
    ['KO by 200: HALF, differs, rows 4'],
  ],
  [
    'the contracts of an early assignment are missing',
    {
      rows: `${WHEEL} 2026-04-08 03:25 shares +200 KO @59`,
      held: 'bought 200 KO',
      asked: '2026-04-14 12:00',
    },
    ['KO 59 put by 2: HALF, differs, rows 4'],
  ],
  [
    'ten times as many is likely a split',
    { rows: '2026-03-02 10:00 bought 100 KO @60', held: 'bought 1000 KO' },
    ['KO by 900: SPLIT 10, differs, rows 1'],
  ],
  [
    'contracts whose heirs differ too were split with their shares',
    { rows: '2026-03-02 10:00 STO 2 KO 60P 15May @1', held: 'STO 4 KO 30P 15May' },
    ['KO 30 put by -4: SPLIT 2, differs, rows', 'KO 60 put by 2: SPLIT 2, differs, rows 1'],
  ],
  [
    'a row that vanished, and a position that has not followed',
    { rows: '2026-03-02 10:00 bought 100 KO @60', held: 'bought 115 KO', gone: [70] },
    ['KO by 15: GONE, differs, rows 1'],
  ],
  [
    'history that begins in the middle: shares and cash of before are taken over',
    { rows: '2026-03-02 10:00 STO 1 KO 60C 15May @1', held: 'bought 100 KO, STO 1 KO 60C 15May', cash: 500 },
    ['KO by 100: BEFORE, carried, rows', 'cash by 0, 400.66 before: carried'],
  ],
  [
    'a contract that was sold before the first row was, and bought back after it',
    { rows: '2026-03-02 10:00 BTC 1 KO 60C 15May @1', held: '', cash: 500 },
    ['KO 60 call by -1: BEFORE, carried, rows 1', 'cash by 0, 600.66 before: carried'],
  ],
  [
    'a contract of before that has expired since is none that waits for its end',
    { rows: '2026-04-18 03:30 expired 2 KO 59P 17Apr\n2026-04-20 10:00 deposit 5', cash: 500 },
    ['KO 59 put by -2: BEFORE, carried, rows 1', 'cash by 0, 495 before: carried'],
  ],
  [
    'not where the rows opened it the other way themselves',
    { rows: '2026-03-02 10:00 STO 2 KO 60C 15May @1', held: 'STO 1 KO 60C 15May', cash: 500 },
    ['KO 60 call by 1: UNKNOWN, differs, rows 1', 'cash by 0, 301.32 before: carried'],
  ],
  [
    'nor where shares are missing, which somebody sold unseen',
    { rows: '2026-03-02 10:00 bought 100 KO @60', held: 'bought 70 KO', cash: 500 },
    ['KO by -30: UNKNOWN, differs, rows 1', 'cash by 0, 6500 before: carried'],
  ],
  [
    'nor where the cash of all rows is the broker’s to the cent: such history is whole',
    { rows: '2026-03-02 10:00 bought 100 KO @60', held: 'bought 130 KO' },
    ['KO by 30: UNKNOWN, differs, rows 1'],
  ],
  [
    'what was taken over is followed from there',
    {
      rows: '2026-03-02 10:00 bought 100 KO @60',
      held: 'bought 130 KO',
      cash: -5500,
      carried: { begins, cashE4: 5_000_000, held: { KO: 300_000_000_0 } },
    },
    ['cash by 0, 500 before: carried'],
  ],
  [
    'and what differs from it is not taken over again',
    {
      rows: '2026-03-02 10:00 bought 100 KO @60',
      held: 'bought 145 KO',
      cash: -5480,
      carried: { begins, cashE4: 5_000_000, held: { KO: 300_000_000_0 } },
    },
    ['KO by 15: UNKNOWN, differs, rows 1', 'cash by 20, 500 before: differs'],
  ],
  [
    'what the rows tell later was not there before: they were late',
    {
      rows: '2026-03-02 10:00 bought 100 KO @60',
      held: 'bought 100 KO',
      carried: { begins, cashE4: 5_000_000, held: { KO: 100_000_000_00 } },
    },
    [],
  ],
  [
    'with older history it is found anew',
    {
      rows: '2026-03-01 10:00 deposit 6000\n2026-03-02 10:00 bought 100 KO @60',
      held: 'bought 100 KO',
      carried: { begins, cashE4: 5_000_000, held: { KO: 300_000_000_0 } },
    },
    [],
  ],
  [
    'cash that is not settled is awaited for two sessions',
    {
      rows: '2026-03-02 10:00 deposit 6000\n2026-04-28 10:00 bought 100 KO @20',
      held: 'bought 100 KO',
      cash: 6000,
    },
    ['cash by 2000, 0 before: waiting'],
  ],
];

for (const [story, said, expected] of STORIES)
  test(story, () => assert.deepEqual(told(balanceFor(said)), expected));

test('history that begins anywhere is taken over and followed, whatever was traded', () => {
  fc.assert(
    fc.property(histories({ mostSteps: 40 }), fc.nat(), (history, at) => {
      const rows = withoutOpen(history.rows);
      const later = rows.slice(at % Math.max(1, rows.length));
      const first = balanceOf(factsFrom(rows, later), evidenceFrom(later));
      const long = first.differences.filter(
        ({ instrument, byE8 }) => instrument.kind === 'OPTION' || byE8 > 0,
      );
      assert.deepEqual(
        long.filter(({ cause }) => cause.kind !== 'BEFORE'),
        [],
      );
      const again = balanceOf(
        { ...factsFrom(rows, later), carried: carriedFrom(first) },
        evidenceFrom(later),
      );
      assert.equal(again.differences.length, first.differences.length - long.length);
      assert.notEqual(again.cash?.state, 'differs');
    }),
    { seed: 20_260_417, numRuns: 150 },
  );
});

test('what is taken over makes both agree ever after', () => {
  const said = {
    rows: '2026-03-02 10:00 BTC 1 KO 60C 15May @1',
    held: 'bought 100 KO',
    cash: 500,
  };
  const carried = carriedFrom(balanceFor(said));
  const after = balanceFor({ ...said, carried });
  assert.deepEqual(told(after), ['cash by 0, 600.66 before: carried']);
  assert.equal(after.agreeing.length, 2);
});

test('cash that waited at first is taken over later', () => {
  const said = { rows: '2026-04-28 10:00 bought 100 KO @20', held: 'bought 100 KO', cash: 0 };
  const first = balanceFor(said);
  assert.equal(first.cash?.state, 'waiting');
  const carried = carriedFrom(first);
  assert.equal(carried.cashE4, null);
  assert.equal(balanceFor({ ...said, carried, cash: 300 }).cash?.state, 'carried');
});

test('a verdict counts what differs, and what is awaited apart', () => {
  const balances = [
    balanceFor({ rows: WHEEL, held: '', asked: '2026-04-19 12:00' }),
    balanceFor({ rows: WHEEL, held: 'bought 15 KO' }),
  ];
  const verdict = verdictOn(balances);
  assert.deepEqual(verdict, { options: 1, shares: 1, cash: 0, waiting: 1 });
  assert.equal(isBalanced(verdict), false);
  assert.equal(isBalanced(verdictOn(balances.slice(0, 1))), true);
});
