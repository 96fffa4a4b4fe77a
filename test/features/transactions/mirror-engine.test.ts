import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonical } from '../../../src/features/transactions/engine/canonical.ts';
import { confirmedBy, eventDay } from '../../../src/features/transactions/engine/evidence.ts';
import { spansAround } from '../../../src/features/transactions/engine/spans.ts';
import { vanishedFrom } from '../../../src/features/transactions/engine/vanished.ts';
import type { Transaction } from '../../../src/model/transaction.ts';

const at = (text: string) => Date.parse(text);
const [HOUR, DAY] = [3_600_000, 86_400_000];

const ROW: Transaction = {
  id: '1',
  part: 0,
  account: 'A',
  orderId: '77',
  executedAt: at('2026-03-18T15:00:00Z'),
  tradedOn: '2026-03-18',
  hasTime: true,
  effectiveOn: null,
  kind: 'TRADE',
  instrument: { kind: 'SHARE', ticker: 'F' },
  quantityE8: 100_0000_0000,
  priceE6: 12_500_000,
  effect: null,
  feesE4: {},
  netE4: -12_500_000,
  currency: 'USD',
  description: '',
};

const file = (changes: Partial<Transaction>): Transaction => ({
  ...ROW,
  orderId: null,
  hasTime: false,
  executedAt: at(`${changes.tradedOn ?? ROW.tradedOn}T00:00:00Z`),
  ...changes,
});

const CONTRACT = {
  kind: 'OPTION',
  symbol: 'F     260417P00012000',
  ticker: 'F',
  expiresOn: '2026-04-17',
  type: 'PUT',
  strikeE6: 12_000_000,
  multiplier: 100,
  deliverableE8: 100_0000_0000,
} as const;

const MEETINGS: readonly (readonly [
  story: string,
  file: Transaction,
  broker: Transaction,
  isSame: boolean,
])[] = [
  ['the same trade', file({}), ROW, true],
  ['another fee is no other trade', file({ netE4: -12_500_100 }), ROW, true],
  ['another price', file({ priceE6: 12_510_000 }), ROW, false],
  ['the other side', file({ quantityE8: -100_0000_0000 }), ROW, false],
  ['another day', file({ tradedOn: '2026-03-19' }), ROW, false],
  ['another contract', file({ instrument: CONTRACT }), ROW, false],
  [
    'expired on Friday, booked on Saturday at the broker, on Monday as of Friday in the file',
    file({
      kind: 'EXPIRATION',
      instrument: CONTRACT,
      quantityE8: 1e8,
      priceE6: null,
      tradedOn: '2026-04-17',
      effectiveOn: '2026-04-17',
    }),
    {
      ...ROW,
      kind: 'EXPIRATION',
      instrument: CONTRACT,
      quantityE8: -1e8,
      priceE6: 0,
      orderId: null,
      tradedOn: '2026-04-18',
      executedAt: at('2026-04-18T07:40:00Z'),
    },
    true,
  ],
  [
    'assigned in the night to Wednesday is Tuesday’s',
    file({ tradedOn: '2026-03-17', effectiveOn: '2026-03-17' }),
    { ...ROW, orderId: null, executedAt: at('2026-03-18T07:25:00Z') },
    true,
  ],
  [
    'a dividend, which only the file gives a ticker',
    file({ kind: 'DIVIDEND', quantityE8: 0, priceE6: null, netE4: 510_000 }),
    {
      ...ROW,
      kind: 'DIVIDEND',
      instrument: null,
      quantityE8: 0,
      priceE6: null,
      netE4: 510_000,
      orderId: null,
    },
    true,
  ],
  [
    'a dividend is no deposit of the same amount',
    file({ kind: 'CASH', instrument: null, quantityE8: 0, priceE6: null, netE4: 510_000 }),
    {
      ...ROW,
      kind: 'DIVIDEND',
      instrument: null,
      quantityE8: 0,
      priceE6: null,
      netE4: 510_000,
      orderId: null,
    },
    false,
  ],
];

for (const [story, told, broker, isSame] of MEETINGS)
  test(`a file’s row and the broker’s: ${story}`, () => {
    assert.equal(confirmedBy([told], [broker]).length, isSame ? 1 : 0);
  });

test('equal rows are counted: three in the file meet the two of the broker', () => {
  const told = ['a', 'b', 'c'].map((id) => file({ id }));
  const met = confirmedBy(told, [
    { ...ROW, id: '1' },
    { ...ROW, id: '2' },
  ]);
  assert.deepEqual(
    met.map(({ file, broker }) => [file.id, broker.id]),
    [
      ['a', '1'],
      ['b', '2'],
    ],
  );
});

