import { formatDate } from '../../lib/format-time.ts';
import { dateIn } from '../../lib/time-zones.ts';

interface Reader {
  readonly name: string;
  readonly timeZone: string;
}

export function todayView({ name, timeZone }: Reader, now: number) {
  const today = dateIn(now, timeZone);
  return { subtitle: formatDate(today, today), greeting: `Welcome, ${name}` };
}
