import type { IsoDate } from '../../../lib/dates.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { isOpen } from '../engine/market.ts';
import type { Brought, Open } from '../engine/open.ts';
import { needsView, type Waiting } from './needs.ts';
import { openView } from './open.ts';
import { tilesOf } from './tiles.ts';

export interface Today {
  readonly open: readonly Open[];
  readonly brought: readonly Brought[];
  readonly waiting: Waiting;
  /** Nothing is connected and no file was imported yet. */
  readonly isNew: boolean;
  /** The day it is in New York. */
  readonly today: IsoDate;
}

interface Reader {
  readonly name: string;
  readonly timeZone: string;
}

/** `mayBegin`: it is theirs to connect something. */
export function todayView(found: Today, { name, timeZone }: Reader, mayBegin: boolean, now: number) {
  const { open, brought, waiting, isNew, today } = found;
  const here = dateIn(now, timeZone);
  const moment = { today, now, timeZone };
  return {
    subtitle: `${formatDate(here, here)}${isNew ? '' : `, New York ${isOpen(today, now) ? 'open' : 'closed'}`}`,
    greeting: `Welcome, ${name}`,
    mayBegin: isNew && mayBegin,
    hasCampaigns: brought.length > 0,
    needs: needsView(waiting, moment),
    tiles: tilesOf(brought, open, moment),
    open: openView(open, today),
  };
}
