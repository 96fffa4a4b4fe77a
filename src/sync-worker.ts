import { parentPort, workerData } from 'node:worker_threads';
import { readConfig } from './config.ts';
import { carryOut, SUSPENDED } from './features/connections/index.ts';
import { openHouse } from './open-house.ts';
import { root } from './root.ts';
import type { Errand } from './sync-thread.ts';

// The environment is the program's own, a file of settings included: it was read before there was a thread.
const config = readConfig(process.env, root);
const { run, shared } = workerData as Errand;
const house = await openHouse(config, Date.now, (call) => parentPort?.postMessage(call), shared);
const controller = new AbortController();
parentPort?.once('message', (reason) => controller.abort(reason === 'suspend' ? SUSPENDED : undefined));
parentPort?.unref();
try {
  await carryOut(house.deps, run, controller.signal);
} finally {
  await house.close();
}
