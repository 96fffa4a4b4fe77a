/**
 * How far a run has come, for people and programs. Its four doings share the hundred by the time they take: at Schwab
 * finding the accounts is over at 2, history at 80, positions at 85, prices end it; Zerodha knows no history, and one price
 * a second. Example: 3 of 12 stretches of Schwab's history read are 2 + 78 x 3/12 = 21 %.
 */
import type { BrokerKind } from '../../../model/broker.ts';

export const doings = ['accounts', 'history', 'positions', 'prices'] as const;
export type Doing = (typeof doings)[number];

export type RunState = 'running' | 'done' | 'failed' | 'cancelled';

/** What went wrong, as a program and as a person reads it. */
export interface RunError {
  readonly code: string;
  readonly message: string;
}

/** One reading of a connection, as it is kept. */
export interface Run {
  readonly id: string;
  readonly connectionId: string;
  readonly broker: BrokerKind;
  readonly state: RunState;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly doing: Doing;
  readonly questions: number;
  readonly answers: number;
  readonly rows: number;
  readonly newRows: number;
  readonly changedRows: number;
  readonly vanishedRows: number;
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly error: RunError | null;
}

export interface SyncStatus {
  readonly connection: string;
  readonly state: 'idle' | 'running' | 'failed' | 'cancelled';
  readonly rows: number;
  readonly window: { readonly from: number; readonly to: number } | null;
  /** What it is doing; null while it does nothing. */
  readonly doing: Doing | null;
  readonly percent: number;
  /** null where it cannot be said yet. */
  readonly secondsLeft: number | null;
  readonly error: RunError | null;
  /** When a run last came to its end in peace. */
  readonly lastSyncAt: number | null;
}

type Shares = Readonly<Record<Doing, readonly [from: number, to: number]>>;

const LONG_HISTORY: Shares = { accounts: [0, 2], history: [2, 80], positions: [80, 85], prices: [85, 100] };
const SHARES: Readonly<Record<BrokerKind, Shares>> = {
  schwab: LONG_HISTORY,
  zerodha: { accounts: [0, 2], history: [2, 4], positions: [4, 10], prices: [10, 100] },
  practice: LONG_HISTORY,
};

export function percentOf({ broker, state, doing, questions, answers }: Run): number {
  if (state === 'done') return 100;
  const [from, to] = SHARES[broker][doing];
  const part = questions === 0 ? 0 : Math.min(1, answers / questions);
  return Math.min(99, Math.floor(from + (to - from) * part));
}

const SOON_MS = 3_000;

/** At the pace so far; too early to say before three seconds and three percent. */
export function secondsLeft(run: Run, now: number): number | null {
  const [percent, elapsed] = [percentOf(run), now - run.startedAt];
  if (run.state !== 'running' || percent < 3 || elapsed < SOON_MS) return null;
  return Math.ceil(((elapsed / percent) * (100 - percent)) / 1000);
}

/** What a connection shows of its runs: nothing was ever read, or the last one as it stands. */
export function statusOf(
  connection: string,
  last: Run | null,
  lastSyncAt: number | null,
  now: number,
): SyncStatus {
  const none = { connection, lastSyncAt, rows: 0, window: null, doing: null, secondsLeft: null, error: null };
  if (last === null) return { ...none, state: 'idle', percent: 0 };
  const isRunning = last.state === 'running';
  return {
    ...none,
    state: last.state === 'done' ? 'idle' : last.state,
    rows: last.rows,
    window: isRunning ? last.window : null,
    doing: isRunning ? last.doing : null,
    percent: percentOf(last),
    secondsLeft: secondsLeft(last, now),
    error: last.error,
  };
}
