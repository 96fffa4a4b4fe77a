import { type SyncDeps, type SyncStatus, syncAndWait, syncStatuses } from '../features/connections/index.ts';
import type { Actor } from '../model/actor.ts';
import type { Outcome } from '../model/outcome.ts';

/** What is done is said when it begins; how far it is, at most this often. */
const PAUSE_MS = 250;

const DOING = {
  accounts: 'finding the accounts',
  history: 'reading the history',
  positions: 'reading what is held',
  prices: 'reading prices',
} as const;

/** Reads a connection to its end and says meanwhile how far it is. */
export function syncSpeaking(
  deps: SyncDeps,
  actor: Actor,
  connectionId: string,
): Promise<Outcome<SyncStatus>> {
  let spoken: SyncStatus | null = null;
  let quietUntil = 0;
  const onStep = () => {
    const status = syncStatuses(deps, actor.userId).find(({ connection }) => connection === connectionId);
    if (status === undefined || status.doing === null) return;
    if (isSameStage(spoken, status) && deps.clock() < quietUntil) return;
    process.stdout.write(`${lineOf(status, status.doing)}\n`);
    spoken = status;
    quietUntil = deps.clock() + PAUSE_MS;
  };
  return syncAndWait({ ...deps, onStep }, actor, connectionId);
}

function isSameStage(before: SyncStatus | null, now: SyncStatus): boolean {
  return before?.doing === now.doing && (before?.window === null) === (now.window === null);
}

function lineOf({ window, percent, rows, secondsLeft }: SyncStatus, doing: keyof typeof DOING): string {
  const days = window === null ? '' : `, ${dayOf(window.from)} to ${dayOf(window.to)}`;
  const left = secondsLeft === null ? '' : `, about ${secondsLeft} s left`;
  return `${String(percent).padStart(3)} %  ${DOING[doing]}${days}, ${rows} rows${left}`;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
