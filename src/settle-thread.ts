import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Deps } from './db/deps.ts';
import { hasWaiting } from './features/campaigns/index.ts';
import { root } from './root.ts';

const FILE = import.meta.filename.endsWith('.ts') ? 'src/settle-worker.ts' : 'dist/settle-worker.js';

/** What a file that was imported, or a program that ended halfway, has left to tell: within a minute, in nobody's way. */
export function settler(deps: Deps, report: (error: unknown) => void) {
  let running: Promise<void> | null = null;
  const ended = () => running ?? Promise.resolve();
  const look = () => {
    if (running === null && hasWaiting(deps))
      running = settleThere(report).finally(() => {
        running = null;
      });
    return ended();
  };
  return { look, ended };
}

async function settleThere(report: (error: unknown) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  new Worker(path.join(root, FILE)).once('error', report).once('exit', () => resolve());
  await promise;
  globalThis.gc?.();
}
