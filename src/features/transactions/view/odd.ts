import { formatDate } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { OddRecord } from '../engine/listed.ts';
import { subnavOf } from './list.ts';

export function oddView(
  records: readonly OddRecord[],
  { timeZone }: { readonly timeZone: string },
  now: number,
) {
  const today = dateIn(now, timeZone);
  return {
    subnav: subnavOf('/transactions/odd', records.length),
    records: records.map(({ record, type, accountName, happenedAt, state, problems }) => ({
      id: record,
      href: `/transactions/${record}`,
      type: wordsOf(type),
      when: formatDate(dateIn(happenedAt, timeZone), today),
      account: accountName,
      reasons: state === 'VANISHED' ? [GONE] : problems.map(({ message }) => message),
      pill:
        state === 'VANISHED' ? { text: 'gone', tone: 'warning' } : { text: 'look at it', tone: 'warning' },
    })),
  };
}

const GONE = 'The broker showed it once and no longer does. It counts for nothing, and is kept.';

/** `RECEIVE_AND_DELIVER` reads "Receive and deliver". */
function wordsOf(type: string): string {
  const words = type.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
