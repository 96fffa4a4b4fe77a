import assert from 'node:assert/strict';
import test from 'node:test';
import { DAY, practiceWorld, Seen, TUESDAY } from '../../support/practice.ts';
import { CASES } from '../../support/practice-cases.ts';

for (const seed of [1, 2, 20_260_105]) {
  const seen = new Seen(practiceWorld(seed), TUESDAY);
  for (const [number, story, expected] of CASES)
    test(`seed ${seed}, case ${number}: ${story}`, () => {
      const campaigns = seen.campaigns(story);
      assert.deepEqual(
        {
          strategies: campaigns.map(({ strategy }) => strategy).join(' '),
          rolls: campaigns.reduce((sum, { rollCount }) => sum + rollCount, 0),
          suggestions: seen.suggestions(story).join(' '),
          problems: seen.problems(story).join(' '),
          status: [...new Set(campaigns.map(({ status }) => status))].join(' '),
        },
        { rolls: 0, suggestions: '', problems: '', status: 'CLOSED', ...expected },
      );
    });
}

const world = practiceWorld(1);
const seen = new Seen(world, TUESDAY);

test('case 36: a call of two years is one campaign, each call sold on it another, and all are asked about', () => {
  const campaigns = seen.campaigns('a call of two years, and short calls on it');
  const strategies = campaigns.map(({ strategy }) => strategy);
  assert.equal(strategies[0], 'LONG_CALL');
  assert.deepEqual([...new Set(strategies.slice(1))], ['NAKED_CALL']);
  const suggestions = seen.suggestions('a call of two years, and short calls on it');
  assert.equal(suggestions.length, strategies.length - 1);
  assert.ok(suggestions.every((kind) => kind === 'PMCC'));
});

test('a put is rolled month after month, and still open', () => {
  const { rollCount, status, openLegs } = seen.campaign('a put rolled month after month, and still open');
  assert.ok(rollCount >= 4 && status === 'OPEN' && openLegs.length === 1);
});

test('case 15: three of one window are two rolls, not one and a stray', () => {
  const { rolls } = seen.campaign('two rolls in one window');
  const [first, second] = rolls;
  assert.equal(first?.to, second?.from);
});

test('case 4: the reason of a roll in two orders says how far apart they were', () => {
  const [roll] = seen.campaign('a roll in two orders, seven minutes apart').rolls;
  assert.match(roll?.reason ?? '', /^7 min apart/);
});

test('case 66: an assignment is posted on Saturday, shares first, and belongs to Friday', () => {
  const [shares, removal] = seen
    .rows('a full wheel')
    .filter(({ bookedAt, orderId }) => orderId === null && new Date(bookedAt).getUTCDay() === 6);
  assert.equal(shares?.type, 'TRADE');
  assert.equal(removal?.type, 'RECEIVE_AND_DELIVER');
  assert.match(removal?.description ?? '', /^Removed due to Assignment PUT COCA COLA CO \$/);
  const minutes = ((removal?.bookedAt ?? 0) - (shares?.bookedAt ?? 0)) / 60_000;
  assert.ok(minutes > 3 && minutes < 7 && Number(removal?.id) > Number(shares?.id));
  const { allocations } = seen.campaign('a full wheel');
  const on = allocations
    .filter(({ role }) => role === 'ASSIGNMENT')
    .map((part) => new Date(`${part.on}T00:00Z`).getUTCDay());
  assert.ok(on.length >= 4 && on.every((day) => day === 5));
});

test('case 19: part is assigned early, on a weekday night; the rest is bought back', () => {
  const rows = seen.rows('part assigned, part called away');
  const night = rows.find(({ description }) => description?.startsWith('Removed due to Assignment PUT'));
  assert.notEqual(new Date(night?.bookedAt ?? 0).getUTCDay(), 6);
  assert.equal(night?.moves[0]?.quantityE8, 200_000_000);
});

test('case 47: a split adds shares and no cost', () => {
  const { allocations } = seen.campaign('own shares that split ten for one');
  const split = allocations.find(({ role }) => role === 'CORPORATE_ACTION');
  assert.equal(split?.quantityE8, 27_000_000_000);
  assert.equal(split?.cashE4, 0);
});

test('case 50: a dividend names a company in other words than its contracts do, and finds its campaign', () => {
  const row = seen.rows('a full wheel').find(({ description }) => description === 'THE COCA-COLA CO');
  assert.equal(row?.type, 'DIVIDEND_OR_INTEREST');
  assert.equal(seen.campaign('a full wheel').dividendsE4, row?.netE4);
});

test('case 76: what another country keeps follows the dividend', () => {
  const { dividendsE4 } = seen.campaign('a wheel whose dividend is taxed abroad');
  const [dividend, tax] = seen
    .rows('a wheel whose dividend is taxed abroad')
    .filter(({ moves }) => moves.length === 0);
  assert.equal(tax?.type, 'JOURNAL');
  assert.equal(dividendsE4, (dividend?.netE4 ?? 0) + (tax?.netE4 ?? 0));
});

test('case 52: a dividend of a company no other row names is asked about', () => {
  assert.deepEqual(seen.problems('a dividend of a company no other row names'), ['UNMATCHED_DIVIDEND']);
  assert.equal(seen.campaigns('a dividend of a company no other row names').length, 0);
});

test('case 52: shares bought with a dividend join those that paid it', () => {
  const { sharesE8 } = seen.campaign('dividends that buy shares, and a call on them');
  assert.ok(sharesE8 > 20_000_000_000 && sharesE8 % 100_000_000 !== 0);
});

test('case 21: the missing half comes a week later, and the books close over it', () => {
  const later = new Seen(world, TUESDAY + 10 * DAY);
  const { strategy, sharesE8 } = later.campaign('an assignment of which one half is late');
  assert.deepEqual([strategy, sharesE8], ['WHEEL', 10_000_000_000]);
  assert.deepEqual(later.problems('an assignment of which one half is late'), []);
});

test('case 41: a row is corrected on Wednesday evening: the same id, five cents more', () => {
  const before = seen.campaign('a row that is corrected');
  const after = new Seen(world, TUESDAY + 2 * DAY).campaign('a row that is corrected');
  assert.equal(after.id, before.id);
  assert.equal(after.cashE4 - before.cashE4, 2 * 5 * 100 * 100);
});

test('case 41: a row vanishes on Thursday evening', () => {
  assert.equal(seen.rows('a row that vanishes').length, 1);
  const rows = [...world.ledger.rowsAt(TUESDAY + 3 * DAY)];
  assert.ok(!rows.some(({ story }) => story === 'a row that vanishes'));
});

test('a row that is not valid moves nothing', () => {
  assert.deepEqual(seen.problems('a row that is not valid'), ['ROW_NOT_VALID']);
  assert.equal(seen.campaigns('a row that is not valid').length, 0);
});

test('a journal shows a time weeks before the one it is found by', () => {
  const [row] = seen.rows('a journal posted long after it happened');
  assert.equal(((row?.bookedAt ?? 0) - (row?.time ?? 0)) / DAY, 47);
});

test('case 65: the same ticker in two accounts is two campaigns', () => {
  const intel = seen.grouping.campaigns.filter(({ ticker }) => ticker === 'INTC');
  assert.equal(new Set(intel.map(({ account }) => account)).size, 2);
});
