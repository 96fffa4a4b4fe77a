import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  afterFailure,
  type Failures,
  LONGEST_WAIT_MS,
  waitMs,
} from '../../../src/features/auth/engine/lockout.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.parse('2026-03-20T18:00:00Z');

/** As often as that in a row, each as soon as it is allowed. */
function failing(times: number, longest: number, from = NOW): { known: Failures; now: number } {
  let known = afterFailure(null, longest, from);
  let now = from;
  for (let i = 1; i < times; i++) {
    now += waitMs(known, now);
    known = afterFailure(known, longest, now);
  }
  return { known, now };
}

const WAITS: readonly (readonly [failures: number, account: number, address: number])[] = [
  [1, 0, 0],
  [5, 0, 0],
  [6, 5, 5],
  [7, 10, 10],
  [8, 20, 20],
  [9, 40, 40],
  [10, 60, 80],
  [13, 60, 640],
  [14, 60, 900],
  [2000, 60, 900],
];

for (const [failures, account, address] of WAITS) {
  test(`after ${failures} wrong passwords an account waits ${account} s, an address ${address} s`, () => {
    const seconds = (longest: number) => {
      const { known, now } = failing(failures, longest);
      return waitMs(known, now) / 1000;
    };
    assert.deepEqual(
      [seconds(LONGEST_WAIT_MS.account), seconds(LONGEST_WAIT_MS.address)],
      [account, address],
    );
  });
}

test('whatever the clock does, nobody ever waits longer than the limit', () => {
  const steps = fc.array(fc.integer({ min: -3 * DAY, max: 3 * DAY }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(steps, fc.constantFrom(...Object.values(LONGEST_WAIT_MS)), (moves, longest) => {
      let now = NOW;
      let known: Failures | null = null;
      for (const move of moves) {
        now += move;
        assert.ok(waitMs(known, now) <= longest, `${waitMs(known, now)} ms`);
        if (waitMs(known, now) === 0) known = afterFailure(known, longest, now);
      }
    }),
  );
});

test('a wait runs out by itself: its owner is let in at the end of it, whatever was tried meanwhile', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (times) => {
      const { known, now } = failing(times, LONGEST_WAIT_MS.account);
      const wait = waitMs(known, now);
      assert.equal(waitMs(known, now + wait), 0);
      assert.equal(waitMs(known, now + wait - 1), wait === 0 ? 0 : 1);
    }),
  );
});

test('each wrong password makes the wait longer or leaves it as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (times) => {
      const wait = (n: number) => {
        const { known, now } = failing(n, LONGEST_WAIT_MS.address);
        return waitMs(known, now);
      };
      assert.ok(wait(times + 1) >= wait(times));
    }),
  );
});

test('a day without an attempt forgives, a day less a minute does not', () => {
  const { known, now } = failing(12, LONGEST_WAIT_MS.account);
  const next = (later: number) => afterFailure(known, LONGEST_WAIT_MS.account, now + later);
  assert.equal(next(DAY - MINUTE).failures, 13);
  assert.deepEqual([next(DAY + 1).failures, waitMs(next(DAY + 1), now + DAY + 1)], [1, 0]);
});

test('a clock that goes back two hours locks nobody out for two hours', () => {
  const { known, now } = failing(10, LONGEST_WAIT_MS.account);
  assert.equal(waitMs(known, now - 2 * 60 * MINUTE), 0);
});
