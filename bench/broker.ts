import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Stretch } from '../src/features/brokers/index.ts';

/** A broker in a process of its own, with a year of 100,000 rows. */
export interface LocalBroker extends AsyncDisposable {
  readonly origin: string;
  readonly rows: number;
  readonly stretches: readonly Stretch[];
}

export async function localBroker(now: number): Promise<LocalBroker> {
  const file = path.join(import.meta.dirname, 'broker-child.ts');
  const child = spawn(process.execPath, [file, String(now)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await firstLine(child);
  const { port, rows, stretches } = JSON.parse(line ?? '{}');
  const end = async () => void child.kill('SIGKILL');
  return { origin: `http://127.0.0.1:${port}`, rows, stretches, [Symbol.asyncDispose]: end };
}

async function firstLine(child: ChildProcess): Promise<readonly string[]> {
  if (child.stdout === null) return [];
  for await (const line of createInterface({ input: child.stdout })) return [line];
  throw new Error('the local broker ended before it was ready');
}
