import assert from 'node:assert/strict';
import test from 'node:test';
import { type Desk, group, type TestDecision } from '../../../support/replay.ts';

/** '3: rolled from …', row by row: why it is where it is. */
function whysOf({ replay: { campaigns, unassigned } }: Desk): readonly string[] {
  const parts = [...campaigns.flatMap(({ allocations }) => allocations), ...unassigned];
  return parts
    .toSorted((a, b) => Number(a.transactionId) - Number(b.transactionId))
    .map(({ transactionId, why }) => `${transactionId}: ${why}`);
}

/** 'CODE 3: …', in the order of the rows. */
function messagesOf({ replay: { problems } }: Desk): readonly string[] {
  return problems.map(({ code, message, transactionIds }) => `${code} ${transactionIds.join()}: ${message}`);
}

test('every row of a wheel says why it is there', () => {
  const desk = group(`
    2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95           order 1
    2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35           order 2
    2026-03-18 10:09  STO 2 KO 59P 17Apr @1.60           order 3
    2026-04-18 03:25  shares +200 KO @59                 "COCA COLA CO"
    2026-04-18 03:30  assigned 2 KO 59P 17Apr
    2026-05-07        dividend 102.00                    "COCA COLA CO"
    2026-05-07        withheld -10.20                    "COCA COLA CO"
    2026-05-11 10:15  STO 2 KO 62C 12Jun @0.70           order 4
    2026-05-12 10:15  BTC 1 KO 62C 12Jun @0.60           order 5
    2026-05-12 10:19  STO 1 KO 62C 12Jun @0.80           order 6
    2026-06-13 03:25  shares -200 KO @62 fee 0.28        "COCA COLA CO"
    2026-06-13 03:30  assigned 2 KO 62C 12Jun
  `);
  assert.deepEqual(whysOf(desk), [
    '1: begins a campaign',
    '2: rolled: 2 contracts into KO 59 put of 2026-04-17',
    '3: rolled from KO 60 put of 2026-03-20: 7 min apart, same type, 2 contracts, same quantity',
    '4: price equals the strike of the assigned put, 59.00',
    '5: KO 59 put of 2026-04-17 assigned',
    '6: ex-date unknown: held at the start of the pay date, 200 shares',
    '7: tax withheld from the dividend of this day, 200 shares',
    '8: covered by 200 shares that no call covers yet',
    '9: closes the KO 62 call of 2026-06-12 opened first',
    '10: the same contract again, 4 min apart: a re-entry of 1 contract, not a roll',
    '11: price equals the strike of the assigned call, 62.00',
    '12: KO 62 call of 2026-06-12 assigned',
  ]);
});

test('shares say why they are in a campaign, or in none', () => {
  const desk = group(`
    2026-03-02 10:00  bought 150 KO @59
    2026-03-03 10:00  STO 1 KO 62C 20Mar @0.80  order 2
    2026-03-09 10:00  BTC 1 KO 62C 20Mar @0.40  order 3
    2026-03-09 10:00  sold 100 KO @60           order 3
    2026-03-10 10:00  sold 60 KO @60            order 4
  `);
  assert.deepEqual(whysOf(desk), [
    '1: bought before: the first call sold on them begins the campaign at their purchase',
    '1: shares outside any campaign',
    '2: covered by 100 shares held outside any campaign',
    '3: closes the KO 62 call of 2026-03-20 opened first',
    '4: sold in one order with its call',
    '5: the earliest shares that no open call covers',
    '5: sells shares that were never seen to come',
  ]);
  assert.deepEqual(messagesOf(desk), [
    'UNKNOWN_ORIGIN 5: 10 shares sold that were never seen to come: their cost is unknown.',
  ]);
});

test('shares owed are said, and what covers them says so', () => {
  const desk = group(`
    2026-03-02 10:00  STO 1 KO 62C 20Mar @0.80
    2026-03-21 03:25  shares -100 KO @62
    2026-03-21 03:30  assigned 1 KO 62C 20Mar
    2026-03-23 10:00  bought 150 KO @61
  `);
  assert.deepEqual(whysOf(desk).slice(1), [
    '2: price equals the strike of the assigned call, 62.00',
    '3: KO 62 call of 2026-03-20 assigned',
    '4: covers shares that were owed, the oldest first',
    '4: shares outside any campaign',
  ]);
  assert.deepEqual(messagesOf(desk), [
    'SHORT_SHARES 2: 100 shares were delivered at 62.00 that nobody had free: they are owed.',
  ]);
});

