import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Hands, type OpenRun, SUSPENDED } from './features/connections/index.ts';
import { root } from './root.ts';
import type { Note } from './web/outgoing/note.ts';

const FILE = import.meta.filename.endsWith('.ts') ? 'src/sync-worker.ts' : 'dist/sync-worker.js';

/** What the thread is given: its run, and the board on which the pace of all threads is kept. */
export interface Errand {
  readonly run: OpenRun;
  readonly shared: SharedArrayBuffer;
}

type Hear = (call: Note) => void;

/**
 * A page of 3,000 rows takes a quarter of a second to be read and written, in which nobody else would be served: so a run
 * has a thread of its own, and with its end its memory goes too.
 */
export function inThreads(note: Hear, shared: SharedArrayBuffer): Hands {
  return (run, signal) => carryOutThere({ run, shared }, signal, note);
}

async function carryOutThere(errand: Errand, signal: AbortSignal, note: Hear): Promise<void> {
  const worker = new Worker(path.join(root, FILE), { workerData: errand });
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
