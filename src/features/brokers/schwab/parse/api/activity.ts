import { E4, formatFixed } from '../../../../../lib/decimal.ts';
import type { Parsed, Problem } from '../../../../../model/transaction.ts';
import type { Activity } from '../../payloads.ts';
import { badRow, isFault, onlyProblem, problem } from '../faults.ts';
import { cashOf } from './cash.ts';
import { totalOf } from './costs.ts';
import { type Entry, readEntry } from './entries.ts';
import { movedBy } from './moved.ts';

/** One element of Schwab's answer: its transactions, and what is wrong with it. */
export function parseActivity(activity: Activity): Parsed {
  const id = String(activity.activityId);
  if (activity.status !== 'VALID') return onlyProblem(notValid(id, activity.status));
  const entry = readEntry(activity);
  if (isFault(entry)) return onlyProblem(badRow(id, entry));
  const parsed = entry.moves.length === 0 ? cashOf(entry) : movedBy(entry);
  if (isFault(parsed)) return onlyProblem(badRow(id, parsed));
  const mismatch = mismatchOf(entry);
  return mismatch === null ? parsed : { ...parsed, problems: [...parsed.problems, mismatch] };
}

function notValid(id: string, status: string): Problem {
  return problem(
    'ROW_NOT_VALID',
    `Transaction ${id} is ${status.slice(0, 40) || 'not valid'} at Schwab: it does not count.`,
    id,
  );
}

// Half a cent is what rounding may cost; more is a row that contradicts itself.
const TOLERANCE_E4 = 50;

function mismatchOf({ activity, moves, feesE4, plain, netE4 }: Entry): Problem | null {
  if (plain === null) return null;
  const itemsE4 = moves.reduce((sum, { costE4 }) => sum + costE4, -totalOf(feesE4));
  const sums = [itemsE4 + plain.costE4, itemsE4 + plain.amountE4];
  if (sums.some((sum) => Math.abs(sum - netE4) <= TOLERANCE_E4)) return null;
  const id = String(activity.activityId);
  const [costs, net] = [itemsE4 + plain.costE4, netE4].map((amount) => formatFixed(amount, E4, 2));
  return problem(
    'NET_MISMATCH',
    `Transaction ${id}: its items come to ${costs}, its net amount is ${net}.`,
    id,
  );
}
