import assert from 'node:assert/strict';
import test from 'node:test';
import { contract } from '../../../support/ledger.ts';
import { group, type TestDecision } from '../../../support/replay.ts';

type Said = Omit<Extract<TestDecision, { kind: 'move' }>, 'id' | 'kind' | 'to'> & { readonly to?: string };

/** Why the first of these moves is stale. `to` names a campaign by its letter. */
function whyStale(table: string, ...said: readonly (Said | TestDecision)[]): string | undefined {
  const before = group(table);
  const nameOf = (to = 'new') => (to.length === 1 ? before.at(to).id : to);
  const decisions = said.map(
    (each, i): TestDecision =>
      'kind' in each ? each : { ...each, id: `d${i}`, kind: 'move', to: nameOf(each.to) },
  );
  const { replay } = group(table.replaceAll(/^ *\S* \|/gm, ''), { decisions });
  const stale = replay.problems.filter(({ code }) => code === 'STALE_DECISION');
  return stale[0]?.message.split(': ').at(-1);
}

const TABLE = `
  A | 2026-03-02 10:00  STO 3 KO 60P 17Apr @1.00
  B | 2026-03-02 10:00  STO 1 PEP 150P 17Apr @1.00
  C | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.00   id 13  account TWO
  - | 2026-03-03 10:00  bought 200 KO @60
  - | 2026-03-04 10:00  sold 100 KO @61
  A | 2026-03-05 10:00  BTC 1 KO 60P 17Apr @0.50   no effect
  - | 2026-03-06        dividend 10.00  "NOBODY"
  D | 2026-03-09 10:00  STO 2 KO 50P 20Mar @1.50
  D | 2026-03-21 03:25  shares +100 KO @50
  D | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
  D | 2026-03-21 03:30  expired 1 KO 50P 20Mar
  - | 2026-03-23        transfer +100 KO
  E | 2026-03-24 10:00  STO 1 KO 55P 17Apr @1.00   id 6  account TWO
`;

const FOLLOWS =
  'only contracts, and shares that were bought or transferred in, can be moved; what comes of them follows.';
const CLOSES = 'a closing goes where its opening is; move the opening, and it comes along.';
const OTHER = 'a campaign is of one ticker in one account, and that one is of another.';
const THERE = 'it is there already.';
const TAKEN = 'a later move has taken all of it.';
const BROUGHT = 'shares that cover what was owed, or that a contract or a dividend brought, follow these.';
const MAIN = { account: 'MAIN' };

const WHY: readonly (readonly [what: string, why: string, ...said: (Said | TestDecision)[]])[] = [
  ['to a campaign of another ticker', OTHER, { transactionId: '1', to: 'B' }],
  ['to a campaign of another account', OTHER, { transactionId: '1', to: 'C' }],
  ['of shares sold', FOLLOWS, { transactionId: '5', to: 'A' }],
  ['of a dividend', FOLLOWS, { transactionId: '7', to: 'A' }],
  ['of a closing that does not say that it is one', CLOSES, { transactionId: '6', ...MAIN }],
  ['of an assignment', CLOSES, { transactionId: '10' }],
  ['of an expiration', CLOSES, { transactionId: '11' }],
  ['of shares an assignment brought', BROUGHT, { transactionId: '9', to: 'A' }],
  [
    'of shares transferred in that are moved again',
    TAKEN,
    { transactionId: '12', to: 'A' },
    { transactionId: '12' },
  ],
  ['before one that says the account', TAKEN, { transactionId: '1' }, { transactionId: '1', ...MAIN }],
  ['with the account, before one without', TAKEN, { transactionId: '1', ...MAIN }, { transactionId: '1' }],
  [
    'before one that says the same account',
    TAKEN,
    { transactionId: '1', ...MAIN },
    { transactionId: '1', ...MAIN },
  ],
  ['before a move of another row', THERE, { transactionId: '1', to: 'A' }, { transactionId: '8' }],
  [
    'before a move of another account’s row of that id',
    CLOSES,
    { transactionId: '6', ...MAIN },
    { transactionId: '6', account: 'TWO' },
  ],
  [
    'before a date entered for the same row',
    THERE,
    { transactionId: '1', to: 'A' },
    { id: 'e', kind: 'ex-date', transactionId: '1', exDate: '2026-03-02' },
  ],
];

for (const [what, why, ...said] of WHY) {
  test(`case 44: a move ${what} is stale: ${why}`, () => {
    assert.equal(whyStale(TABLE, ...said), why);
  });
}

test('case 44: a move of shares that a split added is stale: they follow', () => {
  const table = `
    - | 2026-03-02 10:00  bought 100 KO @60
    - | 2026-03-10        split +100 KO
  `;
  assert.equal(whyStale(table, { transactionId: '2' }), FOLLOWS);
});

test('case 44: moves of a row’s two contracts do not overrule each other', () => {
  const symbol = (text: string) => ({ transactionId: '1', symbol: contract(text) });
  const table = 'A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.00';
  const [first, second] = [symbol('KO 60P 17Apr26'), symbol('KO 55P 17Apr26')];
  assert.equal(whyStale(table, { ...first, to: 'A' }, second), THERE);
  assert.equal(whyStale(table, { ...first, to: 'A' }, { transactionId: '1' }), TAKEN);
  assert.equal(whyStale(table, { transactionId: '1', to: 'A' }, first), TAKEN);
});

test('case 44: a move of two accounts’ row of one id: another account’s later move is none of it', () => {
  const table = `
    A | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.00  id 1  account ONE
    B | 2026-03-02 10:00  STO 1 KO 60P 17Apr @1.00  id 1  account TWO
  `;
  const one = { transactionId: '1', account: 'ONE' };
  assert.equal(whyStale(table, { ...one, to: 'A' }, { transactionId: '1', account: 'TWO' }), THERE);
});
