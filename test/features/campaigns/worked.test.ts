import assert from 'node:assert/strict';
import test from 'node:test';
import { contract, rows } from '../../support/ledger.ts';
import { group, type Replay, replayOf } from '../../support/replay.ts';

const LEDGER = `
  - | 2026-03-02 09:00  deposit 12000.00
  A | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95           order 1
  A | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35           order 2
  A | 2026-03-18 10:02  STO 2 KO 59P 17Apr @1.60           order 2
  A | 2026-04-18 03:25  shares +200 KO @59                 "COCA COLA CO"
  A | 2026-04-18 03:30  assigned 2 KO 59P 17Apr
  A | 2026-05-07        dividend 102.00                    "COCA COLA CO"
  A | 2026-05-11 10:15  STO 2 KO 62C 12Jun @0.70           order 3
  A | 2026-06-13 03:25  shares -200 KO @62 fee 0.28        "COCA COLA CO"
  A | 2026-06-13 03:30  assigned 2 KO 62C 12Jun
`;

// Row by row:    2   190.00 - 1.32 =   188.68
//                3  -270.00 - 1.32 =  -271.32
//                4   320.00 - 1.32 =   318.68      the roll: 318.68 - 271.32 = 47.36
//                8   140.00 - 1.32 =   138.68      premium: 188.68 + 47.36 + 138.68 = 374.72
//                5                  -11800.00
//                9  12400 - 0.28  =  12399.72      shares: 599.72
//                7                     102.00
// cash = 374.72 + 599.72 + 102.00 = 1076.44 = realised in both books, as nothing is left.
// fees = 4 x 1.32 + 0.28 = 5.56.
const ANSWER: Replay = {
  campaigns: [
    {
      id: 'said elsewhere',
      account: 'MAIN',
      ticker: 'KO',
      status: 'CLOSED',
      strategy: 'WHEEL',
      phase: 'CLOSED',
      startedOn: '2026-03-02',
      closedOn: '2026-06-12',
      rollCount: 1,
      cash: '1076.44',
      realised: '1076.44',
      realisedTax: '1076.44',
      premium: '374.72',
      dividends: '102.00',
      fees: '5.56',
      shares: '0',
      basis: null,
      openLegs: [],
      rolls: [
        {
          on: '2026-03-18',
          quantity: '2',
          from: contract('KO 60P 20Mar26'),
          to: contract('KO 59P 17Apr26'),
          netCredit: '47.36',
          reason: 'said',
          confidence: 1,
        },
      ],
      allocations: [
        { transactionId: '2', quantity: '-2', cash: '188.68', role: 'OPENING', why: 'said' },
        { transactionId: '3', quantity: '2', cash: '-271.32', role: 'CLOSING', why: 'said' },
        { transactionId: '4', quantity: '-2', cash: '318.68', role: 'ADJUSTMENT', why: 'said' },
        { transactionId: '5', quantity: '200', cash: '-11800.00', role: 'ASSIGNMENT', why: 'said' },
        { transactionId: '6', quantity: '2', cash: '0.00', role: 'ASSIGNMENT', why: 'said' },
        { transactionId: '7', quantity: '0', cash: '102.00', role: 'INCOME', why: 'said' },
        { transactionId: '8', quantity: '-2', cash: '138.68', role: 'OPENING', why: 'said' },
        { transactionId: '9', quantity: '-200', cash: '12399.72', role: 'ASSIGNMENT', why: 'said' },
        { transactionId: '10', quantity: '2', cash: '0.00', role: 'ASSIGNMENT', why: 'said' },
      ],
    },
  ],
  suggestions: [],
  problems: [],
  unassigned: [{ transactionId: '1', quantity: '0', cash: '12000.00', why: 'said' }],
};

/** Without what is not figures: ids, sentences, and which of two halves of one event is named first. */
function figuresOnly({ campaigns, unassigned, ...rest }: Replay): Replay {
  const said = (text: string) => (text === '' ? '' : 'said');
  return {
    campaigns: campaigns.map((campaign) => ({
      ...campaign,
      id: campaign.id === '' ? '' : 'said elsewhere',
      rolls: campaign.rolls.map((roll) => ({
        ...roll,
        reason: said(roll.reason),
        confidence: Number(roll.confidence),
      })),
      allocations: campaign.allocations
        .map((allocation) => ({ ...allocation, why: said(allocation.why) }))
        .toSorted((a, b) => Number(a.transactionId) - Number(b.transactionId)),
    })),
    ...rest,
    unassigned: unassigned.map((part) => ({ ...part, why: said(part.why) })),
  };
}

test('a put sold, rolled, assigned, a dividend, a call, called away: the whole answer, byte for byte', () => {
  const { replay } = group(LEDGER);
  assert.equal(JSON.stringify(figuresOnly(replay), null, 2), JSON.stringify(ANSWER, null, 2));
});

test('the allocations stand in the order of events', () => {
  const ids = group(LEDGER)
    .at('A')
    .allocations.map(({ transactionId }) => Number(transactionId));
  // The halves of an assignment are one event: 5 and 6, 9 and 10.
  const event: Readonly<Record<number, number>> = { 6: 5, 10: 9 };
  assert.deepEqual(
    ids.map((id) => event[id] ?? id),
    // Of one instant, what opens is told before what closes: the roll's new put first.
    [2, 4, 3, 5, 5, 7, 8, 9, 9],
  );
});

test('a day before it is called away', () => {
  const soFar = LEDGER.split('\n').slice(0, -3).join('\n');
  // 374.72 + 102 - 11800; (11800 - 476.72) / 200 and (11800 - 318.68) / 200
  // economic: 188.68 - 271.32 + 318.68 + 102; tax without the assigned put's 318.68
  group(soFar).shows('A', {
    status: 'OPEN',
    strategy: 'WHEEL',
    phase: 'COVERED',
    cash: '-11323.28',
    realised: '338.04',
    realisedTax: '19.36',
    premium: '374.72',
    dividends: '102.00',
    shares: '200',
    basis: '56.6164 57.4066',
    openLegs: ['-2 KO 62C 12Jun26'],
  });
});

test('the order in which rows arrive does not matter: the same bytes', () => {
  const arrived = rows(LEDGER);
  const odd = arrived.filter((_, index) => index % 2 === 1);
  const even = arrived.filter((_, index) => index % 2 === 0);
  const permutations = [
    arrived.toReversed(),
    [...odd, ...even],
    [...arrived.slice(4), ...arrived.slice(0, 4)],
  ];
  const bytes = JSON.stringify(replayOf(arrived));
  for (const permutation of permutations) assert.equal(JSON.stringify(replayOf(permutation)), bytes);
});
