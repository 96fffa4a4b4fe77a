import { formatDate } from '../../lib/format-time.ts';
import { dateIn } from '../../lib/time-zones.ts';

interface Reader {
  readonly name: string;
  readonly timeZone: string;
}

/** `mayBegin`: nothing is connected and no file was imported yet, and it is theirs to begin. */
export function todayView({ name, timeZone }: Reader, mayBegin: boolean, now: number) {
  const today = dateIn(now, timeZone);
  return { subtitle: formatDate(today, today), greeting: `Welcome, ${name}`, mayBegin };
}
