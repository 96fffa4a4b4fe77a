import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { write } from '../../../src/db/write.ts';
import {
  BrokerFault,
  type Connection,
  disconnect,
  removePractice,
} from '../../../src/features/brokers/index.ts';
import {
  cancelSync,
  lastRun,
  resumeSyncs,
  runsOf,
  type SyncDeps,
  startSync,
  stopSyncs,
  syncAndWait,
  syncSession,
  syncStatuses,
} from '../../../src/features/connections/index.ts';
import { insertRun } from '../../../src/features/connections/store/runs.ts';
import type { Actor } from '../../../src/model/actor.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { openPerson } from '../../support/person.ts';
import { count, deeds, rows } from '../../support/rows.ts';
import { connected, ShownBroker } from '../../support/shown-broker.ts';

const DAY = 86_400_000;

interface Place {
  readonly house: TestHouse;
  readonly shown: ShownBroker;
  readonly deps: SyncDeps;
  readonly ada: Actor;
  readonly connection: Connection;
}

async function openPlace(t: TestContext): Promise<Place> {
  const house = await openTestHouse(t);
  const shown = new ShownBroker();
  const deps = shown.in(house.deps);
  const ada = openPerson(deps, 'Ada');
  return { house, shown, deps, ada, connection: connected(deps, ada) };
}

async function read({ deps, ada, connection }: Place) {
  const outcome = await syncAndWait(deps, ada, connection.id);
  assert.ok(outcome.ok);
  return outcome.value;
}

function endOf({ deps, ada, connection }: Place) {
  const run = lastRun(deps.db, ada.userId, connection.id);
  return [run?.state, run?.newRows, run?.changedRows, run?.vanishedRows, run?.error?.code];
}

const TRADES = [
  { id: 3, at: '2026-03-18T15:00:00Z' },
  { id: 2, at: '2025-01-18T15:00:00Z' },
  { id: 1, at: '2024-02-18T15:00:00Z' },
];

test('the first time all is read; the second time what came since, and two weeks more', async (t) => {
  const place = await openPlace(t);
  place.shown.show(...TRADES);
  const status = await read(place);
  assert.deepEqual([status.state, status.percent, status.rows], ['idle', 100, 3]);
  assert.deepEqual(endOf(place), ['done', 3, 0, 0, undefined]);
  const asked = place.shown.asked.length;
  place.house.clock.add(DAY);
  await read(place);
  const again = place.shown.asked.slice(asked);
  assert.deepEqual([...new Set(again.map(({ from }) => place.house.clock.now - from))], [15 * DAY]);
  assert.deepEqual(endOf(place), ['done', 0, 0, 0, undefined], 'nothing new, and nothing twice');
  assert.equal(count(place.house, 'raw_transactions'), 3);
});

test('a missed month is read after it, without a gap', async (t) => {
  const place = await openPlace(t);
  await read(place);
  place.house.clock.add(30 * DAY);
  place.shown.show({ id: 9, at: '2026-03-21T15:00:00Z' });
  await read(place);
  assert.deepEqual(endOf(place), ['done', 1, 0, 0, undefined]);
});

test('two empty years end a history: what lies before them is not asked for', async (t) => {
  const place = await openPlace(t);
  await read(place);
  const oldest = Math.min(...place.shown.asked.map(({ from }) => from));
  assert.ok(oldest > place.house.clock.now - 3.1 * 365 * DAY);
  assert.deepEqual(rows(place.house, 'SELECT count(*) AS n FROM sync_stretches'), [{ n: 0 }]);
});

test('an answer that was cut off is asked for in halves, until nothing is hidden', async (t) => {
  const place = await openPlace(t);
  place.shown.most = 2;
  place.shown.show(...[1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, at: `2026-03-1${id}T15:00:00Z` })));
  await read(place);
  assert.deepEqual(endOf(place), ['done', 7, 0, 0, undefined]);
});

const FAULTS = ['needs-sign-in', 'refused', 'busy', 'unavailable', 'unreadable'] as const;

for (const kind of FAULTS)
  for (const at of [1, 2, 5])
    test(`${kind} at question ${at}: the run fails with its sentence, keeps its queue, and the next one goes on`, async (t) => {
      const place = await openPlace(t);
      place.shown.show(...TRADES);
      place.shown.trouble = { at, fault: new BrokerFault(kind, 'What happened, and what comes next.') };
      const status = await read(place);
      assert.equal(status.state, 'failed');
      assert.deepEqual(status.error, { code: kind, message: 'What happened, and what comes next.' });
      assert.equal(place.shown.asked.length, at, 'it asks no more');
      place.shown.trouble = null;
      place.shown.asked.length = 0;
      await read(place);
      assert.equal(endOf(place)[0], 'done');
      assert.equal(count(place.house, 'raw_transactions'), 3);
      assert.equal(place.shown.asked.length, 10 - (at - 1), 'what was answered is not asked again');
    });

