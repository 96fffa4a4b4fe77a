import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { groupIntoCampaigns } from '../../../src/features/campaigns/index.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { type Replay, type ReplayCampaign, replayOf } from '../../support/replay.ts';
import { doubled } from '../../support/trader/doubled.ts';
import { type History, histories } from '../../support/trader.ts';
import { assertDecided } from './deciding.ts';
import { assertDoubled } from './groups.ts';
import { assertNothingLost, carriedOf, isFlat, keyOf, money, toldOf, totalsOf, units } from './oracle.ts';
import { assertCovered, assertOnePlaceEach } from './places.ts';

/** HISTORIES=10000 HISTORY_SEED=7 npm test properties */
const RUNS = Number(process.env['HISTORIES'] ?? 150);
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_417);

const ONE_E8 = 100_000_000;

interface Circumstances {
  readonly drawn?: fc.Arbitrary<History>;
  /** Why it does not hold yet. */
  readonly todo?: string;
}

function always(name: string, claim: (history: History) => void, circumstances: Circumstances = {}): void {
  const { drawn = histories(), todo = false } = circumstances;
  test(name, { todo }, () => {
    fc.assert(fc.property(drawn, claim), { seed: SEED, numRuns: RUNS });
  });
}

always('1: no cent and no unit of a row is lost', ({ rows }) => {
  assertNothingLost(rows, replayOf(rows));
});

always('2: cash is premium, dividends and what the shares cost and brought', ({ rows }) => {
  const rowOf = byId(rows);
  for (const campaign of replayOf(rows).campaigns) {
    const ofShares = campaign.allocations.filter(
      ({ transactionId }) => rowOf.get(transactionId)?.instrument?.kind === 'SHARE',
    );
    const shares = ofShares.reduce((sum, { cash }) => sum + money(cash), 0);
    assert.equal(money(campaign.cash), money(campaign.premium) + money(campaign.dividends) + shares);
  }
});

always(
  '3: after every row, cash is what is realised and what is carried, in both books',
  ({ rows }) => {
    const rowOf = byId(rows);
    for (let count = 1; count <= rows.length; count++)
      for (const campaign of replayOf(rows.slice(0, count)).campaigns) assertBalanced(campaign, rowOf);
  },
  {
    drawn: histories({ mostSteps: 20 }),
  },
);

always('4: without shares both books have realised the same', ({ rows }) => {
  for (const { shares, realised, realisedTax } of replayOf(rows).campaigns)
    if (shares === '0') assert.equal(realised, realisedTax);
});

always('5: what is closed has realised its cash and holds nothing', ({ rows }) => {
  for (const campaign of replayOf(rows).campaigns) {
    const { status, shares, openLegs, basis, cash, realised, realisedTax } = campaign;
    const holdsNothing = shares === '0' && openLegs.length === 0;
    if (status === 'CLOSED') {
      assert.deepEqual([realised, realisedTax], [cash, cash]);
      assert.ok(holdsNothing && basis === null);
    } else assert.ok(!holdsNothing, 'open, and nothing is held');
  }
});

always('6: a ticker in an account does not touch the others', ({ rows }) => {
  const [first] = rows;
  const isOther = ({ account, instrument }: Transaction) =>
    instrument === null || account !== first?.account || instrument.ticker !== first.instrument?.ticker;
  const apart = (replay: Replay) =>
    JSON.stringify(
      replay.campaigns.filter(
        ({ account, ticker }) => account !== first?.account || ticker !== first.instrument?.ticker,
      ),
    );
  assert.equal(apart(replayOf(rows.filter(isOther))), apart(replayOf(rows)));
});

always('7: neither the order of arrival nor what arrives twice counts', ({ rows }) => {
  const told = JSON.stringify(replayOf(rows));
  for (const step of [7, 11, 13]) {
    const mixed = rows.map((_, i) => rows[(i * step) % rows.length] ?? assert.fail());
    const arrived = [...rows.filter((_, i) => i % 3 === 0), ...mixed, ...rows.toReversed()];
    assert.equal(JSON.stringify(replayOf(arrived)), told);
  }
  assert.equal(JSON.stringify(replayOf(rows.toReversed())), told);
});

