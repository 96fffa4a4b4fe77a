import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Job, JobRunner } from '../../../src/features/ops/index.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { rows } from '../../support/rows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-20T18:00:30Z');

interface Diary extends Job {
  /** When it ran, as the clock of the test showed it. */
  readonly ran: string[];
}

function hourly(house: TestHouse, more: Partial<Job> = {}): Diary {
  const ran: string[] = [];
  const run = () => {
    ran.push(new Date(house.clock.now).toISOString().slice(0, 16));
    return 'done';
  };
  const job = { name: 'hourly', title: 'Hourly', cron: '15 * * * *', timeZone: 'UTC', catchUpMs: HOUR, run };
  return { ...job, ...more, ran };
}

/** On a house where each job has run once, long ago. */
function runnerOf(house: TestHouse, ...jobs: readonly Job[]) {
  const said: { level: string; message: string }[] = [];
  const log = {
    info: (_: object, message: string) => said.push({ level: 'info', message }),
    error: (_: object, message: string) => said.push({ level: 'error', message }),
  };
  for (const { name } of jobs) {
    house.deps.db.$client
      .prepare("INSERT OR IGNORE INTO job_runs VALUES (?, '2000-01-01 00:00', 0, 0, 'done', '')")
      .run(name);
  }
  return { runner: new JobRunner(house.deps, jobs, log), said };
}

/** Looks every minute for so long. */
async function pass(house: TestHouse, runner: JobRunner, milliseconds: number): Promise<void> {
  for (const end = house.clock.now + milliseconds; house.clock.now < end; ) {
    house.clock.add(MINUTE);
    await runner.look();
  }
}

async function houseAt(t: TestContext, instant: number): Promise<TestHouse> {
  const house = await openTestHouse(t);
  house.clock.now = instant;
  return house;
}

const slots = (house: TestHouse) =>
  rows(house, 'SELECT slot, outcome FROM job_runs WHERE started_at > 0 ORDER BY slot').map(
    ({ slot, outcome }) => `${slot} ${outcome}`,
  );

test('a job runs once for each time it is due, however often one looks', async (t) => {
  const house = await houseAt(t, START);
  const job = hourly(house);
  const { runner } = runnerOf(house, job);
  await runner.look();
  assert.deepEqual(job.ran, ['2026-03-20T18:00'], 'the slot of 17:15 is made up for');
  await pass(house, runner, 2 * HOUR);
  await runner.look();
  await runner.look();
  assert.deepEqual(job.ran.slice(1), ['2026-03-20T18:15', '2026-03-20T19:15']);
  assert.deepEqual(slots(house), ['2026-03-20 17:15 done', '2026-03-20 18:15 done', '2026-03-20 19:15 done']);
});

test('what has never run has missed nothing: a new installation waits for its first time', async (t) => {
  const house = await houseAt(t, START);
  const job = hourly(house);
  const log = { info: () => undefined, error: () => undefined };
  const runner = new JobRunner(house.deps, [job], log);
  await runner.look();
  assert.deepEqual(job.ran, []);
  await pass(house, runner, 20 * MINUTE);
  assert.deepEqual(job.ran, ['2026-03-20T18:15']);
});

test('two runners on one file run it once between them', async (t) => {
  const house = await houseAt(t, START);
  const job = hourly(house);
  const [one, two] = [runnerOf(house, job).runner, runnerOf(house, job).runner];
  for (let i = 0; i < 130; i++) {
    house.clock.add(MINUTE);
    await Promise.all([one.look(), two.look()]);
  }
  assert.equal(job.ran.length, 3);
});

test('after a time without power the newest slot is made up for, if it is not too old', async (t) => {
  const house = await houseAt(t, START);
  const patient = hourly(house, { name: 'patient', cron: '0 3 * * *', catchUpMs: DAY });
  const strict = hourly(house, { name: 'strict', cron: '0 3 * * *', catchUpMs: HOUR });
  await runnerOf(house, patient, strict).runner.look();
  assert.deepEqual([patient.ran.length, strict.ran.length], [1, 0]);
  house.clock.add(5 * DAY);
  await runnerOf(house, patient, strict).runner.look();
  assert.deepEqual([patient.ran.length, strict.ran.length], [2, 0]);
  assert.deepEqual(slots(house), ['2026-03-20 03:00 done', '2026-03-25 03:00 done']);
});

test('a machine that slept for two hours loses no slot', async (t) => {
  const house = await houseAt(t, START);
  const job = hourly(house, { cron: '30 19 * * *' });
  const { runner } = runnerOf(house, job);
  await pass(house, runner, 5 * MINUTE);
  house.clock.add(2 * HOUR);
  await runner.look();
  assert.equal(job.ran.length, 1);
});

test('a clock that jumps ahead two hours and back runs nothing twice and forgets nothing', async (t) => {
  const house = await houseAt(t, START);
  const job = hourly(house);
  const { runner } = runnerOf(house, job);
  await pass(house, runner, 20 * MINUTE);
  house.clock.add(2 * HOUR);
  await pass(house, runner, 5 * MINUTE);
  house.clock.add(-2 * HOUR);
  await pass(house, runner, 4 * HOUR);
  const times = ['17:15', '18:15', '19:15', '20:15', '21:15', '22:15'];
  assert.deepEqual(
    slots(house),
    times.map((time) => `2026-03-20 ${time} done`),
  );
  assert.equal(job.ran.length, times.length);
});

