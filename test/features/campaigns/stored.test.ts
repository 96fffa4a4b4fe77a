import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { history } from '../../../bench/history.ts';
import { write } from '../../../src/db/write.ts';
import { connect, removePractice } from '../../../src/features/brokers/index.ts';
import { decide, setStanding } from '../../../src/features/campaigns/actions/decide.ts';
import {
  hasWaiting,
  markAll,
  replayJson,
  settle,
  settleLittle,
} from '../../../src/features/campaigns/index.ts';
import { currentId } from '../../../src/features/campaigns/store/aliases.ts';
import { findCampaign } from '../../../src/features/campaigns/store/campaigns.ts';
import type { Said } from '../../../src/features/campaigns/store/decisions.ts';
import { addTag } from '../../../src/features/campaigns/store/notes.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import type { Actor } from '../../../src/model/actor.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { rows } from '../../support/ledger.ts';
import { openPerson } from '../../support/person.ts';
import type { Replay } from '../../support/replay.ts';
import { decisionOf, type Saying } from '../../support/trader/sayings.ts';
import { histories } from '../../support/trader.ts';
import {
  difference,
  groupedOf,
  show,
  storedGrouping,
  storedOf,
  tablesOf,
  tellAll,
  vanish,
} from './mirrored.ts';

async function open(t: Pick<TestContext, 'after'>) {
  const house = await openTestHouse(t);
  house.clock.now = Date.parse('2026-10-19T18:00:00Z');
  return { house, ada: openPerson(house.deps, 'Ada') };
}

async function rebuild(house: TestHouse, userId: string): Promise<void> {
  markAll(house.deps, userId);
  await tellAll(house);
}

function chunksOf(
  all: readonly Transaction[],
  sizes: readonly number[],
): readonly (readonly Transaction[])[] {
  const chunks: Transaction[][] = [];
  let from = 0;
  for (let i = 0; from < all.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(all.slice(from, from + size));
    from += size;
  }
  return chunks;
}

/** What is stored, held against what the engine makes of all rows at once. */
function assertTrue(house: TestHouse, userId: string): void {
  const [stored, grouped] = [storedOf(house, userId), groupedOf(house, userId)];
  const texts = (all: readonly object[]) =>
    all.map((each) => JSON.stringify(each, Object.keys(each).toSorted()));
  const plain = JSON.parse(JSON.stringify(grouped.campaigns));
  assert.deepEqual(difference(texts(stored.campaigns), texts(plain)), [], 'campaigns');
  assert.deepEqual(stored.campaigns, plain);
  for (const kind of ['suggestions', 'problems', 'unassigned'] as const) {
    assert.deepEqual(difference(stored[kind], grouped[kind]), [], kind);
    assert.equal(stored[kind].length, grouped[kind].length, kind);
  }
}

async function assertRebuilt(house: TestHouse, userId: string): Promise<void> {
  const before = tablesOf(house, userId);
  await rebuild(house, userId);
  const after = tablesOf(house, userId);
  assert.deepEqual(difference(after, before), [], 'a rebuild changes nothing');
  assert.equal(after.length, before.length);
}

test('whatever was traded, in whatever pieces it comes: what is stored is what the engine makes of all of it', async (t) => {
  const { house } = await open(t);
  let person = 0;
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(histories(), sizes, fc.boolean(), async ({ rows: all }, parts, isBackwards) => {
      const actor = openPerson(house.deps, `P${person++}`);
      for (const chunk of chunksOf(isBackwards ? all.toReversed() : all, parts)) {
        show(house, actor, chunk);
        await tellAll(house);
        await assertRebuilt(house, actor.userId);
      }
      assertTrue(house, actor.userId);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 30) },
  );
});

test('decided between one page and the next: a rebuild says the same, and what was taken back leaves no trace', async (t) => {
  const { house } = await open(t);
  let person = 0;
  await fc.assert(
    fc.asyncProperty(histories({ mostSayings: 6 }), fc.nat(9), async ({ rows: all, said }, first) => {
      const actor = openPerson(house.deps, `D${person++}`);
      const chunks = chunksOf(all, [first + 1, 7]);
      for (const [index, chunk] of chunks.entries()) {
        show(house, actor, chunk);
        await tellAll(house);
        for (const saying of said.filter((_, turn) => turn % chunks.length === index)) {
          const before = figuresOf(house, actor);
          const made = say(house, actor, saying, all);
          await assertRebuilt(house, actor.userId);
          if (made === null || made.size % 2 === 0) continue;
          setStanding(house.deps, actor, made.id, false);
          assert.deepEqual(difference(figuresOf(house, actor), before), [], 'an undo restores exactly');
        }
      }
      await assertRebuilt(house, actor.userId);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 30) },
  );
});

/** All but where old addresses lead: what was a campaign for a moment is still found. */
function figuresOf(house: TestHouse, { userId }: Actor): readonly string[] {
  return tablesOf(house, userId).filter((line) => !line.startsWith('campaign_aliases'));
}

