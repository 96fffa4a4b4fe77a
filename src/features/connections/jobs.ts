import { addDays } from '../../lib/dates.ts';
import type { Exchange } from '../../lib/market-calendar.ts';
import { isSession } from '../../lib/market-calendar.ts';
import { closesAt } from '../../lib/market-hours.ts';
import { dateIn } from '../../lib/time-zones.ts';
import type { BrokerKind } from '../../model/broker.ts';
import { everyConnection } from '../brokers/index.ts';
import { type SyncDeps, syncAndWait } from './actions/desk.ts';

const ZONES = { NYSE: 'America/New_York', NSE: 'Asia/Kolkata' } as const;

const READ_AFTER: Readonly<Record<BrokerKind, Exchange>> = {
  schwab: 'NYSE',
  zerodha: 'NSE',
  practice: 'NYSE',
};

/** After the close: all connections of this exchange that somebody is signed in for, one after the other. */
export async function syncSession(deps: SyncDeps, exchange: Exchange): Promise<string> {
  if (!hasJustClosed(deps.clock(), exchange)) return 'no session today';
  const counts = { read: 0, failed: 0, waiting: 0 };
  for (const { id, userId, broker } of everyConnection(deps.db)) {
    if (READ_AFTER[broker] !== exchange) continue;
    const outcome = await syncAndWait(deps, { userId, label: 'Rollbook', via: 'job', address: null }, id);
    if (!outcome.ok) counts.waiting++;
    else if (outcome.value.state === 'failed') counts.failed++;
    else counts.read++;
  }
  return `${counts.read} read, ${counts.failed} failed, ${counts.waiting} waiting for a sign-in`;
}

// A run that is made up for belongs to the evening before.
const LATE_MS = 18 * 3_600_000;

function hasJustClosed(now: number, exchange: Exchange): boolean {
  const today = dateIn(now, ZONES[exchange]);
  return [today, addDays(today, -1)].some((date) => {
    const since = now - closesAt(date, exchange);
    return isSession(date, exchange) && since >= 0 && since < LATE_MS;
  });
}