always('8: a deposit changes nothing but the list of what is in no campaign', ({ rows }) => {
  const [last] = rows.toReversed();
  if (!last) return;
  const deposit: Transaction = {
    ...{ ...last, id: '999999', orderId: null, kind: 'CASH', instrument: null, description: 'DEPOSIT' },
    ...{ quantityE8: 0, priceE6: null, effect: null, feesE4: {}, netE4: 10_000_000 },
  };
  const { unassigned, ...told } = replayOf(rows);
  const { unassigned: more, ...after } = replayOf([deposit, ...rows]);
  assert.deepEqual(after, told);
  assert.deepEqual(
    more.filter(({ transactionId }) => transactionId !== '999999'),
    unassigned,
  );
});

always(
  '9: where all costs twice as much, every amount is twice as large and every group the same',
  ({ rows }) => {
    assertDoubled(replayOf(rows), replayOf(rows.map(doubled)));
  },
);

always('10: a fill of many is as many fills of one', (history) => {
  const plain = withoutDividends(history).map(withoutShareFees);
  assert.deepEqual(figuresOf(replayOf(plain.flatMap(intoSingles))), figuresOf(replayOf(plain)));
});

always('11: a roll in two orders is a roll in one, but for its reason', ({ rows, apart }) => {
  const orderOf = new Map(apart.map(({ closing, opening }) => [opening, closing]));
  const inOne = rows.map((row) => ({ ...row, orderId: orderOf.get(row.orderId ?? '') ?? row.orderId }));
  assert.deepEqual(withoutReasons(replayOf(inOne)), withoutReasons(replayOf(rows)));
});

always(
  '12: one contract at a time, a longer window never makes more campaigns',
  (history) => {
    const rows = singlesOf(history);
    const counts = [0, 3, 5, 10, 30, 100, 1000].map(
      (rollWindowMinutes) => groupIntoCampaigns(rows, [], { asOf: null, rollWindowMinutes }).campaigns.length,
    );
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
  },
  {
    drawn: histories({ mostContracts: 1 }),
  },
);

always('13: what a suggestion joins keeps its cash, and can be undone', (history) => {
  for (const rows of [history.rows, optionsOf(history)]) assertAccepts(rows);
});

always(
  '14: what is decided is applied, or it is stale and changes nothing',
  ({ rows, said }) => {
    assertDecided(rows, said);
  },
  { drawn: histories({ mostSayings: 5 }) },
);

always('15: what is held is what the rows add up to', ({ rows }) => {
  const replay = replayOf(rows);
  for (const total of totalsOf(rows)) {
    const { campaigns, outside } = toldOf(replay, total, rows);
    const rowOf = byId(rows);
    const held = new Map<string, number>();
    const count = (key: string, quantityE8: number) => held.set(key, (held.get(key) ?? 0) + quantityE8);
    for (const { openLegs, shares } of campaigns) {
      for (const { symbol, quantity } of openLegs) count(symbol, units(quantity));
      count(total.ticker, units(shares));
    }
    for (const { transactionId, quantity } of outside) {
      const instrument = rowOf.get(transactionId)?.instrument;
      if (instrument) count(keyOf(instrument), units(quantity));
    }
    for (const [key, quantityE8] of total.held)
      assert.equal(held.get(key) ?? 0, quantityE8, `${total.account} ${key}`);
  }
});

always('16: a removal is half of no roll and of no suggestion', ({ rows }) => {
  const rowOf = byId(rows);
  const replay = replayOf(rows);
  for (const { closing, opening } of replay.suggestions.flatMap(({ pairs }) => pairs))
    for (const id of [closing, opening]) assert.equal(rowOf.get(id)?.kind, 'TRADE');
  for (const { rolls, allocations } of replay.campaigns)
    for (const symbol of new Set(rolls.map(({ from }) => from))) {
      const rolled = rolls.filter(({ from }) => from === symbol);
      const traded = allocations.filter(({ transactionId }) => {
        const row = rowOf.get(transactionId);
        return (
          row?.kind === 'TRADE' &&
          row.effect === 'CLOSING' &&
          row.instrument &&
          keyOf(row.instrument) === symbol
        );
      });
      const sum = (parts: readonly { quantity: string }[]) =>
        parts.reduce((total, { quantity }) => total + Math.abs(units(quantity)), 0);
      assert.ok(sum(rolled) <= sum(traded), `${symbol} was rolled more often than traded`);
    }
});