test('an expiration, a settlement in cash, an exercise and a split say what they are', () => {
  const desk = group(`
    2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50
    2026-03-21 03:30  expired 1 KO 60P 20Mar
    2026-03-02 10:00  STO 1 SPXW 5000P 20Mar @10.00
    2026-03-21 03:30  settled 1 SPXW 5000P 20Mar cash -1500.00
    2026-03-02 10:00  bought 100 PEP @150      order 5
    2026-03-02 10:00  BTO 1 PEP 150C 20Mar @10 order 5
    2026-03-21 03:25  shares +100 PEP @150
    2026-03-21 03:30  exercised 1 PEP 150C 20Mar
    2026-04-20 08:00  split +400 PEP
  `);
  assert.deepEqual(whysOf(desk), [
    '1: begins a campaign',
    '2: KO 60 put of 2026-03-20 expired on 2026-03-20',
    '3: begins a campaign',
    '4: SPX 5000 put of 2026-03-20 settled in cash',
    '5: bought in one order with its option',
    '6: begins a campaign',
    '7: price equals the strike of the exercised call, 150.00',
    '8: PEP 150 call of 2026-03-20 exercised',
    '9: split 3 for 1: the cost stays',
  ]);
});

test('what the rows do not prove is said, row by row', () => {
  const desk = group(
    `
    2026-03-02 10:00  BTC 2 KO 62C 20Mar @0.80
    2026-03-02 10:00  transfer +100 KO
    2026-03-03 10:00  transfer -120 KO
    2026-03-04 10:00  adjusted +3 KO  "ODD LOT"
    2026-03-05 10:00  BTO 2 KO 60P 20Mar @1.00
    2026-03-21 03:30  exercised 2 KO 60P 20Mar
    2026-03-21 03:30  shares +200 PEP @150
    2026-03-02 10:00  STO 1 PEP 150P 20Mar @1.00
    2026-03-12        dividend 102.00  "KO"
    `,
    { asOf: '2026-03-20' },
  );
  assert.deepEqual(messagesOf(desk), [
    'CLOSE_WITHOUT_OPEN 1: 2 contracts of the KO 62 call of 2026-03-20 closed on 2026-03-02 that no row has opened: opened before the history begins, and not counted as a result.',
    'UNKNOWN_BASIS 2: 100 shares came by transfer on 2026-03-02: what they cost is unknown until you enter it, and so is what comes of them.',
    'UNKNOWN_ORIGIN 3: 20 shares left on 2026-03-03 that were never seen to come: their cost is unknown.',
    'UNKNOWN_ADJUSTMENT 4: “ODD LOT” changes a position in a way that is not understood: nothing was booked.',
    'INCOMPLETE_ASSIGNMENT 6: 2 of the KO 60 put of 2026-03-20 exercised, but no row moves 200 shares at 60.00: neither half is booked.',
    'INCOMPLETE_ASSIGNMENT 7: 200 shares came at 150.00 on 2026-03-21, a strike, but no row says that a contract was assigned or exercised: neither half is booked.',
    'UNMATCHED_DIVIDEND 9: The dividend of 2026-03-12 names “KO”, which no other row of this account does.',
  ]);
  assert.deepEqual(
    desk.replay.unassigned.map(({ transactionId, why }) => `${transactionId}: ${why}`),
    [
      '1: closes what was opened out of sight',
      '2: transferred in',
      '3: transferred out, with its cost',
      '3: sells shares that were never seen to come',
      '4: changes a position in a way that is not understood',
      '6: incomplete assignment',
      '7: incomplete assignment',
      '9: a dividend of a company no row of this account knows',
    ],
  );
});

test('a call without shares and a roll that could be another are said', () => {
  const naked = group(`
    2026-03-01 10:00  bought 100 KO @60
    2026-03-02 10:00  STO 2 KO 62C 20Mar @0.80
  `);
  assert.deepEqual(messagesOf(naked), [
    'NAKED_CALL 2: The short KO 62 call of 2026-03-20 may ask for 100 shares, and 0 shares are held: its loss has no limit.',
  ]);
  const tied = group(`
    2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
    2026-03-18 10:05  BTC 1 KO 60P 20Mar @2.30  order 2
    2026-03-18 10:06  STO 1 KO 58P 17Apr @2.30  order 3
    2026-03-18 10:07  STO 1 KO 58P 17Apr @2.31  order 4
  `);
  assert.deepEqual(messagesOf(tied), [
    'AMBIGUOUS_PAIR 2,3: KO 60 put of 2026-03-20 was taken to be rolled into KO 58 put of 2026-04-17, but another leg fits as well.',
  ]);
});

test('what is left of a row says what became of it, whatever else is said of the row', () => {
  const desk = group(`
    2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
    2026-03-18 10:05  BTC 3 KO 60P 20Mar @2.30  order 2
    2026-03-18 10:06  STO 1 KO 58P 17Apr @2.30  order 3
    2026-03-18 10:07  STO 1 KO 58P 17Apr @2.31  order 4
  `);
  assert.deepEqual(desk.problems, ['AMBIGUOUS_PAIR', 'CLOSE_WITHOUT_OPEN']);
  assert.equal(desk.whyUnassigned('2'), 'closes what was opened out of sight');
});

const questionsOf = (table: string) =>
  group(table)
    .replay.suggestions.map(({ kind, confidence, why }) => `${kind} ${confidence}: ${why}`)
    .toSorted();

