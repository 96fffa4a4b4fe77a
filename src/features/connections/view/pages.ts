import { formatWhole } from '../../../lib/format.ts';
import { formatDuration, formatLocal } from '../../../lib/format-time.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import type { Mistake } from '../../../model/outcome.ts';
import type { Run } from '../engine/status.ts';
import { cardOf, type Shown } from './card.ts';
import { changesOf, NAMES, plural, type Reader, SIGN_INS } from './words.ts';

export function overviewView(all: readonly Shown[], mayWrite: boolean, reader: Reader, now: number) {
  const count = all.filter(({ connection }) => connection !== null && connection.state !== 'paused').length;
  return {
    subtitle: count === 0 ? 'nothing is connected yet' : `${count} connected`,
    cards: all.map((shown) => cardOf(shown, mayWrite, reader, now)),
  };
}

export interface Facts {
  readonly shown: Shown;
  readonly runs: readonly Run[];
  readonly accounts: readonly HeldAccount[];
  /** Where the broker sends people back to; null where nobody has said. */
  readonly returnTo: string | null;
  /** That is not here: what it sends them back with is pasted, within half a minute. */
  readonly isPasted: boolean;
  readonly mayWrite: boolean;
}

export interface HeldAccount {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** How many tickers lie in it. */
  readonly tickers: number;
}

export function connectionView(facts: Facts, mistake: Mistake, reader: Reader, now: number) {
  const { shown, runs, accounts, returnTo, isPasted, mayWrite } = facts;
  const { broker, connection, app } = shown;
  return {
    card: cardOf(shown, mayWrite, reader, now),
    name: NAMES[broker],
    problem: mistake.problem,
    accounts: accounts.map(({ id, name, currency, tickers }) => ({
      ...{ name, href: `/transactions?account=${id}` },
      words: tickers === 0 ? currency : `${plural(tickers, 'ticker')}, ${currency}`,
    })),
    ...runsView(broker, runs, reader, now),
    // Its page is asked for as a whole while something is read.
    runsPoll: '',
    gap: broker === 'zerodha' && lastSyncAt(shown) !== null,
    // One may want to allow another account, or another app.
    renewal: broker !== 'practice' && mayWrite && connection?.state === 'connected' && SIGN_INS[broker],
    app: broker === 'practice' || !mayWrite ? false : appOf(broker, app, returnTo, mistake),
    paste: broker !== 'practice' && mayWrite && app !== 'none' && pasteOf(isPasted, shown, mistake),
    ending: broker !== 'practice' && mayWrite && connection !== null && connection.state !== 'paused',
  };
}

function pasteOf(isPasted: boolean, { connection }: Shown, { errors }: Mistake) {
  const error = errors['address'] ?? '';
  return { error, isOpen: error !== '' || (isPasted && connection?.state === 'needs_sign_in') };
}

function lastSyncAt({ status }: Shown): number | null {
  return status?.lastSyncAt ?? null;
}

function appOf(
  broker: Exclude<BrokerKind, 'practice'>,
  app: Shown['app'],
  returnTo: string | null,
  { typed, errors }: Mistake,
) {
  return {
    words: APPS[app],
    isOwn: app === 'own',
    isOpen: app === 'none' || errors['key'] !== undefined || errors['secret'] !== undefined,
    where: broker === 'schwab' ? 'developer.schwab.com' : 'developers.kite.trade',
    returnTo: returnTo ?? 'Set REDIRECT_URI first: Schwab compares it letter by letter',
    key: { value: typed['key'] ?? '', error: errors['key'] ?? '' },
    secret: { error: errors['secret'] ?? '' },
  };
}

const APPS: Readonly<Record<Shown['app'], string>> = {
  own: 'Your own app is used. Its secret is kept encrypted and is never shown again.',
  installation: "This installation's app is used. You can bring your own.",
  none: 'There is no app to ask with yet. Register one with the broker and enter what it was given.',
  'not-needed': '',
};

export function runsView(broker: BrokerKind, runs: readonly Run[], { timeZone }: Reader, now: number) {
  return {
    broker,
    runs: runs.map((run) => ({
      id: run.id,
      when: formatLocal(run.startedAt, timeZone, now),
      took: formatDuration((run.endedAt ?? now) - run.startedAt),
      rows: formatWhole(run.rows),
      words: wordsOf(run),
      result: RESULTS[run.state],
    })),
    runsPoll: runs[0]?.state === 'running' ? `/connections/${broker}/runs` : '',
  };
}

/** What came of it: "3 new, 1 changed", or what went wrong. */
function wordsOf(run: Run): string {
  if (run.state === 'failed') return run.error?.message ?? '';
  if (run.state === 'running' && run.newRows === 0) return '';
  return run.error === null ? changesOf(run) : `${changesOf(run)}. ${run.error.message}`;
}

const RESULTS: Readonly<Record<Run['state'], { readonly text: string; readonly tone: string }>> = {
  running: { text: 'reading', tone: 'info' },
  done: { text: 'read', tone: 'gain' },
  failed: { text: 'failed', tone: 'loss' },
  cancelled: { text: 'stopped', tone: '' },
};
