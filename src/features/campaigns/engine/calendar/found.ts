import type { IsoDate } from '../../../../lib/dates.ts';
import type { Narrowing } from '../statistics/narrowing.ts';
import type { Choice } from '../statistics/result.ts';
import type { SummedRow } from '../statistics/summed-row.ts';
import type { MonthTold } from './month.ts';

export interface CalendarFound {
  readonly narrowing: Narrowing;
  readonly choice: Choice;
  readonly today: IsoDate;
  readonly told: MonthTold;
  /** The next days on which contracts end, in whatever month. */
  readonly ahead: readonly { readonly on: IsoDate; readonly contractsE8: number }[];
  /** The day that is opened, and the rows that realised something on it. */
  readonly opened: { readonly on: IsoDate; readonly rows: readonly SummedRow[] } | null;
  /** Campaigns of this month that are left out, because nobody knows what their shares had cost. */
  readonly unknownCount: number;
}
