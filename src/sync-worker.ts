import { parentPort, workerData } from 'node:worker_threads';
import { readConfig } from './config.ts';
import { carryOut, type OpenRun, SUSPENDED } from './features/connections/index.ts';
import { openHouse } from './open-house.ts';
import { root } from './root.ts';

// The environment is the program's own, a file of settings included: it was read before there was a thread.
const house = await openHouse(readConfig(process.env, root), Date.now, (call) =>
  parentPort?.postMessage(call),
);
const controller = new AbortController();
parentPort?.once('message', (reason) => controller.abort(reason === 'suspend' ? SUSPENDED : undefined));
parentPort?.unref();
try {
  await carryOut(house.deps, workerData as OpenRun, controller.signal);
} finally {
  await house.close();
}