always('17: what is covered stays covered, and no unit is in two places', ({ rows }) => {
  assertOnePlaceEach(replayOf(rows), byId(rows));
  assertCovered(rows);
});

always('18: half of an assignment changes neither cash nor what is realised', (history) => {
  const { deliveries } = history;
  const rows = withoutDividends(history);
  for (const { removals, shares } of deliveries.slice(0, 4)) {
    const parts = [...removals, shares];
    const known = rows.slice(
      0,
      rows.findIndex(({ id }) => parts.includes(id)),
    );
    const before = sumsOf(replayOf(known));
    for (const half of [removals[0], shares]) {
      const row = rows.find(({ id }) => id === half) ?? assert.fail();
      const after = replayOf([...known, row]);
      assert.deepEqual(sumsOf(after), before, `row ${half} alone`);
      assert.ok(after.problems.some(({ code }) => code === 'INCOMPLETE_ASSIGNMENT'));
    }
  }
});

always('19: a split leaves cash, results and cost', (history) => {
  const rows = withoutDividends(history);
  for (const [i, { kind }] of rows.entries()) {
    if (kind !== 'SPLIT') continue;
    const [before, after] = [rows.slice(0, i), rows.slice(0, i + 1)].map((each) => replayOf(each));
    assert.deepEqual(after && sumsOf(after), before && sumsOf(before));
  }
});

always('20: what is flat has made what its rows add up to', ({ rows }) => {
  const replay = replayOf(rows);
  for (const total of totalsOf(rows)) {
    const { campaigns, outside, cashE4 } = toldOf(replay, total, rows);
    assert.equal(cashE4, total.netE4, `${total.account} ${total.ticker}`);
    if (!isFlat(total) || isOwedBeside(campaigns)) continue;
    const realised = campaigns.reduce((sum, each) => sum + money(each.realised ?? '0'), 0);
    const apart = outside.reduce((sum, { cash }) => sum + money(cash), 0);
    assert.equal(realised + apart, total.netE4);
    assert.ok(campaigns.every(({ status }) => status === 'CLOSED'));
  }
});

always('21: amounts are decimals of two digits, a basis of four, and nothing is minus zero', ({ rows }) => {
  const replay = replayOf(rows);
  assert.doesNotMatch(JSON.stringify(replay), /"-0(\.0+)?"|NaN|undefined|Infinity/);
  for (const campaign of replay.campaigns) {
    const { cash, realised, realisedTax, premium, dividends, fees, basis, rolls, allocations } = campaign;
    const parts = [...rolls.map(({ netCredit }) => netCredit), ...allocations.map((part) => part.cash)];
    for (const amount of [cash, realised, realisedTax, premium, dividends, fees, ...parts])
      assert.match(amount ?? 'null', /^-?\d+\.\d\d$/);
    for (const amount of [basis?.economic, basis?.tax]) assert.match(amount ?? '0.0000', /^-?\d+\.\d{4}$/);
  }
});

/** What one owes another holds, under a call of its own: nothing is left of both together, but of each there is. */
function isOwedBeside(campaigns: readonly ReplayCampaign[]): boolean {
  const shares = campaigns.map((campaign) => units(campaign.shares)).filter((count) => count !== 0);
  return shares.length > 0 && shares.reduce((sum, count) => sum + count, 0) === 0;
}

/** Their cents are shared in the order of ids, and whatever names a company makes its earlier ones known. */
function withoutDividends({ rows }: History): readonly Transaction[] {
  return rows.filter(({ kind }) => kind !== 'DIVIDEND');
}

/** Until an order opens more than one contract: a leg drawn along by another may go where shares are. */
function singlesOf({ rows }: History): readonly Transaction[] {
  const seen = new Set<string | null>();
  const isMore = ({ kind, effect, orderId, quantityE8, instrument }: Transaction) => {
    if (kind !== 'TRADE' || effect !== 'OPENING') return false;
    const isKnown = seen.has(orderId);
    seen.add(orderId);
    return isKnown || (instrument?.kind === 'OPTION' && Math.abs(quantityE8) > ONE_E8);
  };
  const end = rows.findIndex(isMore);
  return end < 0 ? rows : rows.slice(0, end);
}

