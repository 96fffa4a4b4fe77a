/** A sync asks from a thread of its own, the pages from another: to the broker both are one. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Board, boardMemory } from '../../src/web/outgoing/board.ts';
import { Breaker } from '../../src/web/outgoing/breaker.ts';
import { openOutgoing } from '../../src/web/outgoing/open.ts';
import type { Parties } from '../../src/web/outgoing/parties.ts';
import { OutgoingFault } from '../../src/web/outgoing.ts';

const PACE = { burst: 3, everyMs: 40 };

export interface ChildWork {
  readonly parties: Parties;
  readonly path: string;
  readonly times: number;
  readonly shared: SharedArrayBuffer;
}

async function open(t: TestContext, answer: (reply: ServerResponse) => unknown, pace = PACE) {
  let asked = 0;
  const server = createServer((_request, reply) => {
    asked += 1;
    answer(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parties = { schwab: { name: 'Schwab', origins: [origin], budgets: {}, pace } };
  const shared = boardMemory();
  const time = { ahead: 0 };
  const outgoing = openOutgoing({ parties, agent: 'test', shared, clock: () => Date.now() + time.ahead });
  const threads: Worker[] = [];
  t.after(async () => {
    await Promise.all([outgoing.close(), ...threads.map((thread) => thread.terminate())]);
    server.closeAllConnections();
    server.close();
  });
  const thread = (times: number) => {
    const file = path.join(import.meta.dirname, 'outgoing-child.ts');
    const workerData: ChildWork = { parties, path: '/', times, shared };
    const worker = new Worker(file, { workerData });
    threads.push(worker);
    return worker;
  };
  const url = new URL('/', origin);
  const ask = () =>
    outgoing.ask({ party: 'schwab', budget: 'trader', method: 'POST', url, isRead: false }).then(
      ({ status }) => String(status),
      (error: unknown) => (error instanceof OutgoingFault ? error.kind : String(error)),
    );
  return { asked: () => asked, ask, thread, shared, time };
}

const good = (reply: ServerResponse) => reply.end('ok');
const down = (reply: ServerResponse) => reply.writeHead(503).end();

test('two threads together ask no oftener than one may', async (t) => {
  const { asked, ask, thread } = await open(t, good);
  const other = thread(25);
  const [begunAt] = await once(other, 'message');
  const ours = Array.from({ length: 25 }, ask);
  await Promise.all([once(other, 'exit'), ...ours]);
  assert.equal(asked(), 50);
  // A timer may ring a millisecond early: that is the air in it.
  const least = 0.95 * (50 - PACE.burst) * PACE.everyMs;
  assert.ok(Date.now() - begunAt >= least, `${Date.now() - begunAt} ms, and ${least} at least`);
});

test('a thread that is ended in the middle keeps nobody waiting', async (t) => {
  const { ask, thread } = await open(t, good, { burst: 1, everyMs: 40 });
  const other = thread(1000);
  await once(other, 'message');
  const ours = Array.from({ length: 5 }, ask);
  await other.terminate();
  assert.deepEqual(await Promise.all(ours), Array(5).fill('200'));
});

test('what fails for one thread is left alone by the other', async (t) => {
  const { asked, ask, thread } = await open(t, down);
  await once(thread(5), 'exit');
  assert.equal(await ask(), 'circuit-open');
  assert.equal(asked(), 5);
});

test('a probe whose thread dies is sent again by another, later', async (t) => {
  let isSilent = true;
  const { asked, ask, shared, thread, time } = await open(t, (reply) => isSilent || good(reply));
  openedAnHourAgo(shared);
  const probing = thread(1);
  while (asked() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await probing.terminate();
  isSilent = false;
  assert.equal(await ask(), 'circuit-open');
  time.ahead = 90_000;
  assert.equal(await ask(), '200');
  assert.equal(asked(), 2);
});

function openedAnHourAgo(shared: SharedArrayBuffer): void {
  const breaker = new Breaker(new Board(shared).cell());
  for (let i = 0; i < 5; i++) breaker.fail(Date.now() - 3_600_000);
}