test('a clock that was a year ahead for a moment does not stop the jobs for a year', async (t) => {
  const house = await houseAt(t, START);
  const job = hourly(house);
  const { runner } = runnerOf(house, job);
  await runner.look();
  house.clock.add(365 * DAY);
  await runner.look();
  house.clock.add(-365 * DAY);
  await pass(house, runner, 2 * HOUR);
  assert.ok(slots(house).includes('2026-03-20 18:15 done') && slots(house).includes('2026-03-20 19:15 done'));
});

const NIGHTS: readonly (readonly [story: string, from: string, slot: string, at: string])[] = [
  ['that has 01:30 twice', '2026-11-01T03:00:10Z', '2026-11-01 01:30', '2026-11-01T05:30'],
  ['that has no 02:30', '2026-03-08T05:00:10Z', '2026-03-08 01:30', '2026-03-08T06:30'],
  ['like any other', '2026-07-01T04:00:10Z', '2026-07-01 01:30', '2026-07-01T05:30'],
];

for (const [story, from, slot, at] of NIGHTS) {
  test(`a job at 01:30 in New York runs once in a night ${story}`, async (t) => {
    const house = await houseAt(t, Date.parse(from));
    const job = hourly(house, { cron: '30 1 * * *', timeZone: 'America/New_York', catchUpMs: MINUTE });
    await pass(house, runnerOf(house, job).runner, 6 * HOUR);
    assert.deepEqual([job.ran, slots(house)], [[at], [`${slot} done`]]);
  });
}

test('started anew between the two 01:30 of one night, it does not run again', async (t) => {
  const house = await houseAt(t, Date.parse('2026-11-01T05:29:10Z'));
  const job = hourly(house, { cron: '30 1 * * *', timeZone: 'America/New_York', catchUpMs: DAY });
  await pass(house, runnerOf(house, job).runner, 10 * MINUTE);
  await pass(house, runnerOf(house, job).runner, 2 * HOUR);
  assert.equal(job.ran.filter((at) => at.startsWith('2026-11-01')).length, 1);
});

test('a run that was cut off is run again after the next start, and noted as cut off until then', async (t) => {
  const house = await houseAt(t, START);
  const cutOff = hourly(house, { run: () => new Promise<string>(() => undefined) });
  void runnerOf(house, cutOff).runner.look();
  assert.deepEqual(slots(house), ['2026-03-20 17:15 running']);
  const job = hourly(house);
  const { runner } = runnerOf(house, job);
  assert.deepEqual(slots(house), ['2026-03-20 17:15 interrupted']);
  await runner.look();
  assert.deepEqual([job.ran.length, slots(house)], [1, ['2026-03-20 17:15 done']]);
});

test('a job that fails is noted with its reason, tried at its next time, and stops no other', async (t) => {
  const house = await houseAt(t, START);
  const bad = hourly(house, {
    name: 'bad',
    run: () => {
      throw new Error('the broker is away');
    },
  });
  const worse = hourly(house, { name: 'worse', run: () => Promise.reject('a text instead of an error') });
  const good = hourly(house, { name: 'good' });
  const { runner, said } = runnerOf(house, bad, worse, good);
  await runner.look();
  const noted = rows(house, 'SELECT job, outcome, message FROM job_runs WHERE started_at > 0 ORDER BY job');
  assert.deepEqual(noted, [
    { job: 'bad', outcome: 'failed', message: 'the broker is away' },
    { job: 'good', outcome: 'done', message: 'done' },
    { job: 'worse', outcome: 'failed', message: 'a text instead of an error' },
  ]);
  assert.equal(said.filter(({ level }) => level === 'error').length, 2);
  await pass(house, runner, 20 * MINUTE);
  assert.equal(rows(house, "SELECT * FROM job_runs WHERE job = 'bad' AND started_at > 0").length, 2);
});

test('a job that is still running is not begun again; its missed slot follows when it has ended', async (t) => {
  const house = await houseAt(t, START);
  const ends: (() => void)[] = [];
  const slow = hourly(house, {
    cron: '*/5 * * * *',
    run: () => new Promise<string>((resolve) => ends.push(() => resolve('at last'))),
  });
  const { runner } = runnerOf(house, slow);
  const first = runner.look();
  for (let i = 0; i < 12; i++) {
    house.clock.add(MINUTE);
    await runner.look();
  }
  assert.equal(ends.length, 1);
  ends[0]?.();
  await first;
  void runner.look();
  await nextTurn();
  assert.equal(ends.length, 2);
  ends[1]?.();
});

test('a database that is in use for a moment loses no slot and stops nobody', async (t) => {
  const house = await houseAt(t, START);
  house.deps.db.$client.pragma('busy_timeout = 0');
  const job = hourly(house);
  const { runner, said } = runnerOf(house, job);
  const other = new Database(house.deps.config.databaseFile);
  other.exec('BEGIN IMMEDIATE');
  await runner.look();
  assert.deepEqual([job.ran, said.map(({ level }) => level)], [[], ['error']]);
  other.exec('ROLLBACK');
  other.close();
  house.clock.add(MINUTE);
  await runner.look();
  assert.equal(job.ran.length, 1);
});

test('stopping waits for what runs and begins nothing new', async (t) => {
  const house = await houseAt(t, START);
  let end = () => {};
  const slow = hourly(house, { run: () => new Promise<string>((resolve) => (end = () => resolve('well'))) });
  const { runner } = runnerOf(house, slow);
  void runner.look();
  let stopped = false;
  const stopping = runner.stop().then(() => {
    stopped = true;
  });
  await nextTurn();
  assert.equal(stopped, false);
  house.clock.add(HOUR);
  await runner.look();
  end();
  await stopping;
  assert.deepEqual(slots(house), ['2026-03-20 17:15 done']);
});
