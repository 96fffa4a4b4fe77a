import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  addMoney,
  CURRENCIES,
  compareMoney,
  money,
  negateMoney,
  parseMoney,
  subtractMoney,
} from '../../src/model/money.ts';

const amounts = fc.integer({ min: -1e15, max: 1e15 }).map((amountE4) => money(amountE4, 'USD'));
const one = money(10_000, 'USD');

test('what is added can be taken away again', () => {
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      assert.deepEqual(subtractMoney(addMoney(a, b), b), a);
      assert.deepEqual(addMoney(a, negateMoney(b)), subtractMoney(a, b));
      assert.deepEqual(addMoney(a, b), addMoney(b, a));
    }),
  );
});

test('more is more', () => {
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      assert.equal(compareMoney(a, b), Math.sign(a.amountE4 - b.amountE4));
      assert.equal(compareMoney(addMoney(a, one), a), 1);
    }),
  );
});

test('dollars and rupees are never mixed', () => {
  const rupee = money(10_000, 'INR');
  for (const mix of [addMoney, subtractMoney, compareMoney]) {
    assert.throws(() => mix(one, rupee), { name: 'TypeError', message: 'USD and INR cannot be mixed' });
  }
});

test('money is read from text, exactly or not at all', () => {
  assert.deepEqual(parseMoney('-12.3456', 'INR'), { amountE4: -123_456, currency: 'INR' });
  assert.equal(parseMoney('12.34567', 'USD'), null);
  assert.deepEqual(
    CURRENCIES.map((currency) => parseMoney('1', currency)?.currency),
    ['USD', 'INR'],
  );
});

test('an amount that cannot be held exactly is a bug that is heard', () => {
  const most = money(Number.MAX_SAFE_INTEGER, 'USD');
  assert.throws(() => addMoney(most, one), RangeError);
  assert.throws(() => money(0.5, 'USD'), RangeError);
  assert.ok(Object.is(negateMoney(money(0, 'USD')).amountE4, 0));
});
