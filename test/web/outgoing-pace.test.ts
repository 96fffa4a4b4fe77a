import assert from 'node:assert/strict';
import test from 'node:test';
import { readConfig } from '../../src/config.ts';
import { Board, boardMemory } from '../../src/web/outgoing/board.ts';
import { Line } from '../../src/web/outgoing/line.ts';
import { partiesOf } from '../../src/web/outgoing/parties.ts';
import { OutgoingFault } from '../../src/web/outgoing.ts';
import { root } from '../support/server.ts';
import { answer, openWire, type Play, type Wire } from './outgoing-wire.ts';

const { schwab, zerodha } = partiesOf(readConfig({}, root));
const SECOND = 1000;
const cell = () => new Board(boardMemory()).cell();

/** When each of so many who come at once gets their turn. */
async function turns(line: { turn(): Promise<void> }, time: { now: number }, count: number) {
  const at: number[] = [];
  await Promise.all(Array.from({ length: count }, () => line.turn().then(() => at.push(time.now))));
  return at;
}

function lineOf(pace: { burst: number; everyMs: number } | undefined) {
  const time = { now: 5_000_000 };
  const sleep = async (ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    time.now += ms;
  };
  const clock = () => time.now;
  return { time, line: new Line(pace ?? { burst: 0, everyMs: 0 }, { clock, sleep }, cell()) };
}

function mostWithin(at: readonly number[], windowMs: number): number {
  return Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + windowMs).length));
}

for (const [story, pace, windowMs, most] of [
  ['Schwab: 120 in any minute', schwab?.pace, 60 * SECOND, 120],
  ['Kite quotes: one in any second', zerodha?.budgets['quote'], SECOND, 1],
  ['Kite candles: three in any second', zerodha?.budgets['historical'], SECOND, 3],
  ['Kite, all else: fewer than ten in any second', zerodha?.pace, SECOND, 9],
] as const) {
  test(`${story}, however many come at once`, async () => {
    const { line, time } = lineOf(pace);
    const at = await turns(line, time, 500);
    assert.ok(mostWithin(at, windowMs) <= most, `${mostWithin(at, windowMs)}`);
    assert.ok(mostWithin(at, windowMs) >= most * 0.5, 'and not much slower than need be');
  });
}

test('a pace of no whole milliseconds is kept, and not exceeded', async () => {
  const { line, time } = lineOf({ burst: 2, everyMs: 33.4 });
  const at = await turns(line, time, 100);
  assert.ok(mostWithin(at, 334) <= 12, `${mostWithin(at, 334)}`);
});

test('Schwab is asked for market data and accounts out of one budget; Kite keeps quotes apart', async (t) => {
  const wire = await openWire(t);
  const { origin } = wire.url();
  const pace = { burst: 1, everyMs: 100 };
  const party = { name: 'X', origins: [origin], budgets: { quote: pace }, pace };
  const paced = await openWire(t, {
    parties: { schwab: { ...party, origins: [origin] } },
    clock: () => wire.time.now,
    sleep: async (ms) => {
      wire.time.now += ms;
    },
  });
  const ask = (budget: string) => paced.ask.ask({ ...wire.read(), budget });
  await ask('trader');
  await ask('market');
  assert.deepEqual(gaps(wire), [100]);
  await ask('quote');
  assert.deepEqual(gaps(wire), [100, 0]);
});

test('first come, first served; who leaves the line is not waited for', async () => {
  const { line } = lineOf({ burst: 1, everyMs: 100 });
  const order: string[] = [];
  const leaving = new AbortController();
  const all = ['a', 'b', 'c', 'd'].map((name) =>
    line.turn(name === 'b' ? leaving.signal : undefined).then(
      () => order.push(name),
      () => order.push(`${name} left`),
    ),
  );
  leaving.abort();
  await Promise.all(all);
  assert.deepEqual(order.toSorted(), ['a', 'b left', 'c', 'd']);
  assert.deepEqual(
    order.filter((name) => name !== 'b left'),
    ['a', 'c', 'd'],
  );
});

test('who leaves the middle of the line lets nobody past those before', async () => {
  const head = Promise.withResolvers<void>();
  const time = { now: 5_000_000 };
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    sleeps.push(ms);
    await head.promise;
    time.now += ms;
  };
  const line = new Line({ burst: 1, everyMs: 100 }, { clock: () => time.now, sleep }, cell());
  await line.turn();
  const leaving = new AbortController();
  const all = [line.turn(), line.turn(leaving.signal).catch(() => undefined), line.turn()];
  leaving.abort();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(sleeps, [100]);
  head.resolve();
  await Promise.all(all);
  assert.deepEqual(sleeps, [100, 100]);
});

test('who leaves takes no place: the next has theirs', async () => {
  const { line, time } = lineOf({ burst: 1, everyMs: 100 });
  const begun = time.now;
  await line.turn();
  const leaving = new AbortController();
  const left = line.turn(leaving.signal).catch(() => undefined);
  leaving.abort();
  const next = line.turn();
  await Promise.all([left, next]);
  assert.equal(time.now - begun, 100);
});

