import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Hands, type OpenRun, SUSPENDED } from './features/connections/index.ts';
import { root } from './root.ts';
import type { Note } from './web/outgoing/note.ts';

const FILE = import.meta.filename.endsWith('.ts') ? 'src/sync-worker.ts' : 'dist/sync-worker.js';

/**
 * A page of 3,000 rows takes a quarter of a second to be read and written, in which nobody else would be served: so a run
 * has a thread of its own, and with its end its memory goes too.
 */
export function inThreads(note: (call: Note) => void): Hands {
  return (run, signal) => carryOutThere(run, signal, note);
}

async function carryOutThere(run: OpenRun, signal: AbortSignal, note: (call: Note) => void): Promise<void> {
  const worker = new Worker(path.join(root, FILE), { workerData: run });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker
    .on('message', note)
    .once('error', reject)
    .once('exit', () => resolve());
  // The reason goes along by its name: the two threads share no memory.
  const stop = () => worker.postMessage(signal.reason === SUSPENDED ? 'suspend' : 'cancel');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  await promise;
  // What the thread left on this side is given back with it.
  globalThis.gc?.();
}
