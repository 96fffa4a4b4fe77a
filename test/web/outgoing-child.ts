/** A thread that asks until it is ended: as often as it may, or once where it is told to, and says when it began and how each went. */
import { parentPort, workerData } from 'node:worker_threads';
import { openOutgoing } from '../../src/web/outgoing/open.ts';
import { OutgoingFault } from '../../src/web/outgoing.ts';
import type { ChildWork } from './outgoing-threads.test.ts';

const { parties, path, times, shared } = workerData as ChildWork;
const ask = openOutgoing({
  parties,
  agent: 'test',
  shared,
  sleep: (ms) => new Promise((end) => setTimeout(end, ms)),
});
const origin = parties['schwab']?.origins[0];
parentPort?.postMessage(Date.now());
for (let i = 0; i < times; i++) {
  const url = new URL(path, origin);
  const how = await ask.ask({ party: 'schwab', budget: 'trader', method: 'POST', url, isRead: false }).then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof OutgoingFault ? error.kind : String(error)),
  );
  parentPort?.postMessage(how);
}
await ask.close();