/** What somebody decides about what they see now; null where it is refused, or of no row that is there. */
function say({ deps }: TestHouse, actor: Actor, saying: Saying, all: readonly Transaction[]) {
  const replay = replayJson({ ...storedGrouping({ deps }, actor.userId) });
  const { id: _, account: __, ...said } = decisionOf(saying, 'x', all, replay as Replay);
  const outcome = decide(deps, actor, said as Said);
  return outcome.ok ? { id: outcome.value.id, size: saying.size } : null;
}

const KO = `
  2026-03-02 10:31  STO 2 KO 60P 20Mar26 @0.95 order 1
  2026-03-18 10:02  BTC 2 KO 60P 20Mar26 @1.35 order 2
  2026-03-18 10:05  STO 2 KO 59P 17Apr26 @1.80 order 3`;

test('older history arrives: the campaign is called after it, and its old name leads there, over two steps too', async (t) => {
  const { house, ada } = await open(t);
  const [first, second, third] = rows(KO);
  assert.ok(first && second && third);
  const names: string[] = [];
  for (const row of [third, second, first]) {
    show(house, ada, [row]);
    await tellAll(house);
    const [campaign] = storedOf(house, ada.userId).campaigns;
    if (campaign !== undefined) names.push(campaign.id);
  }
  const now = names.at(-1) ?? '';
  assert.ok(new Set(names).size > 1, 'the name changed');
  for (const name of names) assert.equal(currentId(house.deps.db, ada.userId, name), now);
  assert.equal(currentId(house.deps.db, openPerson(house.deps, 'Eve').userId, now), null);
});

test('what the broker corrects, and what it shows no more, leaves a sentence where it changed a figure', async (t) => {
  const { house, ada } = await open(t);
  const all = rows(`${KO}\n  2026-03-20 10:00  BTC 2 KO 59P 17Apr26 @1.00 order 4`);
  show(house, ada, all);
  await tellAll(house);
  const corrected = all.map((row) =>
    row.id === '2' ? { ...row, feesE4: { COMMISSION: 13_400 }, netE4: row.netE4 - 200 } : row,
  );
  show(house, ada, corrected);
  await tellAll(house);
  await assertRebuilt(house, ada.userId);
  assert.deepEqual(changesTold(house), [
    'The broker changed the fees of Wed 18 Mar 2026 (1.32, now 1.34): P&L -0.02.',
  ]);
  const last = all.at(-1);
  if (last !== undefined) vanish(house, ada, last);
  await tellAll(house);
  assert.match(changesTold(house)[1] ?? '', /the row of Fri 20 Mar 2026, which it shows no more: P&L -/);
  assertTrue(house, ada.userId);
});

function changesTold(house: TestHouse): readonly string[] {
  const sql = 'SELECT message FROM campaign_changes ORDER BY id';
  return house.deps.db.$client.prepare<[], string>(sql).pluck().all() as unknown as readonly string[];
}

test('two people with the same rows have each their own, and nothing of the other’s', async (t) => {
  const { house, ada } = await open(t);
  const eve = openPerson(house.deps, 'Eve');
  for (const actor of [ada, eve]) show(house, actor, rows(KO));
  await tellAll(house);
  const [hers] = storedOf(house, ada.userId).campaigns;
  const [his] = storedOf(house, eve.userId).campaigns;
  assert.ok(hers && his && hers.id !== his.id);
  assert.equal(findCampaign(house.deps.db, eve.userId, hers.id), null);
  const before = tablesOf(house, eve.userId);
  const moved = decide(house.deps, ada, { kind: 'move', transactionId: '3', to: 'new' });
  assert.ok(moved.ok);
  assert.deepEqual(tablesOf(house, eve.userId), before);
  const refusal = decide(house.deps, eve, { kind: 'lock', campaign: hers.id });
  assert.ok(!refusal.ok && refusal.code === 'gone');
  assert.ok(!setStanding(house.deps, eve, moved.value.id, false).ok);
});

const DIVIDEND = `
  2026-03-02 10:31  STO 1 KO 60P 20Mar26 @1.50
  2026-03-21 03:25  shares +100 KO @60  "COCA COLA CO"
  2026-03-21 03:30  assigned 1 KO 60P 20Mar26  "Removed due to Assignment PUT COCA COLA CO $60 EXP 03/20/26"
  2026-04-01        dividend 51.00      "COCA COLA CO"`;

test('a row moved to a later campaign stays moved, though that campaign is called after it from then on', async (t) => {
  const { house, ada } = await open(t);
  show(
    house,
    ada,
    rows(`
      2026-03-16 09:33  STO 1 KO 60P 27Mar26 @0.31
      2026-03-16 09:35  STO 1 KO 60P 27Mar26 @0.31`),
  );
  await tellAll(house);
  const later = storedOf(house, ada.userId).campaigns.find(
    ({ allocations }) => allocations[0]?.transactionId === '2',
  );
  assert.ok(later);
  assert.ok(decide(house.deps, ada, { kind: 'move', transactionId: '1', to: later.id }).ok);
  await assertRebuilt(house, ada.userId);
  assert.equal(storedOf(house, ada.userId).campaigns.length, 1);
  assert.equal(currentId(house.deps.db, ada.userId, later.id), storedOf(house, ada.userId).campaigns[0]?.id);
});

