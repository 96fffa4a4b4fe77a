import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const TRANSFERRED = `
  A | 2026-02-02 09:00  transfer +100 KO
  A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80
`;
const CALLED_AWAY = `
  A | 2026-03-21 03:25  shares -100 KO @65 fee 0.10
  A | 2026-03-21 03:30  assigned 1 KO 65C 20Mar
`;
const COST: readonly TestDecision[] = [{ id: 'd', kind: 'cost', transactionId: '1', cost: '6000.00' }];

test('case 56: shares transferred in have no known cost: they stay outside, and say so', () => {
  const desk = group('- | 2026-02-02 09:00  transfer +100 KO');
  assert.deepEqual([desk.unassigned, desk.problems], [['1 100 0.00'], ['UNKNOWN_BASIS']]);
});

test('case 56: a call on them is covered, but their basis is not known', () => {
  const desk = group(TRANSFERRED);
  desk.shows('A', {
    status: 'OPEN',
    strategy: 'COVERED_CALL',
    phase: 'COVERED',
    startedOn: '2026-02-02',
    cash: '79.34',
    shares: '100',
    basis: null,
  });
  assert.deepEqual(desk.problems, ['UNKNOWN_BASIS']);
});

test('case 56: called away, the result is not known either', () => {
  const desk = group(TRANSFERRED + CALLED_AWAY);
  // 79.34 + 6499.90
  desk.shows('A', { status: 'CLOSED', cash: '6579.24', realised: null, realisedTax: null });
  assert.deepEqual(desk.problems, ['UNKNOWN_BASIS']);
});

test('case 56: the cost entered by the trader gives basis and result', () => {
  const held = group(TRANSFERRED, { decisions: COST });
  held.shows('A', { cash: '79.34', realised: '0.00', realisedTax: '0.00', basis: '59.2066 60.0000' });
  assert.deepEqual(held.problems, []);
  const sold = group(TRANSFERRED + CALLED_AWAY, { decisions: COST });
  // 79.34 + 6499.90 - 6000: the cost was not paid out of this account, so cash is not the result here.
  sold.shows('A', { status: 'CLOSED', realised: '579.24', realisedTax: '579.24' });
  assert.deepEqual(sold.problems, []);
});

test('case 57: shares moved between own accounts bring their cost along', () => {
  const desk = group(`
        2026-01-05 10:00  bought 100 KO @30        account ONE
        2026-02-02 09:00  transfer -100 KO         account ONE
        2026-02-02 09:00  transfer +100 KO         account TWO
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80 account TWO
  `);
  desk.shows('A', {
    account: 'TWO',
    strategy: 'COVERED_CALL',
    shares: '100',
    realised: '0.00',
    basis: '29.2066 30.0000',
  });
  assert.deepEqual([desk.problems, desk.replay.campaigns.length], [[], 1]);
});

const WHEEL = `
  A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50      account ONE
  A | 2026-03-21 03:25  shares +100 KO @50            account ONE
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar       account ONE
`;
const MOVED = `
  A | 2026-04-01 09:00  transfer -100 KO              account ONE
  - | 2026-04-01 09:00  transfer +100 KO              account TWO
`;

test('case 57: the wheel they leave has realised its premium, and no loss of what they cost', () => {
  const desk = group(WHEEL + MOVED);
  // cash = realised + what went: 149.34 - 5000; taxed with the shares: 0 - 4850.66
  desk.shows('A', {
    status: 'CLOSED',
    closedOn: '2026-04-01',
    cash: '-4850.66',
    realised: '149.34',
    realisedTax: '0.00',
    shares: '0',
    basis: null,
  });
  assert.deepEqual([desk.problems, desk.unassigned], [[], ['5 100 0.00']]);
});