test('the newest is read after an old queue was finished', async (t) => {
  const place = await openPlace(t);
  place.shown.trouble = { at: 3, fault: new BrokerFault('busy', 'Later.') };
  await read(place);
  place.house.clock.add(20 * DAY);
  place.shown.trouble = null;
  place.shown.show({ id: 8, at: '2026-04-05T15:00:00Z' });
  await read(place);
  assert.deepEqual(endOf(place), ['done', 1, 0, 0, undefined]);
});

test('what is wrong with Rollbook itself ends the run with a sentence, and is thrown', async (t) => {
  const place = await openPlace(t);
  place.shown.trouble = { at: 2, fault: new TypeError('a bug') };
  await assert.rejects(syncAndWait(place.deps, place.ada, place.connection.id), /a bug/);
  assert.deepEqual(endOf(place), ['failed', 0, 0, 0, 'unexpected']);
  const heard: unknown[] = [];
  const deps = { ...place.deps, report: (error: unknown) => heard.push(error) };
  place.shown.asked.length = 0;
  await syncAndWait(deps, place.ada, place.connection.id);
  assert.equal(heard.length, 1);
});

test('whoever was to carry it out could not: the run is over and says so, and the next one reads', async (t) => {
  const place = await openPlace(t);
  place.shown.show(...TRADES);
  const heard: unknown[] = [];
  const hands = () => Promise.reject(new Error('no thread'));
  const deps = { ...place.deps, hands, report: (error: unknown) => heard.push(error) };
  const outcome = await syncAndWait(deps, place.ada, place.connection.id);
  assert.ok(outcome.ok && outcome.value.state === 'failed');
  assert.equal(heard.length, 1);
  assert.deepEqual(endOf(place), ['failed', 0, 0, 0, 'unexpected']);
  await read(place);
  assert.deepEqual(endOf(place), ['done', 3, 0, 0, undefined]);
});

/** A run that stands still at its n-th question until it is let go. */
function standing(place: Place, at: number) {
  const { promise: reached, resolve: onReached } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  place.shown.trouble = {
    at,
    wait: () => {
      onReached();
      return released;
    },
  };
  return { reached, release };
}

test('two never read one connection at once: the second is told how the first stands', async (t) => {
  const place = await openPlace(t);
  const { reached, release } = standing(place, 2);
  const first = startSync(place.deps, place.ada, place.connection.id);
  await reached;
  const second = startSync(place.deps, place.ada, place.connection.id);
  assert.ok(first.ok && second.ok && second.value.state === 'running');
  assert.equal(second.value.doing, 'history');
  release();
  await syncAndWait(place.deps, place.ada, place.connection.id);
  assert.equal(runsOf(place.deps.db, place.ada.userId, place.connection.id, 9).length, 1);
  assert.equal(place.shown.asked.length, new Set(place.shown.asked.map((one) => JSON.stringify(one))).size);
});

test('cancelled, it keeps what was read and not what was on its way, and the next run goes on', async (t) => {
  const place = await openPlace(t);
  place.shown.show(...TRADES);
  const { reached, release } = standing(place, 3);
  startSync(place.deps, place.ada, place.connection.id);
  await reached;
  const outcome = cancelSync(place.deps, place.ada, place.connection.id);
  assert.ok(outcome.ok && outcome.value.state === 'cancelled');
  release();
  await stopSyncs(place.deps);
  assert.equal(count(place.house, 'raw_transactions'), 1);
  assert.ok(deeds(place.house).includes('sync-cancelled'));
  place.shown.trouble = null;
  await read(place);
  assert.equal(count(place.house, 'raw_transactions'), 3);
  assert.deepEqual(endOf(place), ['done', 2, 0, 0, undefined]);
});

test('begun again while the cancelled one is still on its way out, there is one run, and it reads all', async (t) => {
  const place = await openPlace(t);
  place.shown.show(...TRADES);
  const { reached, release } = standing(place, 1);
  startSync(place.deps, place.ada, place.connection.id);
  await reached;
  cancelSync(place.deps, place.ada, place.connection.id);
  place.shown.trouble = null;
  const second = standing(place, 4);
  startSync(place.deps, place.ada, place.connection.id);
  await second.reached;
  release();
  await nextTurn();
  assert.equal(resumeSyncs(place.deps), 0, 'it is known to be carried out');
  second.release();
  await read(place);
  assert.equal(count(place.house, 'raw_transactions'), 3);
  const runs = runsOf(place.deps.db, place.ada.userId, place.connection.id, 9);
  assert.deepEqual(runs.map(({ state }) => state).toSorted(), ['cancelled', 'done']);
});

