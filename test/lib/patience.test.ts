import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { backoffMs, retryAfterMs } from '../../src/lib/backoff.ts';
import { taken, waitFor } from '../../src/lib/token-bucket.ts';

const pace = fc.record({
  burst: fc.integer({ min: 1, max: 30 }),
  everyMs: fc.integer({ min: 1, max: 2000 }),
});

test('in any stretch of time no more get through than the burst and one for each turn', () => {
  fc.assert(
    fc.property(pace, fc.array(fc.nat(3000), { minLength: 1, maxLength: 60 }), (pace, pauses) => {
      let now = 1_000_000;
      let fullAt = 0;
      const at = pauses.map((pause) => {
        now += pause;
        now += waitFor(pace, fullAt, now);
        fullAt = taken(pace, fullAt, now);
        return now;
      });
      at.forEach((from, first) => {
        at.slice(first).forEach((to, more) => {
          assert.ok(more + 1 <= pace.burst + (to - from) / pace.everyMs);
        });
      });
    }),
  );
});

test('nobody at the head of the line waits longer than one turn, whatever the clock does', () => {
  fc.assert(
    fc.property(pace, fc.nat(), fc.nat(), (pace, fullAt, now) => {
      const wait = waitFor(pace, fullAt, now);
      assert.ok(wait >= 0 && wait <= pace.everyMs);
      const later = now + wait;
      assert.ok(waitFor(pace, taken(pace, fullAt, later), later) <= pace.everyMs);
    }),
  );
});

test('a repetition waits longer each time, and never the same for everyone', () => {
  const waits = (random: number) => [1, 2, 3, 9].map((attempt) => backoffMs(attempt, random, null));
  assert.deepEqual(waits(0), [250, 500, 1000, 4000]);
  assert.deepEqual(waits(0.5), [375, 750, 1500, 6000]);
});

test('what was asked for is the least; half a minute is the most', () => {
  assert.equal(backoffMs(1, 0, 20_000), 20_250);
  assert.equal(backoffMs(1, 0, 30_000), null);
});

const NOW = Date.parse('2026-03-20T18:00:00Z');
for (const [header, wait] of [
  ['120', 120_000],
  [' 0 ', 0],
  ['Fri, 20 Mar 2026 18:01:00 GMT', 60_000],
  ['Friday, 20-Mar-26 18:01:00 GMT', 60_000],
  ['Fri, 20 Mar 2026 17:00:00 GMT', 0],
  [undefined, null],
  ['', null],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['99999999999', null],
  ['Frisbee 1', null],
] as const) {
  test(`Retry-After: ${header} is ${wait}`, () => assert.equal(retryAfterMs(header, NOW), wait));
}
