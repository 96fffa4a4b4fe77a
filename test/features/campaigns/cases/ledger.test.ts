import assert from 'node:assert/strict';
import test from 'node:test';
import { contract, ledger, rows } from '../../../support/ledger.ts';

const [put, shares, removal, dividend, index] = rows(`
  A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95             order 1
  A | 2026-04-18 03:25  shares -200 KO @62.5 fee 0.28        id 17  account B  "COCA COLA CO"
  A | 2026-03-21 03:30  assigned 2 KO 60P 20Mar
  - | 2026-05-07        dividend 102.00  "COCA COLA CO"
      2026-07-06 09:30  BTC 1 SPXW 5000P 15Jan @10 fee 1.17  no effect
`);

test('an option sold is a negative quantity, and 0.66 a contract is taken off its premium', () => {
  assert.deepEqual(put, {
    id: '1',
    part: 0,
    account: 'MAIN',
    orderId: '1',
    executedAt: Date.parse('2026-03-02T15:31:00Z'),
    tradedOn: '2026-03-02',
    hasTime: true,
    effectiveOn: null,
    kind: 'TRADE',
    instrument: {
      kind: 'OPTION',
      symbol: 'KO    260320P00060000',
      ticker: 'KO',
      expiresOn: '2026-03-20',
      type: 'PUT',
      strikeE6: 60_000_000,
      multiplier: 100,
      deliverableE8: 10_000_000_000,
    },
    quantityE8: -200_000_000,
    priceE6: 950_000,
    effect: 'OPENING',
    feesE4: { COMMISSION: 13_200 },
    netE4: 1_886_800,
    currency: 'USD',
    description: '',
  });
});

test('delivered shares have no order; their fee is what the row says', () => {
  assert.deepEqual(
    [shares?.id, shares?.account, shares?.orderId, shares?.effect, shares?.description],
    ['17', 'B', null, 'CLOSING', 'COCA COLA CO'],
  );
  assert.deepEqual([shares?.quantityE8, shares?.netE4], [-20_000_000_000, 124_997_200]);
});

test('a removal names the expiry behind it; the ids count the rows', () => {
  assert.deepEqual(
    [removal?.id, removal?.kind, removal?.quantityE8, removal?.netE4],
    ['3', 'ASSIGNMENT', 200_000_000, 0],
  );
  assert.equal(removal?.instrument?.kind === 'OPTION' && removal.instrument.expiresOn, '2026-03-20');
});

test('a row of a date has no time, and a dividend no instrument', () => {
  assert.deepEqual([dividend?.instrument, dividend?.quantityE8, dividend?.netE4], [null, 0, 1_020_000]);
  assert.deepEqual([dividend?.hasTime, dividend?.tradedOn], [false, '2026-05-07']);
});

test('in summer New York is an hour nearer; January after July is next year; SPXW is SPX', () => {
  assert.equal(index?.executedAt, Date.parse('2026-07-06T13:30:00Z'));
  assert.ok(index?.instrument?.kind === 'OPTION');
  assert.deepEqual([index.instrument.ticker, index.instrument.deliverableE8], ['SPX', 0]);
  assert.equal(index.instrument.symbol, contract('SPXW 5000P 15Jan27'));
  assert.deepEqual([index.effect, index.netE4], [null, -10_011_700]);
});

test('the first column is kept beside the row, and what is no row is refused', () => {
  assert.deepEqual(
    ledger('A+B | 2026-03-02 10:31 BTC 2 KO 60P 20Mar @1').map(({ campaign }) => campaign),
    ['A+B'],
  );
  assert.throws(() => rows('2026-03-02 10:31 sell two puts'), /cannot read/);
});
