import assert from 'node:assert/strict';
import test from 'node:test';
import { decisions as read } from '../../../../src/features/campaigns/index.ts';
import { group, type TestDecision } from '../../../support/replay.ts';

const move = (transactionId: string, to: string, quantity?: string): TestDecision => ({
  id: `${transactionId} to ${to} ${quantity}`,
  kind: 'move',
  transactionId,
  to,
  ...(quantity === undefined ? {} : { quantity }),
});
const staleOf = ({ replay }: ReturnType<typeof group>) =>
  replay.problems.filter(({ code }) => code === 'STALE_DECISION').map(({ message }) => message);

const THREE = `
  2026-03-02 10:00  STO 3 KO 60P 17Apr @1.00
`;
const sizesOf = (...moves: readonly TestDecision[]) => {
  const desk = group(THREE, { decisions: moves.map((each, i) => ({ ...each, id: `d${i}` })) });
  return [desk.replay.campaigns.map(({ cash }) => cash).toSorted(), staleOf(desk).length];
};

test('case 43: of two moves of a row the later one has what it asks for, the earlier one the rest', () => {
  assert.deepEqual(sizesOf(move('1', 'new'), move('1', 'new', '1')), [['198.68', '99.34'], 0]);
  assert.deepEqual(sizesOf(move('1', 'new', '2'), move('1', 'new', '2')), [['198.68', '99.34'], 0]);
  assert.deepEqual(sizesOf(move('1', 'new', '1'), move('1', 'new', '1')), [['99.34', '99.34', '99.34'], 0]);
});

test('case 44: a move that a later one leaves nothing of is stale, and says so', () => {
  const desk = group(THREE, { decisions: [move('1', 'new', '1'), move('1', 'new')] });
  assert.deepEqual(staleOf(desk), [
    'You moved 1 of row 1 (2026-03-02, 3 contracts of the KO 60 put of 2026-04-17 opened) to a new campaign: a later move has taken all of it.',
  ]);
  assert.deepEqual(desk.replay.campaigns, group(THREE, { decisions: [move('1', 'new')] }).replay.campaigns);
});

test('case 44: a move to where the row is already is stale, and says so', () => {
  const { replay } = group(THREE);
  const desk = group(THREE, { decisions: [move('1', replay.campaigns[0]?.id ?? '')] });
  assert.match(staleOf(desk).join(), /: it is there already\.$/);
});

const PUT_AND_COVERED_CALL = `
  B | 2026-03-02 10:00  bought 100 KO @60
  A | 2026-03-03 10:00  STO 1 KO 55P 17Apr @1.50
  B | 2026-03-04 10:00  STO 1 KO 65C 17Apr @1.50
`;

test('case 43: a put is moved to the covered call that begins with older shares a day later', () => {
  const to = group(PUT_AND_COVERED_CALL).at('B').id;
  const desk = group(PUT_AND_COVERED_CALL, { decisions: [move('2', to)], column: 'A A A' });
  // 149.34 + 149.34 - 6000
  desk.shows('A', { id: to, cash: '-5701.32', shares: '100' });
  assert.deepEqual(desk.problems, []);
});

test('case 43: a put is moved to a buy-write of the next day', () => {
  const table = `
    A | 2026-03-02 10:00  STO 1 KO 55P 17Apr @1.50
    B | 2026-03-03 10:00  bought 100 KO @60         order 2
    B | 2026-03-03 10:00  STO 1 KO 65C 17Apr @1.50  order 2
  `;
  const desk = group(table, { decisions: [move('1', group(table).at('B').id)], column: 'A A A' });
  desk.shows('A', { cash: '-5701.32', shares: '100' });
  assert.deepEqual(desk.problems, []);
});

test('case 43: a leg that was moved out of its order can be moved back to the rest of it', () => {
  const table = `
    A | 2026-03-02 10:00  STO 1 KO 55P 17Apr @1.50  order 1
    B | 2026-03-02 10:00  STO 1 KO 65C 17Apr @0.90  order 1
  `;
  const out = { ...move('1', 'new'), id: 'out' };
  const apart = group(table, { decisions: [out] });
  const back = { ...move('1', apart.at('B').id), id: 'back' };
  const desk = group(table, { decisions: [out, back], column: 'A A' });
  desk.shows('A', { strategy: 'STRANGLE', cash: '238.68' });
  assert.deepEqual(staleOf(desk), [
    'You moved row 1 (2026-03-02, 1 contract of the KO 55 put of 2026-04-17 opened) to a new campaign: a later move has taken all of it.',
  ]);
});

test('case 44: a row moved to the campaign it begins is stale, and leaves the moves of others as they are', () => {
  const fills = `
    A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @0.47  order 1
    A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @0.47  order 1
  `;
  const to = group(fills).at('A').id;
  const second: TestDecision = { ...move('2', to), id: 'second' };
  const desk = group(fills, { decisions: [move('1', to), second] });
  assert.match(staleOf(desk).join(), /^You moved row 1 .*: it is there already\.$/);
  assert.deepEqual(desk.replay.campaigns, group(fills, { decisions: [second] }).replay.campaigns);
});

test('case 44: a call cannot be moved to the campaign that only begins because of it', () => {
  const before = group(PUT_AND_COVERED_CALL);
  const desk = group(PUT_AND_COVERED_CALL, { decisions: [move('3', before.at('B').id)] });
  assert.match(staleOf(desk).join(), /: it is there already\.$/);
  assert.deepEqual(desk.replay.campaigns, before.replay.campaigns);
});

