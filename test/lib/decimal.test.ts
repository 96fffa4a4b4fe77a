import assert from 'node:assert/strict';
import test from 'node:test';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  E4,
  E6,
  E8,
  formatFixed,
  formatScaled,
  parseScaled,
  scaledFromNumber,
} from '../../src/lib/decimal.ts';

const scales = fc.constantFrom(E4, E6, E8);
const scaled = fc.maxSafeInteger();

test('what is written is read back as the same number', () => {
  fc.assert(
    fc.property(scaled, scales, (value, scale) => {
      assert.equal(parseScaled(formatScaled(value, scale), scale), value);
      assert.equal(parseScaled(formatFixed(value, scale, scale), scale), value);
    }),
  );
});

test('the text is that of the decimal library', () => {
  fc.assert(
    fc.property(scaled, scales, fc.integer({ min: 0, max: 10 }), (value, scale, digits) => {
      const exact = new (Decimal.clone({ precision: 40 }))(value).dividedBy(10 ** scale);
      assert.equal(formatScaled(value, scale), exact.toFixed());
      const fixed = exact.toFixed(digits, Decimal.ROUND_HALF_UP);
      assert.equal(formatFixed(value, scale, digits), /[1-9]/.test(fixed) ? fixed : fixed.replace('-', ''));
    }),
  );
});

test('a larger decimal is a larger integer', () => {
  fc.assert(
    fc.property(scaled, scaled, scales, (a, b, scale) => {
      const [first, second] = [formatScaled(a, scale), formatScaled(b, scale)];
      assert.equal(Math.sign(a - b), new Decimal(first).comparedTo(second));
    }),
  );
});

test('rounding treats gains and losses alike', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.integer({ min: 0, max: 4 }),
      (value, digits) => {
        const loss = formatFixed(-value, E4, digits);
        const gain = formatFixed(value, E4, digits);
        assert.equal(loss, /[1-9]/.test(gain) ? `-${gain}` : gain);
      },
    ),
  );
});

const readings: readonly (readonly [text: string, scale: 4 | 6 | 8, value: number | null])[] = [
  ['12.5', E4, 125_000],
  ['-12.5', E4, -125_000],
  ['+0.0001', E4, 1],
  ['.5', E4, 5_000],
  ['007.10', E4, 71_000],
  ['-0', E4, 0],
  ['-0.0000', E4, 0],
  ['45.123456', E6, 45_123_456],
  ['0.00000001', E8, 1],
  ['900719925474.0991', E4, Number.MAX_SAFE_INTEGER],
  ['-900719925474.0991', E4, Number.MIN_SAFE_INTEGER],
  ['900719925474.0992', E4, null],
  ['99999999999999999999', E4, null],
  ['0.00001', E4, null],
  ['1.0000000', E6, null],
  ['1e3', E4, null],
  ['1,000', E4, null],
  ['12.', E4, null],
  ['.', E4, null],
  ['-', E4, null],
  ['', E4, null],
  [' 1', E4, null],
  ['1\n', E4, null],
  ['--1', E4, null],
  ['0x10', E4, null],
  ['NaN', E4, null],
  ['Infinity', E4, null],
  ['١٢', E4, null],
];

for (const [text, scale, value] of readings) {
  test(`${JSON.stringify(text)} with ${scale} digits is read as ${value}`, () => {
    assert.ok(Object.is(parseScaled(text, scale), value));
  });
}

test('no text whatever is read as something other than its own value', () => {
  const texts = fc.oneof(fc.string(), fc.stringMatching(/^[+-]?\d{0,18}\.?\d{0,9}$/));
  fc.assert(
    fc.property(texts, scales, (text, scale) => {
      const value = parseScaled(text, scale);
      if (value !== null) assert.ok(new Decimal(text.replace('+', '')).times(10 ** scale).equals(value));
    }),
  );
});

const numbers: readonly (readonly [number: number, scale: 4 | 6 | 8, value: number | null])[] = [
  [12.339999999999998, E4, 123_400],
  [-12.339999999999998, E4, -123_400],
  [0.00005, E4, 1],
  [-0.00005, E4, -1],
  [1e-7, E8, 10],
  [-0.00001, E4, 0],
  [1.005, E4, 10_050],
  [1e21, E4, null],
  [Number.NaN, E4, null],
  [Number.NEGATIVE_INFINITY, E4, null],
];

for (const [number, scale, value] of numbers) {
  test(`the JSON number ${number} with ${scale} digits is ${value}`, () => {
    assert.ok(Object.is(scaledFromNumber(number, scale), value));
  });
}

test('what is no scaled integer is never printed as one', () => {
  for (const value of [0.5, Number.NaN, 2 ** 53]) assert.throws(() => formatScaled(value, E4), RangeError);
});