test('case 57: where they come to, both books have the cost they left with', () => {
  const desk = group(
    `${WHEEL}${MOVED}
    B | 2026-04-02 10:00  STO 1 KO 52C 17Apr @0.80    account TWO
    B | 2026-04-18 03:25  shares -100 KO @52          account TWO
    B | 2026-04-18 03:30  assigned 1 KO 52C 17Apr     account TWO
  `,
    { column: 'A A A A B B B B' },
  );
  // 79.34 + 5200; 5279.34 - 5000 and 5279.34 - 4850.66
  desk.shows('B', { status: 'CLOSED', cash: '5279.34', realised: '279.34', realisedTax: '428.68' });
  assert.deepEqual(desk.problems, []);
});

test('case 57: a part of the shares takes its part of the cost, and the campaign goes on with the rest', () => {
  const desk = group(`
    A | 2026-01-05 10:00  bought 300 KO @30             account ONE order 7
    A | 2026-01-05 10:00  STO 2 KO 40C 16Jan @0.50      account ONE order 7
    A | 2026-01-17 03:30  expired 2 KO 40C 16Jan        account ONE
    A | 2026-02-02 09:00  transfer -100 KO              account ONE
    - | 2026-02-03 09:00  transfer +100 KO              account TWO
  `);
  // 98.68 - 9000; (6000 - 98.68) / 200
  desk.shows('A', {
    status: 'OPEN',
    cash: '-8901.32',
    realised: '98.68',
    shares: '200',
    basis: '29.5066 30.0000',
  });
  assert.deepEqual(desk.problems, []);
});

const moves = (...lines: readonly string[]) => `
    2026-01-05 10:00  bought 100 KO @30                 account ONE
    ${lines.join('\n')}
    2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80          account LAST
`;
const basisAtTheEnd = (text: string) => {
  const { campaigns, problems } = group(text).replay;
  return [campaigns.find(({ account }) => account === 'LAST')?.basis?.tax ?? null, problems.length];
};

test('case 57: from one to another and on to a third', () => {
  const there = moves(
    '2026-02-02 09:00  transfer -100 KO account ONE',
    '2026-02-02 09:00  transfer +100 KO account TWO',
    '2026-02-09 09:00  transfer -100 KO account TWO',
    '2026-02-10 09:00  transfer +100 KO account LAST',
  );
  assert.deepEqual(basisAtTheEnd(there), ['30.0000', 0]);
});

test('case 57: there and back again', () => {
  const back = moves(
    '2026-01-06 09:00  transfer -100 KO account ONE',
    '2026-01-06 09:00  transfer +100 KO account LAST',
    '2026-01-20 09:00  transfer -100 KO account LAST',
    '2026-01-20 09:00  transfer +100 KO account ONE',
    '2026-02-03 09:00  transfer -100 KO account ONE',
    '2026-02-03 09:00  transfer +100 KO account LAST',
  );
  assert.deepEqual(basisAtTheEnd(back), ['30.0000', 0]);
});

test('case 57: two moves of as many shares: each arrives with what left last before it', () => {
  const two = `
    2026-01-05 10:00  bought 100 KO @30              account ONE
    2026-01-05 10:00  bought 100 KO @40              account TWO
    2026-02-02 09:00  transfer -100 KO               account ONE
    2026-02-03 09:00  transfer -100 KO               account TWO
    2026-02-03 09:30  transfer +100 KO               account THREE
    2026-02-02 09:30  transfer +100 KO               account FOUR
    2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80       account THREE
    2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80       account FOUR
  `;
  const bases = group(two).replay.campaigns.map(({ account, basis }) => `${account} ${basis?.tax}`);
  assert.deepEqual(bases.toSorted(), ['FOUR 30.0000', 'THREE 40.0000']);
});

const LATE: readonly (readonly [day: string, quantity: string, tax: string | null, problems: number])[] = [
  ['2026-02-05', '+100', '30.0000', 0],
  ['2026-01-28', '+100', '30.0000', 0],
  ['2026-02-06', '+100', null, 1],
  ['2026-02-02', '+101', null, 1],
];

