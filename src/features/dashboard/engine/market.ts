/** Whether New York trades at this moment. Example: on Fri 20 March 2026 from 9:30 until 16:00. */
import type { IsoDate } from '../../../lib/dates.ts';
import { isSession } from '../../../lib/market-calendar.ts';
import { closesAt, opensAt } from '../../../lib/market-hours.ts';

export function isOpen(today: IsoDate, now: number): boolean {
  return isSession(today) && now >= opensAt(today, 'NYSE') && now < closesAt(today, 'NYSE');
}
