import assert from 'node:assert/strict';
import test from 'node:test';
import { rows } from '../../../support/ledger.ts';
import { group, replayOf, type TestDecision } from '../../../support/replay.ts';

// By hand: 64 bits of Fowler, Noll and Vo's 1a over 'MAIN|1|KO    260320P00060000|0', in base 36, the last twelve signs.
const FIRST_UNIT = 'yd2fll8krr06';
// Row 334 comes to a small number: it is filled up with zeros.
const SMALL = '0c2ll0dtwhrb';

test('definition 36: decisions hang on a campaign’s name, so it is not to change from release to release', () => {
  assert.equal(group('A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95').at('A').id, FIRST_UNIT);
  assert.equal(group('A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  id 334').at('A').id, SMALL);
});

test('definition 36: whatever comes later, the name is that of the first unit opened', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95
    A | 2026-03-21 03:25  shares +100 KO @60  "COCA COLA CO"
    A | 2026-03-21 03:30  assigned 1 KO 60P 20Mar
    A | 2026-03-23 10:00  STO 1 KO 62C 17Apr @0.80
    A | 2026-04-01 08:00  dividend 51.00      "COCA COLA CO"
  `);
  assert.equal(desk.at('A').id, FIRST_UNIT);
});

test('definition 36: one row in two campaigns names them by the unit each begins with', () => {
  const desk = group(`
    A+B | 2026-03-02 10:00  bought 200 KO @59
    A   | 2026-03-03 10:00  STO 1 KO 62C 20Mar @0.80
    A   | 2026-03-21 03:25  shares -100 KO @62
    A   | 2026-03-21 03:30  assigned 1 KO 62C 20Mar
    B   | 2026-03-23 10:00  STO 1 KO 62C 17Apr @0.90
  `);
  // 'MAIN|1|KO|0' and 'MAIN|1|KO|100'
  assert.deepEqual(new Set([desk.at('A').id, desk.at('B').id]), new Set(['2xe72rwkp32v', 'ecgsp3mz0yw4']));
  desk.shows('A', { status: 'CLOSED', startedOn: '2026-03-02', cash: '379.34' });
  desk.shows('B', { status: 'OPEN', startedOn: '2026-03-02', cash: '-5810.66' });
});

test('definition 36: of one row of puts the one moved away and the two that stay have names of their own', () => {
  const decisions: readonly TestDecision[] = [
    { id: 'd', kind: 'move', transactionId: '1', quantity: '1', to: 'new' },
  ];
  const { campaigns } = replayOf(rows('2026-03-02 10:00  STO 3 KO 60P 17Apr @1.00'), { decisions });
  // 'MAIN|1|KO    260417P00060000|0' and '…|1'
  assert.deepEqual(
    campaigns.map(({ id, cash }) => `${id} ${cash}`).toSorted(),
    ['clg33h67r2wz 99.34', 'clg2pg2ax0wg 198.68'].toSorted(),
  );
});

test('definition 36: a call that only partly is covered begins a campaign with its second unit', () => {
  const desk = group(`
    A   | 2026-03-01 10:00  bought 100 KO @60
    A+B | 2026-03-02 10:00  STO 2 KO 62C 17Apr @0.80
  `);
  assert.deepEqual([desk.at('A').id, desk.at('B').id], ['2xe72rwkp32v', 'x05gk2t8dz9e']);
});

test('definition 41: campaigns stand in the order they began, those of one day by their names', () => {
  const { campaigns } = replayOf(
    rows(`
      2026-03-04 10:00  STO 1 PEP 150P 20Mar @0.95
      2026-03-03 10:00  STO 1 KO 60P 20Mar @0.95
      2026-03-03 10:00  STO 1 F 12P 20Mar @0.15
      2026-03-03 10:00  STO 1 AAPL 200P 20Mar @2.15
      2026-03-02 10:00  STO 1 PLTR 100P 20Mar @1.95
    `),
  );
  const [first, ...rest] = campaigns.map(({ startedOn, id }) => `${startedOn} ${id}`);
  assert.deepEqual([first, ...rest], [first, ...rest].toSorted());
  assert.deepEqual([campaigns[0]?.ticker, campaigns.at(-1)?.ticker], ['PLTR', 'PEP']);
});

test('definition 41: what is in no campaign stands by its rows, 9 before 10', () => {
  const desk = group(`
    - | 2026-03-04 10:00  deposit 10.00       id 100
    - | 2026-03-05 10:00  bought 100 KO @60   id 10
    - | 2026-03-03 10:00  deposit 9.00        id 9
    - | 2026-03-02 10:00  bought 100 PEP @150 id 20
  `);
  assert.deepEqual(desk.unassigned, ['9 0 9.00', '10 100 -6000.00', '20 100 -15000.00', '100 0 10.00']);
});

test('definition 41: problems stand by their first row, 9 before 10', () => {
  const desk = group(`
    - | 2026-03-04 10:00  BTC 1 KO 60P 20Mar @0.95   id 10
    - | 2026-03-05 10:00  BTC 1 F 12P 20Mar @0.15    id 9
    - | 2026-03-06 10:00  transfer +100 PEP          id 8
  `);
  assert.deepEqual(
    desk.replay.problems.map(({ code, transactionIds }) => `${transactionIds.join()} ${code}`),
    ['8 UNKNOWN_BASIS', '9 CLOSE_WITHOUT_OPEN', '10 CLOSE_WITHOUT_OPEN'],
  );
});

test('definition 41: open legs stand by their symbols, rolls by the day they were done', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95  order 1
    A | 2026-03-02 10:00  STO 1 KO 55P 20Mar @0.35  order 1
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.45  order 1
    A | 2026-03-17 10:00  BTC 1 KO 60P 20Mar @1.95  order 2
    A | 2026-03-17 10:00  STO 1 KO 60P 17Apr @2.95  order 2
    A | 2026-03-18 10:00  BTC 1 KO 55P 20Mar @0.95  order 3
    A | 2026-03-18 10:00  STO 1 KO 55P 17Apr @1.35  order 3
  `);
  desk.shows('A', { openLegs: ['-1 KO 65C 20Mar26', '-1 KO 55P 17Apr26', '-1 KO 60P 17Apr26'] });
  assert.deepEqual(
    desk.at('A').rolls.map(({ on, netCredit }) => `${on} ${netCredit}`),
    ['2026-03-17 98.68', '2026-03-18 38.68'],
  );
});

