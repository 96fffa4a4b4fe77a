import { formatLocal, formatRelative } from '../../../lib/format-time.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type { Run, SyncStatus } from '../engine/status.ts';
import { BRINGS, NAMES, progressOf, type Reader, readSentence, SIGN_INS } from './words.ts';

/** What of a broker is shown: as the actions find it. */
export interface Shown {
  readonly broker: BrokerKind;
  readonly connection: {
    readonly state: 'connected' | 'needs_sign_in' | 'paused';
    readonly expiresAt: number | null;
  } | null;
  readonly last: Run | null;
  readonly status: SyncStatus | null;
  readonly app: 'own' | 'installation' | 'none' | 'not-needed';
}

export interface Action {
  /** A link leaves by a full page load: it leads to the broker. */
  readonly kind: 'link' | 'page' | 'post' | 'delete';
  readonly label: string;
  readonly href: string;
  readonly tone: '' | 'primary' | 'quiet' | 'danger';
  readonly icon: string;
}

const DAY = 86_400_000;

/** One card: how it stands, what it read, and what to do next, the likeliest first. */
export function cardOf(shown: Shown, mayWrite: boolean, reader: Reader, now: number) {
  const { broker, connection, last, status } = shown;
  const isRunning = status?.state === 'running';
  return {
    broker,
    id: `connection-${broker}`,
    name: NAMES[broker],
    href: `/connections/${broker}`,
    light: lightOf(shown, now),
    until: untilOf(shown, reader, now),
    read: connection === null ? BRINGS[broker] : readSentence(last, status?.lastSyncAt ?? null, reader, now),
    problem: problemOf(shown),
    progress: isRunning ? progressOf(status, reader, now) : false,
    poll: isRunning ? `/connections/${broker}` : '',
    actions: mayWrite ? actionsOf(shown, now) : [],
  };
}

export function lightOf({ broker, connection, status }: Shown, now: number) {
  if (connection === null) return light('Not connected', 'off');
  if (connection.state === 'paused') return light('Disconnected', 'off');
  if (status?.state === 'running') return light('Reading now', 'info');
  if (connection.state === 'needs_sign_in') return light('Sign in needed', 'warning');
  if (status?.state === 'failed') return light('Not read', toneOf(status));
  return endsSoon(connection.expiresAt, now, broker)
    ? light('Ends soon', 'warning')
    : light('Connected', 'gain');
}

const light = (words: string, tone: 'gain' | 'warning' | 'loss' | 'info' | 'off') => ({ words, tone });

/** Schwab's week is renewed a day before; Zerodha's day ends every morning and cannot be. */
function endsSoon(expiresAt: number | null, now: number, broker: BrokerKind): boolean {
  return broker !== 'zerodha' && expiresAt !== null && expiresAt - now < DAY;
}

function untilOf({ broker, connection, status }: Shown, { timeZone }: Reader, now: number): string {
  if (connection === null || broker === 'practice') return '';
  if (connection.state === 'paused') return 'What was read stays, and is read no further.';
  if (connection.state === 'needs_sign_in')
    return status === null || status.lastSyncAt === null
      ? 'You have not signed in there yet.'
      : 'The sign-in has ended. What was read stays, with its age.';
  const { expiresAt } = connection;
  if (expiresAt === null) return '';
  return `Sign in again by ${formatLocal(expiresAt, timeZone, now)}, ${formatRelative(expiresAt, now)}.`;
}

function problemOf({ connection, status }: Shown) {
  if (connection?.state !== 'connected' || !status?.error) return false;
  return { words: status.error.message, tone: toneOf(status) };
}

/** What passes by itself is no alarm, and neither is a price that is lacking. */
function toneOf({ state, error }: SyncStatus): 'warning' | 'loss' {
  const isPassing = error?.code === 'unavailable' || error?.code === 'busy';
  return state === 'failed' && !isPassing ? 'loss' : 'warning';
}

function actionsOf(shown: Shown, now: number): readonly Action[] {
  const { broker, connection, status, app } = shown;
  if (broker === 'practice') return practiceActions(shown);
  const signIn = (label: string, tone: Action['tone']): Action =>
    app === 'none'
      ? { kind: 'page', label: 'Enter your app key', href: `/connections/${broker}#app`, tone, icon: 'key' }
      : { kind: 'link', label, href: SIGN_INS[broker], tone, icon: 'link' };
  if (connection === null) return [signIn(`Connect ${NAMES[broker]}`, 'primary')];
  if (connection.state === 'paused') return [signIn('Connect again', 'primary')];
  if (connection.state === 'needs_sign_in') return [signIn(`Sign in at ${NAMES[broker]}`, 'primary')];
  if (status?.state === 'running') return [cancel(broker)];
  return endsSoon(connection.expiresAt, now, broker)
    ? [signIn('Renew the sign-in', 'primary'), sync(broker, '')]
    : [sync(broker, 'primary')];
}

function practiceActions({ connection, status }: Shown): readonly Action[] {
  if (connection === null || connection.state === 'paused')
    return [
      {
        kind: 'post',
        label: 'Try the practice market',
        href: '/connections/practice',
        tone: 'primary',
        icon: 'plus',
      },
    ];
  const remove = {
    kind: 'delete',
    label: 'Remove practice data',
    href: '/connections/practice/data',
    tone: 'danger',
    icon: 'trash',
  } as const;
  return [status?.state === 'running' ? cancel('practice') : sync('practice', ''), remove];
}

function sync(broker: BrokerKind, tone: Action['tone']): Action {
  return { kind: 'post', label: 'Sync now', href: `/connections/${broker}/sync`, tone, icon: 'refresh' };
}

function cancel(broker: BrokerKind): Action {
  return {
    kind: 'delete',
    label: 'Stop reading',
    href: `/connections/${broker}/sync`,
    tone: '',
    icon: 'close',
  };
}