test('a booking after a holiday belongs to the session before it', () => {
  const saturday = { ...ROW, orderId: null, tradedOn: '2026-04-04', executedAt: at('2026-04-04T07:30:00Z') };
  assert.equal(eventDay(saturday), '2026-04-02', 'Good Friday is none');
});

test('no row confirms two, and none is confirmed twice', () => {
  const day = fc.constantFrom('2026-03-17', '2026-03-18', '2026-03-21');
  const some = fc.record({
    tradedOn: day,
    quantityE8: fc.constantFrom(1e8, -1e8),
    priceE6: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(fc.array(some), fc.array(some), (a, b) => {
      const met = confirmedBy(
        a.map((one, i) => file({ ...one, id: `f${i}` })),
        b.map((one, i) => ({ ...ROW, ...one, id: `b${i}` })),
      );
      assert.equal(new Set(met.map(({ file }) => file.id)).size, met.length);
      assert.equal(new Set(met.map(({ broker }) => broker.id)).size, met.length);
    }),
  );
});

const STRETCH = { from: at('2026-03-01T00:00:00Z'), to: at('2026-03-31T00:00:00Z'), type: 'TRADE,JOURNAL' };
const [EARLY, LATE] = [at('2026-03-20T00:00:00Z'), at('2026-06-01T00:00:00Z')];

const GONE: readonly (readonly [
  story: string,
  happened: string,
  seenAt: number,
  type: string,
  isGone: boolean,
])[] = [
  ['in the middle', '2026-03-12', LATE, 'TRADE', true],
  ['of the other type asked for', '2026-03-12', LATE, 'JOURNAL', true],
  ['of a type that was not asked for', '2026-03-12', LATE, 'DIVIDEND_OR_INTEREST', false],
  ['near the earlier edge', '2026-03-05', LATE, 'TRADE', false],
  [
    'near the later edge, first seen long after it: it may have been posted in April',
    '2026-03-27',
    LATE,
    'TRADE',
    false,
  ],
  ['near the later edge, seen before the stretch ended', '2026-03-27', EARLY, 'TRADE', true],
  ['outside', '2026-04-12', EARLY, 'TRADE', false],
];

for (const [story, happened, seenAt, type, isGone] of GONE)
  test(`a row that is no longer shown: ${story}`, () => {
    const row = { activityId: '1', type, happenedAt: at(`${happened}T15:00:00Z`), seenAt };
    assert.deepEqual(vanishedFrom([row], new Set(), STRETCH), isGone ? [row] : []);
    assert.deepEqual(vanishedFrom([row], new Set(['1']), STRETCH), [], 'what is shown is there');
  });

test('what is understood anew reaches an hour around each change, and neighbours are read as one', () => {
  const ten = at('2026-03-18T10:00:00Z');
  assert.deepEqual(spansAround([ten]), [{ from: ten - HOUR, to: ten + HOUR }]);
  assert.deepEqual(spansAround([ten + 1.5 * HOUR, ten]), [{ from: ten - HOUR, to: ten + 2.5 * HOUR }]);
  assert.equal(spansAround([ten, ten + 5 * HOUR]).length, 2);
  const midnight = at('2026-03-18T00:00:00Z');
  const [day] = spansAround([midnight]);
  assert.ok(
    day !== undefined && day.from < midnight - DAY && day.to > midnight + DAY,
    'no time: any of that day',
  );
});

test('no two spans would read the same rows, and every change is in one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 * HOUR })), (moments) => {
      const spans = spansAround(moments);
      for (const moment of moments) assert.ok(spans.some(({ from, to }) => from <= moment && moment <= to));
      spans.slice(1).forEach(({ from }, index) => {
        assert.ok(from - HOUR > (spans[index]?.to ?? 0) + HOUR);
      });
    }),
  );
});

test('the order of fields is no content, the order of a list is', () => {
  assert.equal(canonical('{"a":1,"b":{"d":2,"c":[1,2]}}'), canonical('{ "b": {"c":[1,2], "d": 2}, "a": 1 }'));
  assert.notEqual(canonical('{"a":[1,2]}'), canonical('{"a":[2,1]}'));
  assert.equal(canonical('no json'), 'no json');
});

test('canonical text says the same and is its own canonical text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(JSON.stringify(value));
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.equal(canonical(text), text);
    }),
  );
});
