import { randomBytes } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';

type Random = (bytes: number) => Uint8Array;

const COUNTER_LIMIT = 0x1000;

/**
 * A maker of UUIDs of version 7, each greater than the one before, also within a millisecond and when the clock steps
 * back: as text they sort in the order they were made, so a primary key grows at its end.
 */
export function idMaker(now: Clock, random: Random = randomBytes): () => string {
  let millisecond = 0;
  let counter = 0;
  return () => {
    const bytes = Buffer.from(random(10));
    const instant = now();
    if (instant > millisecond) {
      millisecond = instant;
      counter = bytes.readUInt16BE(0) % (COUNTER_LIMIT / 2);
    } else if (++counter === COUNTER_LIMIT) {
      millisecond += 1;
      counter = 0;
    }
    return format(millisecond, counter, bytes.subarray(2));
  };
}

function format(millisecond: number, counter: number, random: Uint8Array): string {
  const id = Buffer.alloc(16);
  id.writeUIntBE(millisecond, 0, 6);
  id.writeUInt16BE(0x7000 | counter, 6);
  id.set(random, 8);
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8);
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