/** Until there are shares: which campaign's are delivered may be another one after a suggestion is accepted. */
function optionsOf({ rows }: History): readonly Transaction[] {
  const end = rows.findIndex(({ instrument }) => instrument?.kind === 'SHARE');
  return end < 0 ? rows : rows.slice(0, end);
}

function byId(rows: readonly Transaction[]): ReadonlyMap<string, Transaction> {
  return new Map(rows.map((row) => [row.id, row]));
}

function assertBalanced(campaign: ReplayCampaign, rowOf: ReadonlyMap<string, Transaction>): void {
  const { optionsE4, economicE4, taxE4, slackE4 } = carriedOf(campaign, rowOf);
  const books = [
    ['realised', economicE4],
    ['realisedTax', taxE4],
  ] as const;
  for (const [book, sharesE4] of books) {
    const off = money(campaign.cash) - money(campaign[book] ?? '0') - optionsE4 - sharesE4;
    assert.ok(Math.abs(off) <= slackE4, `${book} of ${campaign.id} is off by ${off / 10_000}`);
  }
}

function assertAccepts(rows: readonly Transaction[]): void {
  const before = replayOf(rows);
  const hasShares = rows.some(({ instrument }) => instrument?.kind === 'SHARE');
  for (const { id, kind, from, to } of before.suggestions.slice(0, 3)) {
    const decisions = [{ id: 'd1', kind: 'accept', suggestion: id }] as const;
    const after = replayOf(rows, { decisions });
    assert.equal(cashIn(after), cashIn(before), 'the cash of all');
    assert.ok(!after.problems.some(({ code }) => code === 'STALE_DECISION'), `${kind} ${id} was not applied`);
    if (kind !== 'SPLIT' && !hasShares) {
      assert.equal(cashIn(after, [from, to]), cashIn(before, [from, to]), `the cash of both, ${kind}`);
      assert.equal(after.campaigns.length, before.campaigns.length - 1, `two are one, ${kind}`);
    }
    assert.deepEqual(replayOf(rows), before);
  }
}

function cashIn({ campaigns, unassigned }: Replay, ids?: readonly string[]): number {
  const own =
    ids === undefined ? [...campaigns, ...unassigned] : campaigns.filter(({ id }) => ids.includes(id));
  return own.reduce((sum, { cash }) => sum + money(cash), 0);
}

function sumsOf({ campaigns }: Replay) {
  return campaigns.map(({ id, cash, realised, realisedTax }) => ({ id, cash, realised, realisedTax }));
}

/** Everything but ids and rows, in an order that ids have no part in. */
function figuresOf({ campaigns, problems }: Replay): readonly string[] {
  const figures = campaigns.map(({ id: _, allocations: __, ...figures }) => JSON.stringify(figures));
  return [...figures, ...problems.map(({ code }) => code)].toSorted();
}

function withoutReasons({ campaigns, suggestions, problems, unassigned }: Replay) {
  return {
    campaigns: campaigns.map(({ rolls, allocations, ...campaign }) => ({
      ...campaign,
      rolls: rolls.map(({ reason: _, confidence: __, ...roll }) => roll),
      allocations: allocations.map(({ why: _, ...part }) => part),
    })),
    suggestions: suggestions.map(({ id, kind, from, to, pairs }) => ({ id, kind, from, to, pairs })),
    problems: problems.map(({ code, transactionIds }) => ({ code, transactionIds })),
    unassigned,
  };
}

/** Shared by several campaigns, they are rounded in the order of the campaigns' ids. */
function withoutShareFees(row: Transaction): Transaction {
  if (row.instrument?.kind !== 'SHARE') return row;
  const fees = Object.values(row.feesE4).reduce((sum, fee) => sum + fee, 0);
  return { ...row, feesE4: {}, netE4: row.netE4 + fees };
}

function intoSingles(row: Transaction): readonly Transaction[] {
  const count = Math.abs(row.quantityE8) / ONE_E8;
  if (row.instrument?.kind !== 'OPTION' || row.kind !== 'TRADE') return [{ ...row, id: `${row.id}0` }];
  return Array.from({ length: count }, (_, i) => ({
    ...row,
    id: `${row.id}${i}`,
    quantityE8: row.quantityE8 / count,
    netE4: row.netE4 / count,
    feesE4: { COMMISSION: 6600 },
  }));
}
