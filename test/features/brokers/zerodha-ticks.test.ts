import assert from 'node:assert/strict';
import test from 'node:test';
import { isFault } from '../../../src/features/brokers/parse/faults.ts';
import { readTicks, type Tick } from '../../../src/features/brokers/zerodha/parse/ticks.ts';

const INFY = 1594 * 256 + 1;
const NIFTY = 1 * 256 + 9;
const USDINR = 1612 * 256 + 3;
const USDINR_BSE = 10 * 256 + 6;
const SECOND = 1_773_999_998;

/** Numbers of four bytes each, as they follow one another in a packet. */
function packet(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, index * 4);
  return bytes;
}

function level(quantity: number, price: number, orders: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeInt32BE(quantity, 0);
  bytes.writeInt32BE(price, 4);
  bytes.writeInt16BE(orders, 8);
  return bytes;
}

function frame(...packets: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(packets.length, 0);
  const sized = packets.flatMap((one) => {
    const size = Buffer.alloc(2);
    size.writeInt16BE(one.length, 0);
    return [size, one];
  });
  return Buffer.concat([count, ...sized]);
}

function ticksIn(bytes: Uint8Array): readonly Tick[] {
  const read = readTicks(bytes);
  assert.ok(!isFault(read));
  return read.ticks;
}

const QUOTE = [INFY, 141_295, 5, 141_247, 7_360_198, 100, 5191, 139_600, 142_175, 139_555, 138_965];

test('eight bytes are a price', () => {
  assert.deepEqual(ticksIn(frame(packet(INFY, 141_295))), [
    {
      token: INFY,
      mode: 'ltp',
      isTradable: true,
      priceE6: 1_412_950_000,
      day: null,
      trading: null,
      depth: null,
      at: null,
    },
  ]);
});

test('44 bytes are a quote: open, high, low, close', () => {
  const [tick] = ticksIn(frame(packet(...QUOTE)));
  assert.equal(tick?.mode, 'quote');
  assert.deepEqual(tick?.day, {
    openE6: 1_396_000_000,
    highE6: 1_421_750_000,
    lowE6: 1_395_550_000,
    closeE6: 1_389_650_000,
  });
  assert.deepEqual(tick?.trading, {
    lastQuantity: 5,
    averagePriceE6: 1_412_470_000,
    volume: 7_360_198,
    buyQuantity: 100,
    sellQuantity: 5191,
  });
});

test('28 bytes are an index: high, low, open, close; 32 have its time', () => {
  const numbers = [NIFTY, 2_250_010, 2_260_000, 2_240_000, 2_245_000, 2_244_000, 6010];
  const [quote, full] = ticksIn(frame(packet(...numbers), packet(...numbers, SECOND)));
  assert.deepEqual([quote?.isTradable, quote?.mode, quote?.at], [false, 'quote', null]);
  assert.deepEqual([full?.mode, full?.at], ['full', SECOND * 1000]);
  for (const tick of [quote, full])
    assert.deepEqual(tick?.day, {
      openE6: 22_450_000_000,
      highE6: 22_600_000_000,
      lowE6: 22_400_000_000,
      closeE6: 22_440_000_000,
    });
});

test('184 bytes have the depth: five who buy, five who sell', () => {
  const depth = Array.from({ length: 10 }, (_, index) => level(10 + index, 141_290 + index, index + 1));
  const full = Buffer.concat([packet(...QUOTE, SECOND - 1, 0, 0, 0, SECOND), ...depth]);
  assert.equal(full.length, 184);
  const [tick] = ticksIn(frame(full));
  assert.deepEqual(
    [tick?.mode, tick?.at, tick?.depth?.bids.length, tick?.depth?.asks.length],
    ['full', SECOND * 1000, 5, 5],
  );
  assert.deepEqual(tick?.depth?.bids[0], { quantity: 10, priceE6: 1_412_900_000, orders: 1 });
  assert.deepEqual(tick?.depth?.asks[0], { quantity: 15, priceE6: 1_412_950_000, orders: 6 });
});

test('currencies have finer prices, and each exchange its own', () => {
  const [nse, bse] = ticksIn(frame(packet(USDINR, 834_275_005), packet(USDINR_BSE, 834_275)));
  assert.deepEqual([nse?.priceE6, bse?.priceE6], [83_427_501, 83_427_500]);
});

test('a price can be below zero, as that of oil once was', () => {
  assert.equal(ticksIn(frame(packet(INFY + 6, -266_100)))[0]?.priceE6, -2_661_000_000);
});

test('a heartbeat, an empty frame and a packet of another length hold no tick', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(1), Buffer.alloc(2), frame(packet(1, 2, 3))])
    assert.deepEqual(ticksIn(bytes), []);
  assert.equal(ticksIn(frame(packet(1, 2, 3), packet(INFY, 1))).length, 1);
});

test('a frame that breaks off holds nothing, wherever it breaks', () => {
  const whole = frame(packet(INFY, 141_295), packet(...QUOTE));
  for (let length = 2; length < whole.length; length++)
    assert.ok(isFault(readTicks(whole.subarray(0, length))), `${length} bytes`);
  assert.equal(ticksIn(Buffer.concat([Buffer.from([9]), whole]).subarray(1)).length, 2);
});