test('a campaign that was locked before older history came stays locked under its new name', async (t) => {
  const { house, ada } = await open(t);
  const [first, ...others] = rows(KO);
  assert.ok(first);
  show(house, ada, others);
  await tellAll(house);
  for (const { id } of storedOf(house, ada.userId).campaigns)
    assert.ok(decide(house.deps, ada, { kind: 'lock', campaign: id }).ok);
  show(house, ada, [first]);
  await tellAll(house);
  const stale = storedOf(house, ada.userId).problems.filter((text) => text.includes('STALE_DECISION'));
  assert.deepEqual(stale, []);
  await assertRebuilt(house, ada.userId);
});

test('a dividend that names only the company: corrected, or shown no more, its ticker is told anew', async (t) => {
  const { house, ada } = await open(t);
  const all = rows(DIVIDEND);
  const paid = all.at(-1);
  assert.ok(paid);
  const dividends = () => storedOf(house, ada.userId).campaigns.map(({ dividendsE4 }) => dividendsE4);
  show(house, ada, all);
  await tellAll(house);
  assert.deepEqual(dividends(), [510_000]);
  show(house, ada, [{ ...paid, netE4: 520_000 }]);
  await tellAll(house);
  assert.deepEqual(dividends(), [520_000]);
  vanish(house, ada, paid);
  await tellAll(house);
  assert.deepEqual(dividends(), [0]);
  assertTrue(house, ada.userId);
});

const YEAR = 365 * 86_400_000;

test('the practice market over a year, read again and again, is stored as it would be told at once; removed, it leaves nothing', async (t) => {
  const { house, ada } = await open(t);
  house.clock.now -= YEAR;
  const made = connect(house.deps, ada, 'practice');
  assert.ok(made.ok);
  for (let quarter = 0; quarter <= 4; quarter++) {
    const read = await syncAndWait(house.deps, ada, made.value.id);
    assert.ok(read.ok && read.value.error === null, JSON.stringify(read));
    assertTrue(house, ada.userId);
    await assertRebuilt(house, ada.userId);
    house.clock.now += YEAR / 4;
  }
  const [campaign] = storedOf(house, ada.userId).campaigns;
  assert.ok(campaign);
  write(house.deps.db, (tx) => addTag(tx, ada.userId, campaign.id, 'mine'));
  assert.ok(decide(house.deps, ada, { kind: 'lock', campaign: campaign.id }).ok);
  assert.ok(removePractice(house.deps, ada).ok);
  await tellAll(house);
  assert.deepEqual(tablesOf(house, ada.userId), []);
  for (const table of ['campaign_tags', 'campaign_notes', 'decisions', 'marks']) {
    const sql = `SELECT count(*) FROM ${table} WHERE user_id = ?`;
    assert.equal(house.deps.db.$client.prepare(sql).pluck().get(ada.userId), 0, table);
  }
});

test('a ticker that cannot be told keeps its mark, and the others are told in spite of it', async (t) => {
  const { house, ada } = await open(t);
  show(house, ada, [...rows(KO), ...rows('2026-03-02 10:31  STO 1 F 12P 20Mar26 @0.95 id 77')]);
  const { $client } = house.deps.db;
  $client.exec(
    `CREATE TRIGGER broken BEFORE INSERT ON campaigns WHEN NEW.ticker = 'F' BEGIN SELECT raise(ABORT, 'no'); END`,
  );
  const failures = await settle(house.deps);
  assert.equal(failures.length, 1);
  assert.deepEqual(
    storedOf(house, ada.userId).campaigns.map(({ ticker }) => ticker),
    ['KO'],
  );
  $client.exec('DROP TRIGGER broken');
  await tellAll(house);
  assert.deepEqual(
    storedOf(house, ada.userId)
      .campaigns.map(({ ticker }) => ticker)
      .toSorted(),
    ['F', 'KO'],
  );
});

test('before a page is shown, little is told at once; a ticker of thousands of rows is left to the thread beside', async (t) => {
  const { house, ada } = await open(t);
  show(house, ada, rows(KO));
  await settleLittle(house.deps);
  assert.equal(hasWaiting(house.deps), false);
  show(house, ada, [...history(1, 2_200), ...rows('2026-03-20 10:00  BTC 2 KO 59P 17Apr26 @1.00 id 999999')]);
  await settleLittle(house.deps);
  assert.equal(hasWaiting(house.deps), true);
  await tellAll(house);
  assert.equal(hasWaiting(house.deps), false);
  assertTrue(house, ada.userId);
});
