import assert from 'node:assert/strict';
import test from 'node:test';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { product, proportion, quotient } from '../../src/lib/rounding.ts';

// The decimal library answers the same questions independently.
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });
const scaled = fc.maxSafeInteger();
const divisor = scaled.filter((value) => value !== 0);
const shift = fc.integer({ min: -14, max: 12 });

function agrees(answer: () => number, expected: Decimal): void {
  const whole = expected.toDecimalPlaces(0);
  if (whole.abs().greaterThan(Number.MAX_SAFE_INTEGER)) assert.throws(answer, RangeError);
  else assert.ok(Object.is(answer(), whole.toNumber() + 0));
}

test('a product is exact and rounded once', () => {
  fc.assert(
    fc.property(scaled, scaled, shift, (a, b, by) => {
      agrees(() => product(a, b, by), new Exact(a).times(b).times(new Exact(10).pow(by)));
    }),
  );
});

test('a quotient is exact and rounded once', () => {
  fc.assert(
    fc.property(scaled, divisor, shift, (a, b, by) => {
      agrees(() => quotient(a, b, by), new Exact(a).times(new Exact(10).pow(by)).dividedBy(b));
    }),
  );
});

test('a share is exact and rounded once', () => {
  fc.assert(
    fc.property(scaled, scaled, divisor, (amount, part, whole) => {
      agrees(() => proportion(amount, part, whole), new Exact(amount).times(part).dividedBy(whole));
    }),
  );
});

test('halves go away from zero on both sides', () => {
  assert.deepEqual(
    [quotient(5, 2, 0), quotient(-5, 2, 0), quotient(5, -2, 0), quotient(-5, -2, 0)],
    [3, -3, -3, 3],
  );
  assert.deepEqual([product(15, 1, -1), product(-15, 1, -1), product(14, 1, -1)], [2, -2, 1]);
});

test('two puts at 1.25, 100 shares each, are 250 dollars; 250 dollars over 200 shares are 1.25 each', () => {
  const [quantityE8, priceE6] = [200_00000000, 1_250000];
  assert.equal(product(quantityE8, priceE6, 4 - 8 - 6), 250_0000);
  assert.equal(quotient(250_0000, quantityE8, 6 - 4 + 8), priceE6);
  assert.equal(proportion(250_0000, 50_00000000, quantityE8), 62_5000);
});

test('nothing is divided by zero', () => {
  assert.throws(() => quotient(1, 0, 0), RangeError);
  assert.throws(() => proportion(1, 1, 0), RangeError);
});