test('what is asked says what it is about, and how likely it is', () => {
  assert.deepEqual(
    questionsOf(`
      2026-03-02 10:00  STO 3 KO 55P 17Apr @0.90     order 1
      2026-03-02 10:05  BTO 1 KO 50C 15Jan27 @12.00  order 2
      2026-03-09 10:05  STO 2 KO 66C 17Apr @1.00     order 3
      2026-03-10 10:05  BTC 3 KO 55P 17Apr @1.00     order 4
      2026-03-10 14:05  STO 2 KO 55P 17Apr @1.00     order 5
    `),
    [
      'LEG_IN 0.5: 3 contracts of the KO 55 put of 2026-04-17 and 1 contract of the KO 50 call of 2027-01-15 opened 5 min apart: one trade in two orders?',
      'PMCC 0.6: 2 contracts of the KO 66 call of 2026-04-17 sold while 1 contract of the KO 50 call of 2027-01-15 was held, of a lower strike and a later expiration: one trade?',
      'RE_ENTRY 0.7: 3 contracts of the KO 55 put of 2026-04-17 closed and 2 contracts of it opened again on the same day, 4 h apart: the same trade?',
    ],
  );
  assert.deepEqual(
    questionsOf(`
      2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
      2026-03-17 10:00  BTC 1 KO 60P 20Mar @2.00  order 2
      2026-03-17 10:05  STO 3 KO 59P 17Apr @2.30  order 3
    `),
    [
      'SPLIT 0.4: 3 contracts of the KO 59 put of 2026-04-17 opened for 1 contract rolled: are the other 2 contracts an add, or a trade of their own?',
    ],
  );
});

const DECIDED = `
  2026-03-02 10:00  STO 2 KO 60P 17Apr @0.95
  2026-03-09 10:00  BTC 1 KO 60P 17Apr @0.60
  2026-03-09 12:00  bought 100 KO @60
  2026-03-09 10:00  deposit 5.00  "FUNDS RECEIVED"
`;
const OPENED = 'row 1 (2026-03-02, 2 contracts of the KO 60 put of 2026-04-17 opened)';
const CLOSED = 'row 2 (2026-03-09, 1 contract of the KO 60 put of 2026-04-17 closed)';
const BOUGHT = 'row 3 (2026-03-09, 100 shares of KO)';

const REFUSED: readonly (readonly [decision: TestDecision, message: string])[] = [
  [
    { id: 'd', kind: 'move', transactionId: '99', to: 'new' },
    'You moved row 99 to a new campaign: row 99 is no longer among the rows.',
  ],
  [
    { id: 'd', kind: 'move', transactionId: '1', quantity: '1', to: 'nowhere' },
    `You moved 1 of ${OPENED} to campaign nowhere: there is no such campaign any more.`,
  ],
  [
    { id: 'd', kind: 'move', transactionId: '2', to: 'new' },
    `You moved ${CLOSED} to a new campaign: a closing goes where its opening is; move the opening, and it comes along.`,
  ],
  [
    { id: 'd', kind: 'move', transactionId: '4', to: 'new' },
    'You moved row 4 (2026-03-09, FUNDS RECEIVED) to a new campaign: only contracts, and shares that were bought or transferred in, can be moved; what comes of them follows.',
  ],
  [
    { id: 'd', kind: 'link', closing: '2', opening: '1' },
    `You linked ${CLOSED} with ${OPENED}: one must be a trade that closes, the other one that opens, of the same type and side and later than what was closed, both with contracts that no other link has taken.`,
  ],
  [
    { id: 'd', kind: 'unlink', closing: '2', opening: '1' },
    `You unlinked ${CLOSED} from ${OPENED}: no rule pairs these two any more.`,
  ],
  [
    { id: 'd', kind: 'accept', suggestion: 'x' },
    'You accepted the suggestion x: it is no longer suggested: its rows have changed, or belong together by now.',
  ],
  [
    { id: 'd', kind: 'reject', suggestion: 'x' },
    'You rejected the suggestion x: it is no longer suggested: its rows have changed, or belong together by now.',
  ],
  [
    { id: 'd', kind: 'lock', campaign: 'x' },
    'You locked the campaign x: there is no such campaign any more.',
  ],
  [
    { id: 'd', kind: 'ex-date', transactionId: '4', exDate: '2026-03-12' },
    'You entered the ex-date 2026-03-12 of row 4 (2026-03-09, FUNDS RECEIVED): that row is no dividend.',
  ],
  [
    { id: 'd', kind: 'cost', transactionId: '3', cost: '10.00' },
    `You entered a cost of 10.00 for ${BOUGHT}: that row brings no shares of unknown cost.`,
  ],
];

for (const [decision, message] of REFUSED) {
  test(`case 44: ${message.split(': ')[0]} is refused with the reason`, () => {
    const stale = group(DECIDED, { decisions: [decision] }).replay.problems;
    const rowsOf = Object.entries(decision).flatMap(([key, value]) =>
      ['transactionId', 'closing', 'opening'].includes(key) ? [value] : [],
    );
    assert.deepEqual(stale, [{ code: 'STALE_DECISION', message, transactionIds: rowsOf }]);
  });
}
