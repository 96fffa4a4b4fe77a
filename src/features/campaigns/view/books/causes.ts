import type { IsoDate } from '../../../../lib/dates.ts';
import { formatQuantity } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { Balance, Difference } from '../../engine/balance/types.ts';

type Said = Pick<Balance, 'begins' | 'currency'>;

/** The likely reason, and what to do about it. */
export function causeWords(difference: Difference, { begins, currency }: Said, today: IsoDate): string {
  const { cause, state, instrument } = difference;
  const ended = instrument.kind === 'OPTION' ? formatDate(instrument.expiresOn, today) : '';
  switch (cause.kind) {
    case 'NOT_YET_THERE':
      return 'The rows below are newer than what the broker showed. The next reading should agree.';
    case 'EXPIRED':
      return state === 'waiting'
        ? `It expired on ${ended}. The row that ends it comes over the weekend, or the day after.`
        : `It expired on ${ended}, and the row that ends it never came.`;
    case 'AWAITED':
      return 'As many shares as an expired contract moves: an assignment that is not booked yet.';
    case 'HALF':
      return 'Half of an assignment is missing: the row below has no counterpart.';
    case 'SPLIT':
      return `${splitWords(cause.ratio)}: likely a split that no row tells.`;
    case 'GONE':
      return 'A row of it has vanished at the broker, and what is held has not followed.';
    case 'BEFORE':
      return `Held before the first row of ${formatDate(begins, today)}, and taken over from there.`;
    case 'UNKNOWN':
      return unknownWords(difference, currency);
  }
}

function splitWords(ratio: number): string {
  if (ratio >= 1) return `The broker holds exactly ${ratio} times as many`;
  return `The broker holds exactly one for ${Math.round(1 / ratio)}`;
}

function unknownWords({ byE8 }: Difference, currency: Said['currency']): string {
  const count = formatQuantity(Math.abs(byE8));
  const what =
    byE8 > 0
      ? `The broker holds ${count} more than the rows explain`
      : `The rows explain ${count} more than the broker holds`;
  const why =
    currency === 'INR'
      ? 'Zerodha tells the trades of one day only: import the tradebook of the days between.'
      : 'A trade that is not booked yet, or a row that never came. If the next reading differs too, import the broker’s file of those days.';
  return `${what}. ${why}`;
}
