import type { IsoDate } from '../../../lib/dates.ts';
import { formatWhole } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { OddRecord } from '../engine/listed.ts';
import { subnavOf } from './list.ts';
import { ofItself, wordsOf } from './words.ts';

export function oddView(
  { records, count }: { readonly records: readonly OddRecord[]; readonly count: number },
  { timeZone }: { readonly timeZone: string },
  now: number,
) {
  const today = dateIn(now, timeZone);
  return {
    subnav: subnavOf('/transactions/odd', count),
    more: count > records.length ? `and ${formatWhole(count - records.length)} older ones` : '',
    records: records.map(({ record, activityId, type, accountName, happenedAt, state, problems }) => ({
      id: record,
      href: `/transactions/${record}`,
      type: wordsOf(type),
      when: formatDate(dayOf(happenedAt, timeZone), today),
      account: accountName,
      reasons: state === 'VANISHED' ? [GONE] : problems.map(({ message }) => ofItself(message, activityId)),
      pill:
        state === 'VANISHED' ? { text: 'gone', tone: 'warning' } : { text: 'look at it', tone: 'warning' },
    })),
  };
}

const GONE = 'The broker showed it once and no longer does. It counts for nothing, and is kept.';

const DAY = 86_400_000;

// Midnight stands for a time that is not known: then it is that day, wherever the reader is.
function dayOf(happenedAt: number, timeZone: string): IsoDate {
  return dateIn(happenedAt, happenedAt % DAY === 0 ? 'UTC' : timeZone);
}
