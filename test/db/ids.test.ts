import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { idMaker } from '../../src/db/ids.ts';

const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const fill = (byte: number) => (bytes: number) => new Uint8Array(bytes).fill(byte);

test('an id begins with its millisecond', () => {
  const newId = idMaker(() => Date.UTC(2026, 2, 20, 14, 30), fill(0));
  assert.equal(newId(), '019d0ba7-3240-7000-8000-000000000000');
});

test('ids are of version 7 and rise, however the clock and chance behave', () => {
  const clock = fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(clock, fc.integer({ min: 0, max: 255 }), (instants, byte) => {
      const times = instants.values();
      const newId = idMaker(() => times.next().value ?? 0, fill(byte));
      const ids = instants.map(() => newId());
      assert.deepEqual(ids, [...new Set(ids)].toSorted());
      for (const id of ids) assert.match(id, UUID_7);
    }),
  );
});

test('more ids than a millisecond has numbers for still rise', () => {
  const newId = idMaker(() => 1_000, fill(0xff));
  const ids = Array.from({ length: 10_000 }, newId);
  assert.deepEqual(ids, [...new Set(ids)].toSorted());
});

test('two makers with real chance do not meet', () => {
  const makers = [idMaker(() => 1_000), idMaker(() => 1_000)];
  const ids = makers.flatMap((newId) => Array.from({ length: 2_000 }, newId));
  assert.equal(new Set(ids).size, 4_000);
});
