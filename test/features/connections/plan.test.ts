import assert from 'node:assert/strict';
import test from 'node:test';
import { isAlive } from '../../../src/features/connections/engine/alive.ts';
import { tickerOfCompany } from '../../../src/features/connections/engine/companies.ts';
import {
  isBeforeItAll,
  type Reach,
  reachAfter,
  timesToAsk,
} from '../../../src/features/connections/engine/plan.ts';
import {
  percentOf,
  type Run,
  secondsLeft,
  statusOf,
} from '../../../src/features/connections/engine/status.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-20T20:20:00Z');
const ago = (days: number) => NOW - days * DAY;
const reach = (from: number, to: number): Reach => ({ from: ago(from), to: ago(to) });

const PLANS: readonly (readonly [
  story: string,
  read: Reach | null,
  years: number,
  times: readonly Reach[],
  after: Reach,
])[] = [
  ['never read: all of it', null, 4, [reach(1460, 0)], reach(1460, 0)],
  ['read yesterday: the overlap of fourteen days', reach(1500, 1), 4, [reach(15, 0)], reach(1500, 0)],
  ['not for a week: that week and the overlap', reach(1500, 7), 4, [reach(21, 0)], reach(1500, 0)],
  ['not for a year', reach(1500, 365), 4, [reach(379, 0)], reach(1500, 0)],
  [
    'more years are wanted than were read',
    reach(1500, 1),
    6,
    [reach(15, 0), reach(2190, 1499)],
    reach(2190, 0),
  ],
  ['a clock that went back', reach(1500, -2), 4, [reach(14, 0)], reach(1500, -2)],
];

for (const [story, read, years, times, after] of PLANS)
  test(`what is asked for: ${story}`, () => {
    assert.deepEqual(timesToAsk(read, NOW, years), times);
    assert.deepEqual(reachAfter(read, times), after);
  });

const EMPTINESS: readonly (readonly [
  story: string,
  stretch: Reach,
  oldest: number | null,
  isSkipped: boolean,
])[] = [
  ['the newest year of an account without a row', reach(364, 0), null, false],
  ['the third year of it', reach(1092, 726), null, false],
  ['the fourth of it', reach(1456, 1089), null, true],
  ['two empty years before the first row', reach(1092, 726), ago(200), false],
  ['the year before those', reach(1456, 1089), ago(200), true],
  ['an old account, to its end', reach(1456, 1089), ago(1000), false],
];

for (const [story, stretch, oldest, isSkipped] of EMPTINESS)
  test(`two empty years end a history: ${story}`, () => {
    assert.equal(isBeforeItAll(stretch, oldest, NOW), isSkipped);
  });

const RUN: Run = {
  id: 'r',
  connectionId: 'c',
  broker: 'schwab',
  state: 'running',
  startedAt: NOW - 20_000,
  endedAt: null,
  doing: 'history',
  questions: 12,
  answers: 3,
  rows: 1200,
  newRows: 1200,
  changedRows: 0,
  vanishedRows: 0,
  window: { from: 1, to: 2 },
  error: null,
};

const PROGRESS: readonly (readonly [
  story: string,
  run: Partial<Run>,
  percent: number,
  left: number | null,
])[] = [
  ['a quarter of the history', {}, 21, 76],
  ['nothing answered yet', { answers: 0 }, 2, null],
  ['finding the accounts', { doing: 'accounts', questions: 0, answers: 0 }, 0, null],
  ['no question to ask', { doing: 'positions', questions: 0, answers: 0 }, 80, 5],
  ['the last price', { doing: 'prices', questions: 7, answers: 7 }, 99, 1],
  ['more answers than questions', { answers: 40 }, 80, 5],
  ['begun a moment ago', { startedAt: NOW - 1000 }, 21, null],
  [
    'Zerodha, where prices take the time',
    { broker: 'zerodha', doing: 'prices', questions: 20, answers: 5 },
    32,
    43,
  ],
  ['done', { state: 'done' }, 100, null],
];

for (const [story, changes, percent, left] of PROGRESS)
  test(`how far a run has come: ${story}`, () => {
    const run = { ...RUN, ...changes };
    assert.deepEqual([percentOf(run), secondsLeft(run, NOW)], [percent, left]);
  });

test('what a connection shows: nothing was read, reading, stopped by a fault, done', () => {
  const shown = (run: Run | null) => {
    const { state, window, doing, error } = statusOf('c', run, null, NOW);
    return [state, window !== null, doing, error?.code ?? null];
  };
  const error = { code: 'busy', message: 'Later.' };
  assert.deepEqual(shown(null), ['idle', false, null, null]);
  assert.deepEqual(shown(RUN), ['running', true, 'history', null]);
  assert.deepEqual(shown({ ...RUN, state: 'failed', error }), ['failed', false, null, 'busy']);
  assert.deepEqual(shown({ ...RUN, state: 'cancelled' }), ['cancelled', false, null, null]);
  assert.deepEqual(shown({ ...RUN, state: 'done' }), ['idle', false, null, null]);
});

test('a run is alive while its process is, and has said so of late', () => {
  const here = { now: NOW, pid: 7, isOurs: false, exists: () => true };
  assert.equal(
    isAlive({ pid: 7, beatAt: NOW }, here),
    false,
    'our number, and not our run: a process before us had it',
  );
  assert.equal(isAlive({ pid: 7, beatAt: 0 }, { ...here, isOurs: true }), true);
  assert.equal(isAlive({ pid: 8, beatAt: NOW - 60_000 }, here), true);
  assert.equal(
    isAlive({ pid: 8, beatAt: NOW - 180_000 }, here),
    false,
    'another program has the number by now',
  );
  assert.equal(isAlive({ pid: 8, beatAt: NOW }, { ...here, exists: () => false }), false);
});

test('a company is a share where there is no doubt which', () => {
  const listing = (symbol: string, name: string) => ({ symbol, name, exchange: 'NYSE' });
  const cola = [listing('KO', 'COCA-COLA CO'), listing('COKE', 'COCA-COLA CONSOLIDATED')];
  assert.equal(tickerOfCompany('THE COCA-COLA CO', cola), 'KO');
  assert.equal(tickerOfCompany('FORD MTR CO', [listing('F', 'FORD MTR CO DEL')]), 'F');
  const classes = [listing('GOOG', 'ALPHABET INC'), listing('GOOGL', 'ALPHABET INC')];
  assert.equal(tickerOfCompany('ALPHABET INC', classes), null);
  assert.equal(tickerOfCompany('NOBODY LTD', []), null);
});