test('definition 41: rolls of one order stand by their rows, those of one row by their contracts', () => {
  const roll = (...legs: readonly string[]) => `
    A | 2026-03-02 10:00  STO 2 KO 60P 20Mar @0.95  order 1
    A | 2026-03-02 10:00  STO 1 KO 65C 20Mar @0.45  order 1
    ${legs.map((leg) => `A | 2026-03-17 10:00  ${leg}  order 2`).join('\n')}
  `;
  const rollsOf = (...legs: readonly string[]) =>
    group(roll(...legs))
      .at('A')
      .rolls.map(({ from, to }) => `${from} > ${to}`);
  const [april, may] = ['STO 1 KO 60P 17Apr @2.95', 'STO 1 KO 60P 15May @3.55'];
  const put = 'BTC 2 KO 60P 20Mar @1.95';
  const call = ['BTC 1 KO 65C 20Mar @0.15', 'STO 1 KO 66C 17Apr @0.55'];
  const ofPut = [
    'KO    260320P00060000 > KO    260417P00060000',
    'KO    260320P00060000 > KO    260515P00060000',
  ];
  const ofCall = 'KO    260320C00065000 > KO    260417C00066000';
  assert.deepEqual(rollsOf(put, april, may, ...call), [...ofPut, ofCall]);
  assert.deepEqual(rollsOf(put, may, april, ...call), [...ofPut, ofCall]);
  assert.deepEqual(rollsOf(...call, put, april, may), [ofCall, ...ofPut]);
});

test('definition 41: two problems of one row stand by their codes', () => {
  const desk = group(`
    2026-03-02 10:00  STO 1 KO 65C 17Apr @0.80  order 1
    2026-03-02 10:01  STO 1 KO 55P 17Apr @0.80  order 2
    2026-03-02 10:02  BTO 1 KO 50P 17Apr @0.30  order 3
    2026-03-02 10:03  BTO 1 KO 70C 17Apr @0.30  order 4
    2026-04-27 10:00  interest 1.00
  `);
  const codesOfFirst = desk.replay.problems.filter(({ transactionIds }) => transactionIds[0] === '1');
  assert.deepEqual(
    codesOfFirst.map(({ code }) => code),
    ['EXPECTED_EVENT_MISSING', 'NAKED_CALL'],
  );
});

test('definition 41: suggestions stand by their first row, those of one row by what they ask', () => {
  const desk = group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.50  id 1
    B | 2026-03-02 11:00  STO 1 KO 50P 17Apr @1.50  id 2
    B | 2026-03-10 10:00  BTC 1 KO 50P 17Apr @0.50  id 3
    A | 2026-03-10 10:30  BTC 1 KO 60P 17Apr @0.50  id 9
    C | 2026-03-10 14:00  STO 1 KO 58P 15May @1.50  id 10
    D | 2026-03-10 14:30  STO 1 KO 48P 15May @1.50  id 11
    E | 2026-03-10 14:05  BTO 1 KO 56P 15May @0.50  id 12
  `);
  assert.deepEqual(desk.suggestions, [
    'ROLL B > D: 3 > 11 x1',
    'ROLL A > C: 9 > 10 x1',
    'LEG_IN C > E: 10 > 12 x1',
  ]);
});

test('definition 41: rows of one id in two accounts stand by their accounts, whichever came first', () => {
  const desk = group(`
    2026-03-02  deposit 200.00  id 1  account B
    2026-03-02  dividend 5.00   id 2  account B  "PEPSICO INC"
  `);
  const both = (text: string) => replayOf(rows(text));
  const first =
    '2026-03-02  deposit 100.00  id 1  account A\n2026-03-02  dividend 7.00  id 2  account A  "PEPSICO INC"';
  const second =
    '2026-03-02  deposit 200.00  id 1  account B\n2026-03-02  dividend 5.00  id 2  account B  "PEPSICO INC"';
  const told = both(`${second}\n${first}`);
  assert.deepEqual(
    told.unassigned.map(({ cash }) => cash),
    ['100.00', '200.00', '7.00', '5.00'],
  );
  assert.deepEqual(told, both(`${first}\n${second}`));
  assert.equal(desk.unassigned.length, 2);
});

test('shares that one row brought for two contracts begin two campaigns, each with a name of its own', () => {
  const desk = group(`
    A+B | 2026-04-11 03:25  shares +200 KO @59  "COCA COLA CO"
    -   | 2026-04-11 03:30  exercised 1 KO 59C 10Apr26
    -   | 2026-04-11 03:31  exercised 1 KO 59C 10Apr26
    A   | 2026-04-17 09:33  STO 1 KO 64C 24Apr26 @1.68
    B   | 2026-04-27 09:31  STO 1 KO 62C 8May26 @0.31`);
  assert.notEqual(desk.at('A').id, desk.at('B').id);
});
