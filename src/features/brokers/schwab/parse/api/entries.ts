import { E4, scaledFromNumber } from '../../../../../lib/decimal.ts';
import type { Transaction } from '../../../../../model/transaction.ts';
import type { Activity } from '../../payloads.ts';
import { type Fault, isFault } from '../faults.ts';
import { type Stamp, stampOf } from '../stamps.ts';
import { type Fees, type PlainCash, plainCash, readFees } from './costs.ts';
import { isNoise, type Wording, wordingOf } from './kinds.ts';
import { isCashItem, type Move, readMove } from './moves.ts';

/** What an element says, before it is known what it means. */
export interface Entry {
  readonly activity: Activity;
  readonly stamp: Stamp;
  readonly wording: Wording;
  readonly moves: readonly Move[];
  readonly feesE4: Fees;
  /** null where no item says what the net amount is made of. */
  readonly plain: PlainCash | null;
  readonly netE4: number;
}

export function readEntry(activity: Activity): Entry | Fault {
  const stamp = stampOf(activity);
  if (isFault(stamp)) return stamp;
  const netE4 = scaledFromNumber(activity.netAmount, E4);
  if (netE4 === null) return { fault: 'has an impossible amount' };
  const wording = wordingOf(activity.type, activity.description);
  const quiet = { activity, stamp, wording, moves: [], feesE4: {}, plain: null, netE4 };
  if (isNoise(wording)) return { ...quiet, netE4: 0 };
  const items = activity.transferItems ?? [];
  if (items.length === 0) return quiet;
  const feesE4 = readFees(items);
  const moves = readMoves(activity);
  if (isFault(feesE4)) return feesE4;
  if (isFault(moves)) return moves;
  const entry = { ...quiet, feesE4, moves, plain: plainCash(items) };
  return isCountable(entry) ? entry : { fault: 'has an impossible amount' };
}

// Each amount is a safe integer by now; what they add up to must be one too.
function isCountable({ moves, feesE4, plain, netE4 }: Entry): boolean {
  const parts = [...moves.map(({ costE4 }) => costE4), ...Object.values(feesE4), netE4];
  const size = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  return Number.isSafeInteger(size + Math.abs(plain?.costE4 ?? 0) + Math.abs(plain?.amountE4 ?? 0));
}

function readMoves({ transferItems }: Activity): readonly Move[] | Fault {
  const read = (transferItems ?? []).filter((item) => !isCashItem(item)).map(readMove);
  return read.find((move) => isFault(move)) ?? read.filter((move): move is Move => !isFault(move));
}

/** What all transactions of an element have in common. */
export function sharedBy({ activity, stamp }: Entry) {
  return {
    id: String(activity.activityId),
    account: activity.accountNumber,
    orderId: activity.orderId ? String(activity.orderId) : null,
    executedAt: stamp.instant,
    tradedOn: stamp.date,
    hasTime: stamp.hasTime,
    effectiveOn: null,
    currency: 'USD',
    description: activity.description ?? '',
  } as const satisfies Partial<Transaction>;
}
