import assert from 'node:assert/strict';
import test from 'node:test';
import { rows } from '../../../support/ledger.ts';
import { type Desk, group, replayOf, type TestDecision } from '../../../support/replay.ts';

const besidesNakedCalls = ({ problems }: Desk) => problems.filter((code) => code !== 'NAKED_CALL');

const LEGGED_IN = `
  A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50  order 1
  B | 2026-03-05 10:00  STO 1 KO 56C 17Apr @0.90  order 2
`;
const toTheFirst = (): TestDecision => ({
  id: 'decision-1',
  kind: 'move',
  transactionId: '2',
  to: group(LEGGED_IN).at('A').id,
});

test('cases 43 and 46: a row moved to another campaign is there by the trader’s word; the emptied one is gone', () => {
  const desk = group(LEGGED_IN, { decisions: [toTheFirst()], column: 'A A' });
  desk.shows('A', {
    id: group(LEGGED_IN).at('A').id,
    cash: '238.68',
    realised: '0.00',
    openLegs: ['-1 KO 56C 17Apr26', '-1 KO 50P 17Apr26'],
  });
  const moved = desk.at('A').allocations.find(({ transactionId }) => transactionId === '2');
  assert.match(moved?.why ?? '', /moved by you/);
  assert.deepEqual(besidesNakedCalls(desk), []);
});

test('case 43: what was moved stays moved when later rows arrive, and they follow its units', () => {
  const desk = group(
    `${LEGGED_IN}
      A | 2026-03-16 10:00  BTC 1 KO 56C 17Apr @0.20
    `,
    { decisions: [toTheFirst()], column: 'A A A' },
  );
  // 238.68 - 20.66; over: 89.34 - 20.66
  desk.shows('A', { cash: '218.02', realised: '68.68', openLegs: ['-1 KO 50P 17Apr26'] });
  assert.deepEqual(besidesNakedCalls(desk), []);
});

test('case 43: one contract of three moved to a new campaign takes its share of the cash along', () => {
  const decisions: readonly TestDecision[] = [
    { id: 'decision-1', kind: 'move', transactionId: '1', quantity: '1', to: 'new' },
  ];
  const desk = group('2026-03-02 10:00  STO 3 KO 60P 17Apr @1.00', { decisions });
  const figures = desk.replay.campaigns.map(({ cash, openLegs }) => [openLegs[0]?.quantity, cash]).toSorted();
  assert.deepEqual(figures, [
    ['-1', '99.34'],
    ['-2', '198.68'],
  ]);
  assert.deepEqual(desk.problems, []);
});

test('case 43: a leg moved out of its order to a new campaign takes its closing along', () => {
  const decisions: readonly TestDecision[] = [
    { id: 'decision-1', kind: 'move', transactionId: '1', to: 'new' },
  ];
  const desk = group(
    `
    A | 2026-03-02 10:00  STO 1 KO 50P 17Apr @1.50  order 1
    B | 2026-03-02 10:00  STO 1 KO 56C 17Apr @0.90  order 1
    A | 2026-03-16 10:00  BTC 1 KO 50P 17Apr @0.50
    `,
    { decisions },
  );
  desk.shows('A', { status: 'CLOSED', cash: '98.68' });
  desk.shows('B', { status: 'OPEN', cash: '89.34' });
  assert.deepEqual(besidesNakedCalls(desk), []);
});

const ONE_PUT = `
  A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @0.95
  A | 2026-03-09 10:00  BTC 1 KO 60P 17Apr @0.60
`;

