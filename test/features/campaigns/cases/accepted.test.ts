import assert from 'node:assert/strict';
import test from 'node:test';
import { type Desk, group, type TestDecision } from '../../../support/replay.ts';

const yes = (suggestion: string, id = 'd'): TestDecision => ({ id, kind: 'accept', suggestion });
const idOf = (desk: Desk, kind: string) => desk.suggestion(kind).id;

test('case 7: a roll accepted brings the rest of its order along: the new leg ADJUSTMENT, the other OPENING', () => {
  const table = `
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
    A | 2026-03-17 10:00  BTC 1 KO 60P 20Mar @2.00  order 2
    B | 2026-03-18 10:00  STO 1 KO 59P 17Apr @2.30  order 3
    B | 2026-03-18 10:00  BTO 1 KO 50P 17Apr @0.30  order 3
  `;
  const desk = group(table, { decisions: [yes(idOf(group(table), 'ROLL'))], column: 'A A A A' });
  desk.shows('A', {
    rollCount: 1,
    rows: ['1 OPENING -1 149.34', '2 CLOSING 1 -200.66', '3 ADJUSTMENT -1 229.34', '4 OPENING 1 -30.66'],
  });
});

test('case 7: of two campaigns that one row closed the accepted roll is of the one whose units went first', () => {
  const table = `
    A   | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
    A   | 2026-03-09 10:00  BTC 1 KO 60P 20Mar @1.60  order 2
    A   | 2026-03-09 10:00  STO 1 KO 60P 17Apr @2.00  order 2
    B   | 2026-03-10 10:00  STO 1 KO 60P 17Apr @2.10  order 3
    A+B | 2026-03-17 10:00  BTC 2 KO 60P 17Apr @2.50  order 4
    C   | 2026-03-18 10:00  STO 2 KO 59P 15May @2.60  order 5
  `;
  const desk = group(table, { decisions: [yes(idOf(group(table), 'ROLL'))], column: 'A A A B A+B A' });
  desk.shows('A', { openLegs: ['-2 KO 59P 15May26'] });
});

test('case 36: a short call accepted goes to the long call that was itself rolled', () => {
  const table = `
    A | 2026-03-02 10:00  BTO 1 KO 50C 18Dec26 @12.00  order 1
    A | 2026-03-09 10:00  STC 1 KO 50C 18Dec26 @12.00  order 2
    A | 2026-03-09 10:00  BTO 1 KO 50C 15Jan27 @12.50  order 2
    B | 2026-03-16 10:00  STO 1 KO 65C 17Apr @0.80     order 3
  `;
  const desk = group(table, { decisions: [yes(idOf(group(table), 'PMCC'))], column: 'A A A A' });
  desk.shows('A', { openLegs: ['-1 KO 65C 17Apr26', '1 KO 50C 15Jan27'] });
});

test('I4: of two answers that want one order in two campaigns one is applied, the other stale', () => {
  const table = `
    A | 2026-03-02 10:00  BTO 1 KO 50C 15Jan27 @12.00  order 1
    B | 2026-03-16 10:00  STO 1 KO 55P 17Apr @0.90     order 2
    C | 2026-03-16 10:05  STO 1 KO 65C 17Apr @0.80     order 3
  `;
  const before = group(table);
  const decisions = [yes(idOf(before, 'PMCC'), 'first'), yes(idOf(before, 'LEG_IN'), 'second')];
  const desk = group(table, { decisions, column: 'A B A' });
  assert.equal(desk.replay.campaigns.length, 2);
  assert.equal(desk.problems.filter((code) => code === 'STALE_DECISION').length, 1);
});

const ADDED = `
  A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  order 1
  A | 2026-03-18 10:00  BTC 1 KO 60P 20Mar @2.00  order 2
  A | 2026-03-18 10:04  STO 1 KO 59P 17Apr @2.30  order 3
  A | 2026-03-18 10:05  STO 1 KO 59P 17Apr @2.30  order 3
`;

test('case 11: what was added is split off by itself, fill by fill, an answer given twice counting once', () => {
  const split = idOf(group(ADDED), 'SPLIT');
  const once = group(ADDED, { decisions: [yes(split)], column: 'A A A B' });
  once.shows('B', { rows: ['4 OPENING -1 229.34'] });
  once.shows('A', { rollCount: 1 });
  const twice = group(ADDED, { decisions: [yes(split), yes(split, 'again')], column: 'A A A B' });
  assert.deepEqual(twice.replay.campaigns, once.replay.campaigns);
});
