import { type SyncDeps, type SyncStatus, syncAndWait, syncStatuses } from '../features/connections/index.ts';
import type { Actor } from '../model/actor.ts';
import type { Outcome } from '../model/outcome.ts';

const LOOK_MS = 250;

const DOING = {
  accounts: 'finding the accounts',
  history: 'reading the history',
  positions: 'reading what is held',
  prices: 'reading prices',
} as const;

/** Reads a connection to its end and says meanwhile how far it is. */
export async function syncSpeaking(
  deps: SyncDeps,
  actor: Actor,
  connectionId: string,
): Promise<Outcome<SyncStatus>> {
  let last = '';
  const look = setInterval(() => {
    const status = syncStatuses(deps, actor.userId).find(({ connection }) => connection === connectionId);
    const line = status === undefined ? '' : lineOf(status);
    if (line !== last && line !== '') process.stdout.write(`${line}\n`);
    last = line;
  }, LOOK_MS);
  try {
    return await syncAndWait(deps, actor, connectionId);
  } finally {
    clearInterval(look);
  }
}

function lineOf({ doing, window, percent, rows, secondsLeft }: SyncStatus): string {
  if (doing === null) return '';
  const days = window === null ? '' : `, ${dayOf(window.from)} to ${dayOf(window.to)}`;
  const left = secondsLeft === null ? '' : `, about ${secondsLeft} s left`;
  return `${String(percent).padStart(3)} %  ${DOING[doing]}${days}, ${rows} rows${left}`;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
