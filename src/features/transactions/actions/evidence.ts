import type { Tx } from '../../../db/open.ts';
import { addDays, type IsoDate } from '../../../lib/dates.ts';
import type { Transaction } from '../../../model/transaction.ts';
import { type Confirmed, confirmedBy } from '../engine/evidence.ts';
import { compiledOf, dropOtherParts } from '../store/compiled.ts';
import { hasFiles, isConfirmed, setEvidence, toldByFiles } from '../store/evidence.ts';
import { markTickers, noteDay } from './compile.ts';
import type { Mirror, Touched } from './mirror.ts';

/** What the broker now tells itself, and a file told before, is the broker's: the file's row moves nothing any more. */
export function confirmFiles(tx: Tx, mirror: Mirror, touched: readonly Touched[]): void {
  const { id } = mirror.account;
  if (!hasFiles(tx, id)) return;
  const fresh = touched
    .filter(({ change, activityId }) => change !== 'vanished' && !isConfirmed(tx, id, activityId))
    .flatMap(({ activityId }) => compiledOf(tx, id, activityId));
  if (fresh.length === 0) return;
  stepBack(tx, mirror, confirmedBy(toldByFiles(tx, id, daysAround(fresh)), fresh));
}

function stepBack(tx: Tx, mirror: Mirror, confirmed: readonly Confirmed[]): void {
  const days = new Map<string, IsoDate>();
  for (const { file, broker } of confirmed) {
    setEvidence(tx, mirror.account.id, file.id, broker.id);
    dropOtherParts(tx, mirror.account.id, file.id, []);
    noteDay(days, file);
  }
  markTickers(tx, mirror, days);
}

// A long weekend apart: the day an event belongs to, and the one it is booked on.
const APART = 5;

export function daysAround(rows: readonly Transaction[]): readonly [IsoDate, IsoDate] {
  const days = rows.map(({ tradedOn }) => tradedOn).toSorted();
  return [addDays(days[0] ?? '', -APART), addDays(days.at(-1) ?? '', APART)];
}
