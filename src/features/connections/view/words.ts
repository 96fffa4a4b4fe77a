import { formatWhole } from '../../../lib/format.ts';
import { formatDate, formatDuration, formatLocal, formatRelative } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type { Doing, Run, SyncStatus } from '../engine/status.ts';

export const NAMES: Readonly<Record<BrokerKind, string>> = {
  schwab: 'Schwab',
  zerodha: 'Zerodha',
  practice: 'Practice market',
};

/** What a broker brings to someone who has not connected it. */
export const BRINGS: Readonly<Record<BrokerKind, string>> = {
  schwab: 'Options, shares and cash of your accounts, years back. You sign in there once a week.',
  zerodha: 'Your holdings, and the trades of each day you sign in. Kite asks for that every morning.',
  practice:
    'Three years of made-up trading at both brokers, to try everything with. Always labelled, and removed with one button.',
};

/** The page that leads to the broker's own. */
export const SIGN_INS: Readonly<Record<Exclude<BrokerKind, 'practice'>, string>> = {
  schwab: '/api/auth/login',
  zerodha: '/auth/zerodha/login',
};

const DOING: Readonly<Record<Doing, string>> = {
  accounts: 'Finding the accounts',
  history: 'Reading the history',
  positions: 'Reading what is held',
  prices: 'Reading prices',
};

export interface Reader {
  readonly timeZone: string;
}

export function plural(count: number, word: string): string {
  return `${formatWhole(count)} ${word}${count === 1 ? '' : 's'}`;
}

export function progressOf(status: SyncStatus, { timeZone }: Reader, now: number) {
  const { doing, window, percent, rows, secondsLeft, lastSyncAt } = status;
  const today = dateIn(now, timeZone);
  const day = (at: number) => {
    const date = dateIn(at, timeZone);
    return date === today ? 'today' : formatDate(date, today);
  };
  const days = window === null ? '' : `, ${day(window.from)} to ${day(window.to)}`;
  return {
    // The first time it is what a person waits for behind the broker's page.
    label: `${lastSyncAt === null ? 'Connected' : 'Reading'}, ${plural(rows, 'row')} so far`,
    percent: String(percent),
    words: `${percent} %`,
    detail: `${DOING[doing ?? 'accounts']}${days}`,
    left: secondsLeft === null ? '' : `about ${formatDuration(secondsLeft * 1000)} left`,
    tone: '',
  };
}

/** "Read Fri 20 Mar, 16:21, 12 minutes ago: 214 rows, 3 new." */
export function readSentence(
  last: Run | null,
  lastSyncAt: number | null,
  { timeZone }: Reader,
  now: number,
): string {
  if (lastSyncAt === null)
    return last === null ? 'Nothing was read yet.' : 'It was never read to the end yet.';
  const when = `Read ${formatLocal(lastSyncAt, timeZone, now)}, ${formatRelative(lastSyncAt, now)}`;
  return last?.state === 'done' ? `${when}: ${plural(last.rows, 'row')}, ${changesOf(last)}.` : `${when}.`;
}

export function changesOf({ newRows, changedRows, vanishedRows }: Run): string {
  const parts = [
    newRows > 0 && `${formatWhole(newRows)} new`,
    changedRows > 0 && `${formatWhole(changedRows)} changed`,
    vanishedRows > 0 && `${formatWhole(vanishedRows)} gone`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'nothing new' : parts.join(', ');
}