test('the program stops and starts: the run goes on where it was, as the same run', async (t) => {
  const place = await openPlace(t);
  place.shown.show(...TRADES);
  const { reached, release } = standing(place, 3);
  startSync(place.deps, place.ada, place.connection.id);
  await reached;
  const stopped = stopSyncs(place.deps);
  release();
  await stopped;
  assert.equal(endOf(place)[0], 'running');
  place.shown.trouble = null;
  assert.equal(resumeSyncs(place.deps), 1);
  await syncAndWait(place.deps, place.ada, place.connection.id);
  assert.equal(runsOf(place.deps.db, place.ada.userId, place.connection.id, 9).length, 1);
  assert.deepEqual(endOf(place), ['done', 3, 0, 0, undefined]);
});

test('a run of another living process is left alone, and a dead one’s is taken up', async (t) => {
  const place = await openPlace(t);
  const { db, clock } = place.deps;
  const begin = (pid: number) =>
    write(db, (tx) => {
      tx.$client.exec('DELETE FROM sync_runs');
      insertRun(tx, { id: 'theirs', pid }, place.connection.id, clock());
    });
  begin(process.ppid);
  assert.equal(resumeSyncs(place.deps), 0);
  assert.equal((await read(place)).state, 'running');
  assert.equal(place.shown.asked.length, 0);
  begin(2 ** 22 + 1);
  assert.equal(resumeSyncs(place.deps), 1);
  await read(place);
  assert.equal(endOf(place)[0], 'done');
});

test('disconnected or removed meanwhile, it stops and writes nothing more', async (t) => {
  const place = await openPlace(t);
  place.shown.show(...TRADES);
  const { reached, release } = standing(place, 1);
  startSync(place.deps, place.ada, place.connection.id);
  await reached;
  await disconnect(place.deps, place.ada, place.connection.id);
  release();
  await stopSyncs(place.deps);
  assert.equal(count(place.house, 'raw_transactions'), 0);
  const refused = startSync(place.deps, place.ada, place.connection.id);
  assert.ok(!refused.ok && refused.code === 'disconnected');
  removePractice(place.deps, place.ada);
  assert.equal(count(place.house, 'sync_runs') + count(place.house, 'sync_stretches'), 0);
});

test('a stranger sees nothing, starts nothing and stops nothing', async (t) => {
  const place = await openPlace(t);
  await read(place);
  const eve = openPerson(place.deps, 'Eve');
  assert.deepEqual(runsOf(place.deps.db, eve.userId, place.connection.id, 9), []);
  assert.deepEqual(syncStatuses(place.deps, eve.userId), []);
  const outcomes = [startSync, cancelSync].map((act) => act(place.deps, eve, place.connection.id));
  assert.deepEqual(
    outcomes.map((outcome) => !outcome.ok && outcome.code),
    ['not-found', 'not-found'],
  );
});

const ONE = '1 read, 0 failed, 0 waiting for a sign-in';
const NOBODY = '0 read, 0 failed, 0 waiting for a sign-in';
const CLOSED = 'no session today';

/** Nobody has read since the session before; the time is Greenwich's. */
const EVENINGS: readonly (readonly [story: string, at: string, answer: string])[] = [
  ['a Friday after the close', '2026-03-20T20:20:00Z', ONE],
  ['made up for at dawn', '2026-03-21T08:00:00Z', ONE],
  ['a Saturday: what Friday’s night has booked', '2026-03-21T20:20:00Z', ONE],
  ['too late for Friday', '2026-03-22T12:20:00Z', CLOSED],
  ['in winter, an hour later', '2026-01-20T21:20:00Z', ONE],
  ['in winter, not yet booked', '2026-01-20T21:19:00Z', CLOSED],
  ['the half day after Thanksgiving', '2026-11-27T21:20:00Z', ONE],
  ['that half day, soon after one o’clock', '2026-11-27T18:20:00Z', ONE],
  ['Thanksgiving: what the night before has booked', '2026-11-26T21:20:00Z', ONE],
  ['the day after Good Friday', '2026-04-04T20:20:00Z', CLOSED],
  ['the day after Independence Day, kept on a Friday', '2026-07-04T20:20:00Z', CLOSED],
];

for (const [story, at, answer] of EVENINGS)
  test(`after the close everyone who is signed in is read: ${story}`, async (t) => {
    const place = await openPlace(t);
    place.house.clock.now = Date.parse(at);
    assert.equal(await syncSession(place.deps, 'NYSE'), answer);
  });

test('a broker that could not be read is asked again in the evening; one that was, is not', async (t) => {
  const place = await openPlace(t);
  const at = (text: string) => {
    place.house.clock.now = Date.parse(text);
    return syncSession(place.deps, 'NYSE');
  };
  await at('2026-03-20T20:05:00Z');
  await read(place);
  place.shown.trouble = { at: 1, fault: new BrokerFault('unavailable', 'Later.') };
  assert.equal(await at('2026-03-20T20:20:00Z'), '0 read, 1 failed, 0 waiting for a sign-in');
  place.shown.trouble = null;
  assert.equal(
    await at('2026-03-20T22:20:00Z'),
    ONE,
    'what was read before the last trades were booked is read anew',
  );
  assert.equal(await at('2026-03-21T00:20:00Z'), NOBODY);
});
