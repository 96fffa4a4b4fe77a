import assert from 'node:assert/strict';
import test from 'node:test';
import { group, type TestDecision } from '../../../support/replay.ts';

const move = (transactionId: string, to: string, more: object = {}): TestDecision => ({
  id: `${transactionId} to ${to}`,
  kind: 'move',
  transactionId,
  to,
  ...more,
});

test('definition 14: of shares moved by their ticker, all or some, nothing is left twice', () => {
  const table = '2026-03-02 10:00  bought 300 KO @60';
  const all = group(table, { decisions: [move('1', 'new', { symbol: 'KO' })], column: 'A' });
  all.shows('A', { strategy: 'SHARES', rows: ['1 OPENING 300 -18000.00'] });
  assert.deepEqual([all.problems, all.unassigned, all.at('A').allocations.length], [[], [], 1]);
  const some = group(table, {
    decisions: [move('1', 'new', { symbol: 'KO', quantity: '100' })],
    column: 'A+-',
  });
  some.shows('A', { rows: ['1 OPENING 100 -6000.00'] });
  assert.deepEqual(some.unassigned, ['1 200 -12000.00']);
});

test('case 43: shares are moved to the campaign of a put that is sold after them', () => {
  const table = `
    - | 2026-03-02 10:00  bought 100 KO @60
    A | 2026-03-04 10:00  STO 1 KO 55P 17Apr @1.50
  `;
  const desk = group(table, { decisions: [move('1', group(table).at('A').id)], column: 'A A' });
  desk.shows('A', { cash: '-5850.66', shares: '100' });
  assert.deepEqual(desk.problems, []);
});

test('case 43: a put is moved to shares that the trader made a campaign of, beside others', () => {
  const table = `
    - | 2026-01-05 10:00  bought 100 KO @50
    A | 2026-02-02 10:00  bought 100 KO @60
    B | 2026-03-04 10:00  STO 1 KO 55P 17Apr @1.50
  `;
  const byHand = move('2', 'new');
  const to = group(table, { decisions: [byHand] }).at('A').id;
  const desk = group(table, { decisions: [byHand, move('3', to)], column: '- A A' });
  desk.shows('A', { cash: '-5850.66', shares: '100', strategy: 'SHARES' });
  assert.deepEqual(desk.problems, []);
});

test('case 43: a put is moved to a buy-write of two fills that comes after it, and after other shares', () => {
  const table = `
    - | 2026-01-05 10:00  bought 50 KO @50
    A | 2026-03-02 10:00  STO 1 KO 55P 17Apr @1.50
    B | 2026-03-03 10:00  bought 60 KO @60          order 3
    B | 2026-03-03 10:00  bought 40 KO @60          order 3
    B | 2026-03-03 10:00  STO 1 KO 65C 17Apr @1.50  order 3
  `;
  const desk = group(table, { decisions: [move('2', group(table).at('B').id)], column: '- A A A A' });
  desk.shows('A', { cash: '-5701.32', shares: '100' });
  assert.deepEqual(desk.problems, []);
});

test('case 43: the shares of a buy-write moved away are no row of its call’s campaign', () => {
  const desk = group(
    `
    A | 2026-03-02 10:00  bought 100 KO @60         order 1
    B | 2026-03-02 10:00  STO 1 KO 65C 17Apr @1.50  order 1
    `,
    { decisions: [move('1', 'new')] },
  );
  desk.shows('A', { strategy: 'SHARES', cash: '-6000.00' });
  desk.shows('B', { cash: '149.34', shares: '0', rows: ['2 OPENING -1 149.34'] });
});

test('definition 36: a campaign is named after its shares, though a dividend of that day stands before them', () => {
  const table = `
    - | 2026-01-05 10:00  bought 200 KO @60  "COCA COLA CO"
        2026-03-02 08:00  dividend 40.00     "COCA COLA CO"
    - | 2026-03-02 10:00  sold 200 KO @61
    A | 2026-03-02 11:00  bought 100 KO @61
    A | 2026-03-05 10:00  STO 1 KO 65C 17Apr @1.50
  `;
  const exDate: TestDecision = { id: 'd', kind: 'ex-date', transactionId: '2', exDate: '2026-03-04' };
  const desk = group(table, { decisions: [exDate] });
  assert.equal(desk.at('A').id, group(table).at('A').id);
  assert.equal(desk.at('A').allocations[0]?.transactionId, '2');
});