test('definition 14: own shares moved to a campaign of their own are SHARES', () => {
  const desk = group('A | 2026-03-02 10:00  bought 100 KO @60', { decisions: [move('1', 'new')] });
  desk.shows('A', {
    strategy: 'SHARES',
    phase: 'SHARES',
    startedOn: '2026-03-02',
    cash: '-6000.00',
    realised: '0.00',
    shares: '100',
    basis: '60.0000 60.0000',
  });
  assert.match(desk.at('A').allocations[0]?.why ?? '', /moved by you/);
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('definition 14: a call sold later on shares that are a campaign by hand joins it, and does not rename it', () => {
  const table = `
    A+- | 2026-03-02 10:00  bought 300 KO @60
    A   | 2026-03-04 10:00  STO 1 KO 65C 17Apr @1.50
    A   | 2026-04-18 03:25  shares -100 KO @65
    A   | 2026-04-18 03:30  assigned 1 KO 65C 17Apr
  `;
  const desk = group(table, { decisions: [move('1', 'new', '100')] });
  // 149.34 + 500
  desk.shows('A', { status: 'CLOSED', strategy: 'SHARES', cash: '649.34', realised: '649.34' });
  assert.deepEqual(desk.unassigned, ['1 200 -12000.00']);
});

test('definition 14: own shares moved to a campaign are its own, and cover its call', () => {
  const table = `
    A | 2026-03-01 10:00  STO 1 KO 65C 17Apr @1.50
    - | 2026-03-02 10:00  bought 100 KO @60
  `;
  const before = group(table);
  assert.deepEqual(before.problems, ['NAKED_CALL']);
  const desk = group(table, { decisions: [move('2', before.at('A').id)], column: 'A A' });
  desk.shows('A', { strategy: 'NAKED_CALL', phase: 'COVERED', cash: '-5850.66', shares: '100' });
  assert.deepEqual([desk.problems, desk.unassigned], [[], []]);
});

test('definition 14: shares that were transferred in can be moved, with the cost that is entered for them', () => {
  const cost: TestDecision = { id: 'c', kind: 'cost', transactionId: '1', cost: '5000.00' };
  const desk = group('A+- | 2026-03-02 10:00  transfer +200 KO', {
    decisions: [move('1', 'new', '100'), cost],
  });
  desk.shows('A', { strategy: 'SHARES', cash: '0.00', shares: '100', basis: '25.0000 25.0000' });
  assert.deepEqual([desk.problems, desk.unassigned], [[], ['1 100 0.00']]);
});

test('case 44: shares that an assignment brought follow its put', () => {
  const desk = group(
    `
    A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
    A | 2026-03-21 03:25  shares +100 KO @50
    A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
    `,
    { decisions: [move('2', 'new')] },
  );
  assert.match(staleOf(desk).join(), /that a contract or a dividend brought, follow these\.$/);
});

const TWO_ACCOUNTS = `
  A | 2026-03-02 10:00  STO 2 KO 60P 17Apr @1.00  id 1  account ONE
  B | 2026-03-02 10:00  STO 2 KO 60P 17Apr @1.50  id 1  account TWO
`;

test('a row’s id that two accounts have: a move says whose is meant, and the other stays', () => {
  const decisions = [{ ...move('1', 'new', '1'), account: 'TWO' }];
  const { replay, problems } = group(TWO_ACCOUNTS.replace('B |', '    '), { decisions });
  assert.deepEqual(replay.campaigns.map(({ account, cash }) => `${account} ${cash}`).toSorted(), [
    'ONE 198.68',
    'TWO 149.34',
    'TWO 149.34',
  ]);
  assert.deepEqual(problems, []);
});

const UNCLEAR: readonly TestDecision[] = [
  move('1', 'new', '1'),
  { id: 'd', kind: 'link', closing: '1', opening: '1' },
  { id: 'd', kind: 'ex-date', transactionId: '1', exDate: '2026-03-02' },
  { id: 'd', kind: 'cost', transactionId: '1', cost: '1.00' },
];

for (const decision of UNCLEAR) {
  test(`a row’s id that two accounts have: a ${decision.kind} that does not say whose is stale`, () => {
    const desk = group(TWO_ACCOUNTS, { decisions: [decision] });
    assert.match(staleOf(desk).join(), /: several accounts have a row of that id/);
    assert.deepEqual(desk.replay.campaigns, group(TWO_ACCOUNTS).replay.campaigns);
  });
}

test('a move of an account that has no such row is stale', () => {
  const desk = group(TWO_ACCOUNTS, { decisions: [{ ...move('1', 'new'), account: 'THREE' }] });
  assert.match(staleOf(desk).join(), /: row 1 is no longer among the rows\.$/);
});

test('what is read from a file may say whose row is meant', () => {
  const row = { transactionId: '1', account: 'TWO' };
  const pair = { closing: '2', opening: '3', account: 'TWO' };
  const said = [
    { id: 'a', kind: 'move', ...row, to: 'new' },
    { id: 'b', kind: 'link', ...pair },
    { id: 'c', kind: 'unlink', ...pair },
    { id: 'd', kind: 'ex-date', ...row, exDate: '2026-03-02' },
    { id: 'e', kind: 'cost', ...row, cost: '1.00' },
  ];
  assert.deepEqual(read.parse(said), said);
});
