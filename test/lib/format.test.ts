import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { E4, formatFixed, parseScaled } from '../../src/lib/decimal.ts';
import {
  formatBytes,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatWhole,
} from '../../src/lib/format.ts';

const dollars = (text: string, style = {}): string =>
  formatMoney({ amountE4: e4(text), currency: 'USD' }, style);
const rupees = (text: string, style = {}): string =>
  formatMoney({ amountE4: e4(text), currency: 'INR' }, style);

function e4(text: string): number {
  const value = parseScaled(text, E4);
  assert.ok(value !== null);
  return value;
}

const printed: readonly (readonly [actual: string, expected: string])[] = [
  [dollars('1234.56'), '$1,234.56'],
  [dollars('0'), '$0.00'],
  [dollars('999.995'), '$1,000.00'],
  [dollars('-1234567.8'), '−$1,234,567.80'],
  [dollars('-0.004'), '$0.00'],
  [dollars('12.5', { plus: true }), '+$12.50'],
  [dollars('0.001', { plus: true }), '$0.00'],
  [dollars('0.0525', { digits: 4 }), '$0.0525'],
  [dollars('1234.5', { digits: 0 }), '$1,235'],
  [rupees('123456.78'), '₹1,23,456.78'],
  [rupees('12345678.90'), '₹1,23,45,678.90'],
  [rupees('-999'), '−₹999.00'],
  [rupees('1000'), '₹1,000.00'],
  [rupees('100000'), '₹1,00,000.00'],
  [formatMoney(null), 'unknown'],
  [formatMoney(null, { unknown: '–' }), '–'],
  [formatPercent(0.1482), '14.82 %'],
  [formatPercent(-0.1482), '−14.82 %'],
  [formatPercent(0.00005), '0.01 %'],
  [formatPercent(-0.00004), '0.00 %'],
  [formatPercent(0.1005, { digits: 1 }), '10.1 %'],
  [formatPercent(12.3, { plus: true }), '+1,230.00 %'],
  [formatPercent(Number.NaN), 'unknown'],
  [formatPercent(null, { unknown: '–' }), '–'],
  [formatQuantity(1_234_50000000), '1,234.5'],
  [formatQuantity(-1_00000000), '−1'],
  [formatQuantity(1), '0.00000001'],
  [formatQuantity(null), 'unknown'],
  [formatWhole(1_234_567), '1,234,567'],
  [formatWhole(-0.4), '0'],
  [formatWhole(12, { plus: true }), '+12'],
  [formatWhole(null), 'unknown'],
  [formatBytes(0), '0 B'],
  [formatBytes(999), '999 B'],
  [formatBytes(3_400_000), '3.4 MB'],
  [formatBytes(999_600), '1.0 MB'],
  [formatBytes(160_000_000), '160 MB'],
  [formatBytes(24e9), '24.0 GB'],
  [formatBytes(null), 'unknown'],
];

for (const [actual, expected] of printed) {
  test(`people read ${expected}`, () => assert.equal(actual, expected));
}

test('grouping moves no digit, in either currency', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom('USD' as const, 'INR' as const),
      (amountE4, currency) => {
        const bare = formatMoney({ amountE4, currency }).replace(/[$₹,]/g, '').replace('−', '-');
        assert.equal(bare, formatFixed(amountE4, E4, 2));
      },
    ),
  );
});
