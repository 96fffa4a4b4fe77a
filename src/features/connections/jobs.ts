import { addDays } from '../../lib/dates.ts';
import type { Exchange } from '../../lib/market-calendar.ts';
import { isSession } from '../../lib/market-calendar.ts';
import { closesAt } from '../../lib/market-hours.ts';
import { dateIn } from '../../lib/time-zones.ts';
import type { BrokerKind } from '../../model/broker.ts';
import { everyConnection } from '../brokers/index.ts';
import { type SyncDeps, syncAndWait } from './actions/desk.ts';
import { lastDoneAt } from './store/runs.ts';

const ZONES = { NYSE: 'America/New_York', NSE: 'Asia/Kolkata' } as const;

const READ_AFTER: Readonly<Record<BrokerKind, Exchange>> = {
  schwab: 'NYSE',
  zerodha: 'NSE',
  practice: 'NYSE',
};

/**
 * After the close, and again when the night's bookings are in: all connections of this exchange that somebody is signed
 * in for, one after the other. Called again it reads those that could not be read before, and nobody twice.
 */
export async function syncSession(deps: SyncDeps, exchange: Exchange): Promise<string> {
  const bookedAt = lastBookedAt(deps.clock(), exchange);
  if (bookedAt === null) return 'no session today';
  const counts = { read: 0, failed: 0, waiting: 0 };
  for (const { id, userId, broker } of everyConnection(deps.db)) {
    if (READ_AFTER[broker] !== exchange || (lastDoneAt(deps.db, id) ?? 0) >= bookedAt) continue;
    const outcome = await syncAndWait(deps, { userId, label: 'Rollbook', via: 'job', address: null }, id);
    if (!outcome.ok) counts.waiting += outcome.code === 'needs-sign-in' ? 1 : 0;
    else if (outcome.value.state === 'failed') counts.failed++;
    else counts.read++;
  }
  return `${counts.read} read, ${counts.failed} failed, ${counts.waiting} waiting for a sign-in`;
}

// A run that is made up for belongs to the evening before.
const LATE_MS = 18 * 3_600_000;
/**
 * How long after the close things are in the broker's books: the last minute's trades soon, and in New York assignments
 * and expirations by the next morning, on Saturdays too.
 */
const BOOKED_AFTER_MS: Readonly<Record<Exchange, readonly number[]>> = {
  NYSE: [16 * 3_600_000, 20 * 60_000],
  NSE: [20 * 60_000],
};

/** Since when what the last session brought is in the books, as far as it is; null: there was none lately. */
function lastBookedAt(now: number, exchange: Exchange): number | null {
  const today = dateIn(now, ZONES[exchange]);
  const sessions = [today, addDays(today, -1)].filter((date) => isSession(date, exchange));
  const booked = sessions.flatMap((date) =>
    BOOKED_AFTER_MS[exchange].map((after) => closesAt(date, exchange) + after),
  );
  const latest = Math.max(...booked.filter((at) => at <= now));
  return now < latest + LATE_MS ? latest : null;
}
