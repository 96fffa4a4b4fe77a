import assert from 'node:assert/strict';
import test from 'node:test';
import { anonymise } from '../../../../src/features/campaigns/index.ts';
import { rows } from '../../../support/ledger.ts';
import { replayOf } from '../../../support/replay.ts';

const WHEEL = rows(`
  2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  account 12345678
  2026-03-21 03:25  shares +100 KO @60        account 12345678  "COCA COLA CO"
  2026-03-21 03:30  assigned 1 KO 60P 20Mar   account 12345678  "Removed due to Assignment PUT COCA COLA CO $60 EXP 03/20/26"
  2026-04-01 08:09  dividend 22.31            account 12345678  "THE COCA-COLA CO"
  2026-04-01 08:09  withheld -2.23            account 12345678  "THE COCA-COLA CO"
  2026-04-02 08:09  dividend 12.00            account 12345678  "PROCTER & GAMBLE CO"
  2026-04-03 08:09  deposit 5000.00           account 12345678  "JOHN DOE SAVINGS"
`);

test('a history made unrecognisable keeps no name and no account, and its dividends find their campaign', () => {
  const replay = replayOf(anonymise(WHEEL));
  assert.doesNotMatch(JSON.stringify(replay), /COCA|COLA|PROCTER|DOE|12345678/);
  const [campaign] = replay.campaigns;
  assert.deepEqual([campaign?.dividends, campaign?.cash], ['40.16', '-11661.16']);
  assert.deepEqual(
    replay.problems.map(({ code }) => code),
    ['UNMATCHED_DIVIDEND'],
  );
});

const KNOWN = rows(`
  2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50   account B
  2026-03-02        bought 10 PEP @140.50      account A  "PEPSICO INC"
  2026-04-18 03:30  expired 1 KO 60P 17Apr     account B  as of 2026-04-17
  2026-04-01        dividend 5.10              account A  "PEPSICO INC"
  2026-04-01        dividend 5.10              account B  "PEPSICO INC"
  2026-04-01        deposit 100.00             account A  "PEPSICO INC"
`);

test('fourteen weeks later, at twice the price, in numbered accounts, in words that name a ticker only', () => {
  const told = anonymise(KNOWN).map((row) => [row.account, row.tradedOn, row.netE4, row.description]);
  assert.deepEqual(told, [
    // 150.00 - 0.66, twice
    ['account 2', '2026-06-08', 298_68_00, 'KO'],
    ['account 1', '2026-06-08', -2810_00_00, 'PEP'],
    ['account 2', '2026-07-25', 0, 'KO'],
    ['account 1', '2026-07-08', 10_20_00, 'PEP'],
    ['account 2', '2026-07-08', 10_20_00, 'UNKNOWN COMPANY'],
    ['account 1', '2026-07-08', 200_00_00, 'CASH'],
  ]);
});

test('a name of two tickers is nobody’s afterwards either', () => {
  const [, , dividend] = anonymise(
    rows(`
      2026-03-02        bought 10 GOOG @140   "ALPHABET INC"
      2026-03-02        bought 10 GOOGL @140  "ALPHABET INC"
      2026-04-01        dividend 5.10         "ALPHABET INC"
    `),
  );
  assert.equal(dividend?.description, 'UNKNOWN COMPANY');
});

test('a contract moves with its symbol, and a moment by whole weeks', () => {
  const [sold, bought, expired] = anonymise(KNOWN);
  assert.deepEqual(sold, {
    ...KNOWN[0],
    account: 'account 2',
    description: 'KO',
    executedAt: Date.parse('2026-06-08T11:00:00-04:00'),
    tradedOn: '2026-06-08',
    instrument: {
      kind: 'OPTION',
      symbol: 'KO    260626P00120000',
      ticker: 'KO',
      expiresOn: '2026-06-26',
      type: 'PUT',
      strikeE6: 120_000_000,
      multiplier: 100,
      deliverableE8: 10_000_000_000,
    },
    priceE6: 3_000_000,
    feesE4: { COMMISSION: 1_32_00 },
    netE4: 298_68_00,
  });
  assert.deepEqual([bought?.instrument, bought?.priceE6], [{ kind: 'SHARE', ticker: 'PEP' }, 281_000_000]);
  assert.deepEqual([expired?.effectiveOn, expired?.priceE6], ['2026-07-24', null]);
});

test('a contract whose symbol is not of the usual form keeps its symbol', () => {
  const odd = rows('2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50').map((row) =>
    row.instrument?.kind === 'OPTION' ? { ...row, instrument: { ...row.instrument, symbol: 'KO odd' } } : row,
  );
  const [sold] = anonymise(odd);
  assert.ok(sold?.instrument?.kind === 'OPTION');
  assert.deepEqual([sold.instrument.symbol, sold.instrument.expiresOn], ['KO odd', '2026-06-26']);
});