const STALE: readonly (readonly [story: string, decision: TestDecision])[] = [
  ['a move of a row that is gone', { id: 'd', kind: 'move', transactionId: '99', to: 'new' }],
  ['a move to a campaign that is not', { id: 'd', kind: 'move', transactionId: '1', to: 'no-such-campaign' }],
  ['a link to a row that is gone', { id: 'd', kind: 'link', closing: '2', opening: '99' }],
  ['an unlinking of what is not linked', { id: 'd', kind: 'unlink', closing: '2', opening: '99' }],
  ['an answer to no suggestion', { id: 'd', kind: 'accept', suggestion: 'no-such-suggestion' }],
  ['a lock on a campaign that is not', { id: 'd', kind: 'lock', campaign: 'no-such-campaign' }],
  [
    'an ex-date of a row that is gone',
    { id: 'd', kind: 'ex-date', transactionId: '99', exDate: '2026-03-12' },
  ],
  ['a cost of a row that is gone', { id: 'd', kind: 'cost', transactionId: '99', cost: '1000.00' }],
];

for (const [story, decision] of STALE) {
  test(`case 44: ${story} is listed as stale and changes nothing`, () => {
    const desk = group(ONE_PUT, { decisions: [decision] });
    assert.deepEqual(desk.problems, ['STALE_DECISION']);
    assert.notEqual(desk.replay.problems[0]?.message, '');
    assert.deepEqual(desk.replay.campaigns, group(ONE_PUT).replay.campaigns);
  });
}

test('case 45: a close is not dragged away from its open: refused, with the reason', () => {
  const decisions: readonly TestDecision[] = [{ id: 'd', kind: 'move', transactionId: '2', to: 'new' }];
  const desk = group(ONE_PUT, { decisions });
  assert.deepEqual(desk.problems, ['STALE_DECISION']);
  assert.deepEqual(desk.replay.campaigns, group(ONE_PUT).replay.campaigns);
});

const WHY: readonly (readonly [decision: TestDecision, told: RegExp])[] = [
  [
    { id: 'd', kind: 'move', transactionId: '2', to: 'new' },
    /row 2 \(2026-03-09, 1 contract of the KO 60 put of 2026-04-17 closed\).*goes where its opening is/,
  ],
  [
    { id: 'd', kind: 'move', transactionId: '1', to: 'nowhere' },
    /campaign nowhere: there is no such campaign/,
  ],
  [{ id: 'd', kind: 'link', closing: '2', opening: '99' }, /row 99: row 99 is no longer among the rows/],
  [{ id: 'd', kind: 'link', closing: '2', opening: '1' }, /later than what was closed/],
  [{ id: 'd', kind: 'unlink', closing: '2', opening: '1' }, /no rule pairs these two/],
  [{ id: 'd', kind: 'accept', suggestion: 'x' }, /accepted the suggestion x: it is no longer suggested/],
  [{ id: 'd', kind: 'reject', suggestion: 'x' }, /rejected the suggestion x/],
  [{ id: 'd', kind: 'lock', campaign: 'x' }, /locked the campaign x: there is no such campaign/],
  [{ id: 'd', kind: 'ex-date', transactionId: '1', exDate: '2026-03-12' }, /ex-date 2026-03-12.*no dividend/],
  [{ id: 'd', kind: 'cost', transactionId: '1', cost: '10.00' }, /cost of 10\.00.*no shares of unknown cost/],
];

for (const [decision, told] of WHY) {
  test(`case 44: a stale ${decision.kind} is told with what it spoke of and why: ${told.source}`, () => {
    const { replay, problems } = group(ONE_PUT, { decisions: [decision] });
    assert.deepEqual(problems, ['STALE_DECISION']);
    assert.match(replay.problems[0]?.message ?? '', told);
  });
}

const ROLLED = `
  A | 2026-03-02 10:31  STO 1 KO 60P 20Mar @0.95  order 1
  A | 2026-03-18 10:02  BTC 1 KO 60P 20Mar @1.35  order 2
  A | 2026-03-18 10:09  STO 1 KO 59P 17Apr @1.60  order 3
`;

test('a roll unlinked by the trader is a close and a new campaign', () => {
  const decisions: readonly TestDecision[] = [{ id: 'd', kind: 'unlink', closing: '2', opening: '3' }];
  const desk = group(ROLLED, { decisions, column: 'A A B' });
  desk.shows('A', { status: 'CLOSED', rollCount: 0, cash: '-41.32', realised: '-41.32' });
  desk.shows('B', { status: 'OPEN', cash: '159.34' });
  assert.deepEqual(desk.problems, []);
});

