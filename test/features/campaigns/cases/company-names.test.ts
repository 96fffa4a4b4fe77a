import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

/** A wheel whose rows know the company by a name; then a dividend that names it. */
const paid = (known: string, named: string) => `
  A | 2026-03-02 10:00  STO 1 HOOD 100P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 HOOD @100
  A | 2026-03-21 03:30  assigned 1 HOOD 100P 20Mar  "${known}"
    | 2026-04-01 08:00  dividend 51.00  "${named}"
`;
const isFound = (known: string, named: string) => group(paid(known, named)).at('A').dividends === '51.00';

const REMOVED = 'Removed due to Assignment PUT ROBINHOOD MKTS INC $100 EXP 03/20/26';
const FOUND: readonly (readonly [known: string, named: string])[] = [
  [REMOVED, 'ROBINHOOD MKTS INC'],
  [REMOVED, 'Robinhood Mkts, Inc.'],
  [REMOVED, 'ROBINHOOD MKTS INC CLASS A'],
  ['Removed due to Expiration CALL ROBINHOOD MKTS INC CLASS A $1,102.5 EXP 03/20/26', 'ROBINHOOD MKTS INC'],
  ['THE ROBINHOOD-MKTS INC', 'ROBINHOOD MKTS INC'],
  ['ROBINHOOD MKTS INC', 'THE ROBINHOOD MKTS INC'],
  ['ROBINHOOD MKTS INC FORWARD SPLIT WITH STOCK SPLIT SHARES', 'ROBINHOOD MKTS INC'],
  ['ROBINHOOD MKTS INC XXXNAME CHANGE EFF: 04/06/26', 'ROBINHOOD MKTS INC'],
  [' ROBINHOOD  MKTS INC. ', 'ROBINHOOD MKTS INC'],
  ['ROBINHOOD MKTS INC FORWARD SPLIT WITH STOCK SPLIT SHARES', 'ROBINHOOD MKTS INC CLASS A'],
  ['Removed due to Assignment PUT ROBINHOOD MKTS INC $100  EXP 03/20/26', 'ROBINHOOD MKTS INC CLASS A'],
];
const NOT_FOUND: readonly (readonly [known: string, named: string])[] = [
  [REMOVED, 'ROBINHOOD MKTS'.slice(0, 7)],
  [REMOVED, 'ROBIN'],
  [REMOVED, 'MKTS INC'],
  [REMOVED, 'MERRY ROBINHOOD MKTS INC'],
  ['ROBINHOOD THE MKTS INC', 'ROBINHOOD MKTS INC'],
  ['', ''],
  ['ROBINHOODS MKTS INC', 'ROBINHOOD MKTS INC'],
];

for (const [known, named] of FOUND)
  test(`case 51: “${named}” is who “${known}” speaks of`, () => assert.ok(isFound(known, named)));

for (const [known, named] of NOT_FOUND)
  test(`case 51: “${named}” is not who “${known}” speaks of`, () => {
    assert.deepEqual(group(paid(known, named)).problems, ['UNMATCHED_DIVIDEND']);
  });

test('case 51: a name is known in the account whose rows say it, and in no other', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50       account ONE
    A | 2026-03-21 03:25  shares +100 KO @60             account ONE  "COCA COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar        account ONE
    B | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.90       account TWO
    - | 2026-04-01 08:00  dividend 51.00                 account TWO  "COCA COLA CO"
  `);
  desk.shows('A', { dividends: '0.00' });
  assert.deepEqual([desk.problems, desk.unassigned], [['UNMATCHED_DIVIDEND'], ['5 0 51.00']]);
});

test('case 51: the inbox says which row and which company', () => {
  const desk = group('- | 2026-04-02 08:00  dividend 12.00  "PROCTER & GAMBLE CO"');
  assert.deepEqual(desk.replay.problems, [
    {
      code: 'UNMATCHED_DIVIDEND',
      message:
        'The dividend of 2026-04-02 names “PROCTER & GAMBLE CO”, which no other row of this account does.',
      transactionIds: ['1'],
    },
  ]);
  assert.equal(desk.whyUnassigned('1'), 'a dividend of a company no row of this account knows');
});

test('cash that names nobody is no ticker’s, though its words are those of a company', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    A | 2026-03-21 03:30  expired 1 KO 60P 20Mar  "COCA COLA CO"
    - | 2026-04-01 08:00  interest 1.00           "COCA COLA CO"
    - | 2026-04-01 08:00  deposit 100.00
  `);
  assert.deepEqual(desk.unassigned, ['3 0 1.00', '4 0 100.00']);
  assert.equal(desk.whyUnassigned('3'), 'cash: COCA COLA CO');
  assert.equal(desk.whyUnassigned('4'), 'cash that belongs to no security');
});
