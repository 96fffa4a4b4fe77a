import { formatLocal } from '../../../lib/format-time.ts';
import { lightOf, type Shown } from './card.ts';
import { NAMES, type Reader, SIGN_INS } from './words.ts';

/** The lights at the top of every page: one for each broker that is connected. */
export function lightsOf(all: readonly Shown[], now: number) {
  return all.filter(isWanted).map((shown) => ({
    label: shown.broker === 'practice' ? 'Practice' : NAMES[shown.broker],
    words: wordsOf(shown, now),
    tone: lightOf(shown, now).tone,
    href: `/connections/${shown.broker}`,
  }));
}

/** Somebody wants it to be read. */
function isWanted({ connection }: Shown): boolean {
  return connection !== null && connection.state !== 'paused';
}

const [DAY, HOUR] = [86_400_000, 3_600_000];

function wordsOf(shown: Shown, now: number): string {
  const { connection, status } = shown;
  if (status?.state === 'running') return 'reading';
  if (connection?.state === 'needs_sign_in') return 'sign in';
  if (status?.state === 'failed') return 'not read';
  const left = (connection?.expiresAt ?? now) - now;
  if (left <= 0) return '';
  return left < DAY ? `${Math.floor(left / HOUR)} h left` : `${Math.floor(left / DAY)} d left`;
}

/** The one thing that keeps figures from being fresh, and the one next step; false where there is none. */
export function bannerOf(all: readonly Shown[], { timeZone }: Reader, now: number) {
  const wanted = all.filter(isWanted);
  const waiting = wanted.find(
    ({ connection, status }) => connection?.state === 'needs_sign_in' && hasRead(status),
  );
  const failing = wanted.find(
    ({ connection, status }) => connection?.state === 'connected' && status?.state === 'failed',
  );
  const shown = waiting ?? failing;
  if (shown === undefined) return false;
  const name = NAMES[shown.broker];
  const age = ageOf(shown, timeZone, now);
  if (shown === waiting && shown.broker !== 'practice')
    return {
      title:
        shown.broker === 'zerodha'
          ? `${name} needs its morning sign-in.`
          : `${name} needs you to sign in again.`,
      detail: age,
      action: actionOf(shown, SIGN_INS[shown.broker]),
    };
  const message = shown.status?.error?.message ?? `${name} could not be read.`;
  const [title = message, rest = ''] = message.split(/(?<=\.) (.*)/);
  return {
    title,
    detail: [rest, age].filter(Boolean).join(' '),
    action: { label: 'Look at it', href: placeOf(shown), leaves: false },
  };
}

/** Where it can be mended: what is refused is refused to the app. */
function placeOf({ broker, status }: Shown): string {
  return `/connections/${broker}${status?.error?.code === 'refused' ? '#app' : ''}`;
}

function hasRead(status: Shown['status']): boolean {
  return status !== null && (status.lastSyncAt !== null || status.state === 'failed');
}

function actionOf({ app, broker }: Shown, href: string) {
  return app === 'none'
    ? { label: 'Enter an app key', href: `/connections/${broker}`, leaves: false }
    : { label: 'Sign in', href, leaves: true };
}

function ageOf({ status }: Shown, timeZone: string, now: number): string {
  const readAt = status?.lastSyncAt ?? null;
  return readAt === null ? '' : `Its figures are as of ${formatLocal(readAt, timeZone, now)}.`;
}