test('two rows linked by the trader are a roll, however far apart', () => {
  const table = ROLLED.replace('2026-03-18 10:09', '2026-03-30 10:09');
  group(table, { column: 'A A B' });
  const decisions: readonly TestDecision[] = [{ id: 'd', kind: 'link', closing: '2', opening: '3' }];
  const desk = group(table, { decisions });
  desk.shows('A', {
    status: 'OPEN',
    rollCount: 1,
    rolls: ['2026-03-30 1 KO 60P 20Mar26 > KO 59P 17Apr26 23.68'],
    cash: '118.02',
    realised: '-41.32',
  });
  assert.deepEqual([desk.problems, desk.suggestions], [[], []]);
});

test('a lock alone changes nothing', () => {
  const before = group(ROLLED);
  const decisions: readonly TestDecision[] = [{ id: 'd', kind: 'lock', campaign: before.at('A').id }];
  assert.deepEqual(group(ROLLED, { decisions }).replay, before.replay);
});

const LATER_THAT_DAY = ROLLED.replace('10:09', '14:00');

for (const letter of ['A', 'B']) {
  test(`nothing is asked of a locked campaign: ${letter}`, () => {
    const before = group(LATER_THAT_DAY, { column: 'A A B' });
    assert.deepEqual(before.suggestions, ['ROLL A > B: 2 > 3 x1']);
    const decisions: readonly TestDecision[] = [
      { id: 'd', kind: 'lock', campaign: before.at(letter).id },
      { id: 'e', kind: 'lock', campaign: before.at(letter).id },
    ];
    const after = group(LATER_THAT_DAY, { decisions, column: 'A A B' });
    assert.deepEqual([after.suggestions, after.problems], [[], []]);
    assert.deepEqual(after.replay.campaigns, before.replay.campaigns);
  });
}

test('what was accepted stays, though the campaign is locked; a closing still ends in it', () => {
  const before = group(LATER_THAT_DAY, { column: 'A A B' });
  const decisions: readonly TestDecision[] = [
    { id: 'd', kind: 'lock', campaign: before.at('A').id },
    { id: 'e', kind: 'accept', suggestion: before.suggestion('ROLL').id },
  ];
  const table = `${LATER_THAT_DAY}
      A | 2026-03-25 10:00  BTC 1 KO 59P 17Apr @0.50
  `;
  const desk = group(table, { decisions, column: 'A A A A' });
  // 118.02 - 50.66
  desk.shows('A', { status: 'CLOSED', rollCount: 1, cash: '67.36' });
  assert.deepEqual(desk.problems, []);
});

test('case 41: a row corrected by the broker changes the figures, not the campaign’s id, nor what was decided', () => {
  const corrected = LEGGED_IN.replace('56C 17Apr @0.90', '56C 17Apr @0.95');
  const before = group(LEGGED_IN, { decisions: [toTheFirst()], column: 'A A' });
  const after = group(corrected, { decisions: [toTheFirst()], column: 'A A' });
  after.shows('A', { id: before.at('A').id, cash: '243.68' });
  assert.deepEqual(besidesNakedCalls(after), []);
});

test('case 41: a row that vanished at the broker is in no campaign, and a decision on it is stale', () => {
  const [, ...rest] = rows(ROLLED);
  const { campaigns, unassigned, problems } = replayOf(rest, {
    decisions: [{ id: 'd', kind: 'move', transactionId: '1', to: 'new' }],
  });
  assert.deepEqual(
    campaigns.map(({ startedOn, cash }) => [startedOn, cash]),
    [['2026-03-18', '159.34']],
  );
  assert.deepEqual(
    unassigned.map(({ transactionId, cash }) => [transactionId, cash]),
    [['2', '-135.66']],
  );
  assert.deepEqual(problems.map(({ code }) => code).toSorted(), ['CLOSE_WITHOUT_OPEN', 'STALE_DECISION']);
});
