import assert from 'node:assert/strict';
import { once } from 'node:events';
import test, { type TestContext } from 'node:test';
import { KiteDesk } from './kite-desk.ts';

const INFY = 408065;
const NIFTY = 256265;

interface Listening {
  readonly socket: WebSocket;
  readonly tell: (message: unknown) => void;
  /** The next that comes. */
  readonly next: () => Promise<Buffer | string>;
}

async function listen(t: TestContext, desk: KiteDesk): Promise<Listening> {
  const socket = new WebSocket(addressOf(desk));
  socket.binaryType = 'arraybuffer';
  const heard: (Buffer | string)[] = [];
  const bell = new EventTarget();
  socket.addEventListener('message', ({ data }) => {
    heard.push(typeof data === 'string' ? data : Buffer.from(data));
    bell.dispatchEvent(new Event('heard'));
  });
  await once(socket, 'open');
  t.after(() => socket.close());
  const next = async () => {
    if (heard.length === 0) await once(bell, 'heard');
    return heard.shift() ?? '';
  };
  return { socket, next, tell: (message) => socket.send(JSON.stringify(message)) };
}

const addressOf = ({ simulator, access }: KiteDesk, token = access) =>
  `${simulator.origin.replace('http', 'ws')}/?api_key=${simulator.app.key}&access_token=${token}`;

/** The lengths of the packets in a frame. */
function lengthsIn(frame: Buffer | string): readonly number[] {
  if (typeof frame === 'string') return assert.fail(frame);
  const lengths: number[] = [];
  for (let at = 2; at < frame.length; at += 2 + frame.readInt16BE(at)) lengths.push(frame.readInt16BE(at));
  assert.equal(frame.readInt16BE(0), lengths.length);
  return lengths;
}

async function opened(t: TestContext) {
  const desk = await KiteDesk.open(t);
  await desk.signIn();
  return { desk, ticker: await listen(t, desk) };
}

test('a token that is none opens nothing', async (t) => {
  const desk = await KiteDesk.open(t);
  await desk.signIn();
  const socket = new WebSocket(addressOf(desk, 'nope'));
  const [error] = await once(socket, 'error');
  assert.ok(error);
  const answer = await fetch(addressOf(desk, 'nope').replace('ws', 'http'));
  assert.equal(answer.status, 404);
});

test('each mode has its length, a share and an index each its own', async (t) => {
  const { ticker } = await opened(t);
  ticker.tell({ a: 'subscribe', v: [INFY, NIFTY] });
  assert.deepEqual(lengthsIn(await ticker.next()), [44, 28]);
  ticker.tell({ a: 'mode', v: ['full', [INFY, NIFTY]] });
  assert.deepEqual(lengthsIn(await ticker.next()), [184, 32]);
  ticker.tell({ a: 'mode', v: ['ltp', [INFY]] });
  assert.deepEqual(lengthsIn(await ticker.next()), [8]);
});

test('a sign of life where nothing has changed; a price where one has', async (t) => {
  const { desk, ticker } = await opened(t);
  ticker.tell({ a: 'subscribe', v: [INFY, 1] });
  assert.deepEqual(lengthsIn(await ticker.next()), [44]);
  desk.simulator.ticker.beat();
  assert.equal((await ticker.next()).length, 1);
  desk.simulator.clock.add(60_000);
  desk.simulator.ticker.beat();
  assert.deepEqual(lengthsIn(await ticker.next()), [44]);
  ticker.tell({ a: 'unsubscribe', v: [INFY] });
  assert.equal((await ticker.next()).length, 1);
});

test('by itself it beats every second', async (t) => {
  const { ticker } = await opened(t);
  const began = performance.now();
  assert.equal((await ticker.next()).length, 1);
  assert.ok(performance.now() - began < 1500);
});

test('what becomes of an order, and what is not understood, come as text', async (t) => {
  const { desk, ticker } = await opened(t);
  desk.simulator.ticker.tellOrder({ order_id: '1', status: 'COMPLETE' });
  assert.deepEqual(JSON.parse(String(await ticker.next())), {
    type: 'order',
    data: { order_id: '1', status: 'COMPLETE' },
  });
  ticker.tell({ a: 'sing' });
  assert.equal(JSON.parse(String(await ticker.next())).type, 'error');
});

test('three may listen; the line can be cut; who has signed out is shown the door', async (t) => {
  const { desk, ticker } = await opened(t);
  await listen(t, desk);
  const third = await listen(t, desk);
  const fourth = new WebSocket(addressOf(desk));
  await once(fourth, 'error');
  const closed = once(third.socket, 'close');
  desk.simulator.sessions.end();
  desk.simulator.ticker.beat();
  await Promise.all([closed, once(ticker.socket, 'close')]);
});