for (const [day, quantity, tax, problems] of LATE) {
  test(`case 57: 100 left on Monday 2 February; ${quantity} that came on ${day} cost ${tax ?? 'nobody knows what'}`, () => {
    const text = moves(
      '2026-02-02 09:00  transfer -100 KO account ONE',
      `${day} 09:00  transfer ${quantity} KO account LAST`,
    );
    assert.deepEqual(basisAtTheEnd(text), [tax, problems]);
  });
}

test('case 57: what is unknown where it left is unknown where it came; entered there, it is known in both', () => {
  const text = `
    2026-02-02 09:00  transfer +100 KO               account ONE
    2026-02-09 09:00  transfer -100 KO               account ONE
    2026-02-09 09:00  transfer +100 KO               account LAST
    2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80       account LAST
  `;
  const [unknown, known] = [group(text), group(text, { decisions: COST })];
  assert.deepEqual(unknown.problems, ['UNKNOWN_BASIS', 'UNKNOWN_BASIS']);
  assert.equal(unknown.replay.campaigns[0]?.basis, null);
  assert.deepEqual(known.problems, []);
  assert.equal(known.replay.campaigns[0]?.basis?.tax, '60.0000');
});

test('case 57: a cost that is entered where they came to wins', () => {
  const text = moves(
    '2026-02-02 09:00  transfer -100 KO account ONE',
    '2026-02-02 09:00  transfer +100 KO account LAST',
  );
  const { campaigns, problems } = group(text, {
    decisions: [{ id: 'd', kind: 'cost', transactionId: '3', cost: '6000.00' }],
  }).replay;
  assert.deepEqual([campaigns[0]?.basis?.tax, problems.length], ['60.0000', 0]);
});

test('case 57: sold short of what is known, shares leave without a cost to bring along', () => {
  const text = moves(
    '2026-01-06 09:00  sold 40 KO @31 account ONE',
    '2026-02-02 09:00  transfer -100 KO account ONE',
    '2026-02-02 09:00  transfer +100 KO account LAST',
  );
  const { problems, campaigns } = group(text).replay;
  assert.deepEqual(problems.map(({ code }) => code).toSorted(), ['UNKNOWN_BASIS', 'UNKNOWN_ORIGIN']);
  assert.equal(campaigns[0]?.basis, null);
});

test('case 57: the cost of an odd number of shares is shared to the cent', () => {
  const text = `
    2026-01-05 10:00  bought 300 KO @33.3333 fee 0.01 account ONE
    2026-02-02 09:00  transfer -300 KO                account ONE
    2026-02-02 09:00  transfer +300 KO                account TWO
    2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80        account TWO
    2026-03-03 10:00  STO 1 KO 66C 20Mar @0.80        account TWO
    2026-03-04 10:00  STO 1 KO 67C 20Mar @0.80        account TWO
    2026-03-05 10:00  sold 300 KO @40                 account TWO
  `;
  const realised = group(text).replay.campaigns.map((each) => Number(each.realisedTax));
  // 12000 - 9999.99 - 0.01
  assert.equal(
    realised.reduce((sum, each) => sum + Math.round(each * 100), 0),
    200000,
  );
});

test('shares that only change the kind of account they are in have gone nowhere: the call stays covered', () => {
  const desk = group(`
    A | 2026-02-02 10:00  bought 100 KO @60            order 7
    A | 2026-02-02 10:00  STO 1 KO 65C 20Mar @0.80     order 7
    - | 2026-02-09 09:00  transfer -100 KO
    - | 2026-02-09 09:00  transfer +100 KO
  `);
  desk.shows('A', { phase: 'COVERED', shares: '100', basis: '59.2066 60.0000' });
  assert.deepEqual([desk.problems, desk.unassigned], [[], ['3 -100 0.00', '4 100 0.00']]);
  assert.match(desk.whyUnassigned('3'), /within the account/);
});

test('one of three transfers of a moment is the other half of none', () => {
  const desk = group(`
    - | 2026-02-09 09:00  transfer +100 KO
    - | 2026-02-09 09:00  transfer -100 KO
    - | 2026-02-09 09:00  transfer +100 KO
  `);
  assert.deepEqual(desk.problems, ['UNKNOWN_BASIS']);
});
