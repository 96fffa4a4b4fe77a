import type { Parsed } from '../../../../../model/transaction.ts';
import { activity, activityKey } from '../../payloads.ts';
import { badFile, badPlace, badRow, joinParsed, onlyProblem } from '../faults.ts';
import { MOST_ROWS, TOO_MANY_ROWS } from '../limits.ts';
import { parseActivity } from './activity.ts';
import { joinCompanions } from './companions.ts';

interface Row {
  readonly row: unknown;
  readonly place: number;
}

/** Schwab's answer to a question for transactions, or several of them in a row. */
export function parseSchwabApi(rows: unknown): Parsed {
  const all = Array.isArray(rows) ? rows : [rows];
  if (all.length > MOST_ROWS) return onlyProblem(badFile(TOO_MANY_ROWS));
  const { transactions, problems } = joinParsed(latestVersions(all).map(parseRow));
  return { transactions: joinCompanions(transactions), problems };
}

// Schwab sends a row again when it has corrected it: the last version given is the one that counts.
function latestVersions(rows: readonly unknown[]): readonly Row[] {
  const latest = new Map<string, Row>();
  rows.forEach((row, index) => {
    latest.set(keyOf(row) ?? `row ${index}`, { row, place: index + 1 });
  });
  return [...latest.values()];
}

function keyOf(row: unknown): string | null {
  const key = activityKey.safeParse(row);
  return key.success ? `${key.data.activityId} ${key.data.accountNumber}` : null;
}

function parseRow({ row, place }: Row): Parsed {
  const read = activity.safeParse(row);
  if (read.success) return parseActivity(read.data);
  const fault = { fault: `cannot be read: its ${placeOf(read.error.issues[0]?.path)} is missing or wrong` };
  const key = activityKey.pick({ activityId: true }).safeParse(row);
  return onlyProblem(key.success ? badRow(String(key.data.activityId), fault) : badPlace(place, fault));
}

function placeOf(path: readonly PropertyKey[] | undefined): string {
  return path?.length ? path.map(String).join(' ') : 'content';
}
