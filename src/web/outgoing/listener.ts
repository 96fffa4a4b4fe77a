import { pauseMs } from '../../lib/backoff.ts';
import type { Listening } from '../outgoing.ts';
import type { DeskMeans } from './desk.ts';
import { hearOut } from './ear.ts';
import { forbiddenHost } from './faults.ts';
import { plainPath } from './note.ts';
import type { Party } from './parties.ts';

const LONGEST_PAUSE_MS = 60_000;

/** Hears until the signal says so. A line that breaks is taken up again, each time later; one that held, soon. */
export async function listen(
  listening: Listening,
  party: Party,
  agent: string,
  means: DeskMeans,
): Promise<void> {
  const { signal } = listening;
  for (let attempt = 1; !signal.aborted; attempt++) {
    const isAgain = attempt > 1;
    if (isAgain && !(await havePaused(attempt - 1, signal, means))) return;
    const url = await listening.address(isAgain);
    if (signal.aborted) return;
    if (!party.origins.includes(url.origin)) throw forbiddenHost(url);
    const heldMs = await heldFor(url, listening, { agent, means, attempt });
    if (heldMs > LONGEST_PAUSE_MS) attempt = 1;
  }
}

interface Attempt {
  readonly agent: string;
  readonly means: DeskMeans;
  readonly attempt: number;
}

async function heldFor(url: URL, listening: Listening, { agent, means, attempt }: Attempt): Promise<number> {
  const { clock, note } = means;
  const startedAt = clock();
  const fault = await hearOut(url, listening, agent);
  const ms = clock() - startedAt;
  const how = { fault, code: null, status: null, ms, attempt };
  note({ party: listening.party, method: 'GET', path: plainPath(url), ...how });
  return ms;
}

/** false: stopped meanwhile. */
async function havePaused(
  attempt: number,
  signal: AbortSignal,
  { sleep, random }: DeskMeans,
): Promise<boolean> {
  const pause = sleep(pauseMs(attempt, random(), LONGEST_PAUSE_MS), signal);
  return pause.then(
    () => true,
    (error: unknown) => {
      if (signal.aborted) return false;
      throw error;
    },
  );
}
