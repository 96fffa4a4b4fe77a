import { rememberedFor } from '../../../db/remembered.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { accountsOf, brokerNames, listConnections } from '../../brokers/index.ts';
import {
  booksLight,
  booksOf,
  broughtBetween,
  differingNames,
  firstQuestion,
  lastBooks,
  openNow,
  reviewCount,
} from '../../campaigns/index.ts';
import { bannerOf, type SyncDeps, standings } from '../../connections/index.ts';
import { dueIn } from '../engine/due.ts';
import { isOpen } from '../engine/market.ts';
import type { Today } from '../view/today.ts';

const DAY = 86_400_000;

function todayIn({ clock }: Pick<SyncDeps, 'clock'>): string {
  return dateIn(clock(), 'America/New_York');
}

/** What needs somebody, what is open, and what the month has brought. */
export function lookAtToday(deps: SyncDeps, userId: string, timeZone: string): Today {
  const { db, clock } = deps;
  const now = clock();
  const today = todayIn(deps);
  const open = openNow(deps, userId);
  const all = standings(deps, userId);
  return {
    open,
    brought: broughtBetween(deps, userId, `${today.slice(0, 7)}-01`, today),
    today,
    isNew: listConnections(deps, userId).length + accountsOf(db, userId).length === 0,
    waiting: {
      due: rememberedFor(db, 'due', userId, today, () => dueIn(open, today)),
      review: { count: reviewCount(db, userId), first: firstQuestion(db, userId) },
      banner: bannerOf(all, { timeZone }, now),
      ending: endingSoon(deps, userId),
      books: differing(
        deps,
        userId,
        all.some(({ status }) => status?.state === 'running'),
      ),
    },
  };
}

/** What of it time alone changes. */
export function passing(deps: SyncDeps, userId: string, timeZone: string): unknown {
  const now = deps.clock();
  const banner = bannerOf(standings(deps, userId), { timeZone }, now);
  return [isOpen(todayIn(deps), now), todayIn(deps), banner, endingSoon(deps, userId)];
}

/** While a broker is read, rows and positions are of different moments: what was known before stands. */
function differing(deps: SyncDeps, userId: string, isReading: boolean) {
  const books = isReading ? lastBooks(deps, userId) : booksOf(deps, userId);
  const [light] = booksLight(books);
  return books !== null && light?.tone === 'warning'
    ? { words: light.words, names: differingNames(books.balances, todayIn(deps)) }
    : null;
}

/** Zerodha's day ends every morning and cannot be renewed before. */
function endingSoon(deps: SyncDeps, userId: string) {
  const now = deps.clock();
  return listConnections(deps, userId).flatMap(({ broker, expiresAt }) =>
    broker === 'zerodha' || expiresAt === null || expiresAt - now > 2 * DAY
      ? []
      : [{ name: brokerNames[broker], href: `/connections/${broker}`, endsAt: expiresAt }],
  );
}