test('a clock set back by two hours keeps nobody waiting', async () => {
  const { line, time } = lineOf({ burst: 2, everyMs: 100 });
  await turns(line, time, 10);
  time.now -= 2 * 60 * 60 * SECOND;
  const begun = time.now;
  await turns(line, time, 3);
  assert.ok(time.now - begun <= 300, `${time.now - begun} ms`);
});

const PATIENT = { method: 'POST', isRead: false } as const;
const down: Play = answer(503);

async function kindOf(wire: Wire): Promise<string> {
  return wire.ask.ask(wire.read(PATIENT)).then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof OutgoingFault ? error.kind : String(error)),
  );
}

async function openedCircuit(t: Parameters<typeof openWire>[0]): Promise<Wire> {
  const wire = await openWire(t);
  wire.play(down);
  for (let i = 0; i < 5; i++) assert.equal(await kindOf(wire), '503');
  return wire;
}

test('after five failures in a row nothing is asked any more, and the answer says for how long', async (t) => {
  const wire = await openedCircuit(t);
  wire.time.now += 10 * SECOND;
  const error = await wire.ask.ask(wire.read()).catch((fault: unknown) => fault);
  assert.ok(error instanceof OutgoingFault);
  assert.deepEqual([error.kind, error.retryAfterMs], ['circuit-open', 20 * SECOND]);
  assert.match(error.message, /another 20 seconds/);
  assert.equal(wire.asked.length, 5);
});

test('then one goes ahead while the others are turned away; a good answer lets all through', async (t) => {
  const wire = await openedCircuit(t);
  wire.time.now += 30 * SECOND;
  wire.play(answer(200));
  const kinds = await Promise.all([kindOf(wire), kindOf(wire), kindOf(wire)]);
  assert.deepEqual(kinds.toSorted(), ['200', 'circuit-open', 'circuit-open']);
  assert.equal(await kindOf(wire), '200');
});

test('another failure doubles the wait, up to five minutes', async (t) => {
  const wire = await openedCircuit(t);
  const waits: number[] = [];
  for (let i = 0; i < 6; i++) {
    const error = await wire.ask.ask(wire.read()).catch((fault: unknown) => fault);
    assert.ok(error instanceof OutgoingFault);
    waits.push((error.retryAfterMs ?? 0) / SECOND);
    wire.time.now += error.retryAfterMs ?? 0;
    assert.equal(await kindOf(wire), '503');
  }
  assert.deepEqual(waits, [30, 60, 120, 240, 300, 300]);
});

test('a probe that is stopped leaves its place to the next', async (t) => {
  const wire = await openedCircuit(t);
  wire.time.now += 30 * SECOND;
  const stopping = new AbortController();
  wire.play(() => stopping.abort(), answer(200));
  const stopped = wire.ask
    .ask(wire.read({ signal: stopping.signal }))
    .catch((fault: OutgoingFault) => fault.kind);
  assert.equal(await stopped, 'cancelled');
  const kinds = await Promise.all([kindOf(wire), kindOf(wire)]);
  assert.deepEqual(kinds.toSorted(), ['200', 'circuit-open'], 'it was no answer: one more goes ahead alone');
});

test('who is stopped while another probes does not send a second probe after it', async (t) => {
  const wire = await openWire(t);
  const slow = Promise.withResolvers<void>();
  const stopping = new AbortController();
  wire.play(() => undefined, down);
  const early = wire.ask
    .ask(wire.read({ signal: stopping.signal }))
    .catch((fault: OutgoingFault) => fault.kind);
  while (wire.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 5; i++) await kindOf(wire);
  wire.time.now += 30 * SECOND;
  wire.play((reply) => void slow.promise.then(() => reply.end()));
  const probe = kindOf(wire);
  while (wire.asked.length < 7) await new Promise((resolve) => setImmediate(resolve));
  stopping.abort();
  assert.equal(await early, 'cancelled');
  assert.equal(await kindOf(wire), 'circuit-open');
  slow.resolve();
  assert.equal(await probe, '200');
});

test('many who fail together open it once, for the shortest time', async (t) => {
  const wire = await openWire(t);
  wire.play(down);
  await Promise.all(Array.from({ length: 12 }, () => kindOf(wire)));
  const error = await wire.ask.ask(wire.read()).catch((fault: unknown) => fault);
  assert.ok(error instanceof OutgoingFault);
  assert.equal(error.retryAfterMs, 30 * SECOND);
});

test('a clock set back does not keep it open for hours', async (t) => {
  const wire = await openedCircuit(t);
  wire.time.now -= 2 * 60 * 60 * SECOND;
  wire.play(answer(200));
  assert.equal(await kindOf(wire), '200');
});

test('a good answer in between starts the count anew; refusals are good answers', async (t) => {
  const wire = await openWire(t);
  for (const status of [200, 401, 403, 429]) {
    wire.play(down, down, down, down, answer(status));
    for (let i = 0; i < 5; i++) await kindOf(wire);
  }
  wire.play(answer(200));
  assert.equal(await kindOf(wire), '200');
});

test('a read does not go on repeating into an open circuit: its last answer is the answer', async (t) => {
  const wire = await openWire(t);
  wire.play(down);
  await kindOf(wire);
  await kindOf(wire);
  const { status } = await wire.ask.ask(wire.read());
  assert.equal(status, 503);
  assert.equal(wire.asked.length, 5);
});

function gaps({ asked }: Wire): readonly number[] {
  return asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
}
