import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type OptionTerms,
  optionDelta,
  optionGamma,
  optionTheta,
  optionValue,
  optionVega,
} from '../../src/lib/black-scholes.ts';

const terms = (
  type: 'PUT' | 'CALL',
  [spot, strike, years, rate, volatility]: readonly [number, number, number, number, number],
): OptionTerms => ({ type, spot, strike, years, rate, volatility });

/** From textbooks and published tables: spot, strike, years, interest, volatility; call, put. */
const KNOWN = [
  { given: [42, 40, 0.5, 0.1, 0.2], call: 4.7594, put: 0.8086 },
  { given: [100, 100, 1, 0.05, 0.2], call: 10.4506, put: 5.5735 },
  { given: [100, 105, 0.5, 0.05, 0.2], call: 4.5817, put: 6.9892 },
  { given: [60, 65, 0.25, 0.08, 0.3], call: 2.1334, put: 5.8463 },
] as const;

for (const { given, call, put } of KNOWN)
  test(`spot, strike, years, interest and volatility ${given.join(', ')}`, () => {
    assert.equal(optionValue(terms('CALL', given)).toFixed(4), call.toFixed(4));
    assert.equal(optionValue(terms('PUT', given)).toFixed(4), put.toFixed(4));
  });

test('a call less a put is the share less the strike owed', () => {
  for (const [spot, strike] of [
    [80, 100],
    [100, 100],
    [130, 100],
  ] as const) {
    const given = [spot, strike, 0.75, 0.04, 0.5] as const;
    const parity = spot - strike * Math.exp(-0.04 * 0.75);
    const difference = optionValue(terms('CALL', given)) - optionValue(terms('PUT', given));
    assert.ok(Math.abs(difference - parity) < 1e-5, `${difference} against ${parity}`);
  }
});

test('at its end an option is worth what it is in the money', () => {
  assert.equal(optionValue(terms('PUT', [48, 50, 0, 0.04, 0.3])), 2);
  assert.equal(optionValue(terms('CALL', [48, 50, 0, 0.04, 0.3])), 0);
  assert.equal(optionDelta(terms('PUT', [48, 50, 0, 0.04, 0.3])), -1);
  assert.equal(optionTheta(terms('PUT', [48, 50, 0, 0.04, 0.3])), 0);
});

test('the greeks are the slopes of the value', () => {
  const at = (change: Partial<OptionTerms>) =>
    optionValue({ ...terms('PUT', [100, 95, 0.3, 0.04, 0.35]), ...change });
  const given = terms('PUT', [100, 95, 0.3, 0.04, 0.35]);
  const near = (found: number, slope: number) =>
    assert.ok(Math.abs(found - slope) < 2e-3, `${found}, ${slope}`);
  near(optionDelta(given), (at({ spot: 100.5 }) - at({ spot: 99.5 })) / 1);
  near(optionGamma(given), at({ spot: 101 }) - 2 * at({}) + at({ spot: 99 }));
  near(optionVega(given), (at({ volatility: 0.36 }) - at({ volatility: 0.34 })) / 2);
  near(optionTheta(given), at({ years: 0.3 - 1 / 365 }) - at({}));
});
