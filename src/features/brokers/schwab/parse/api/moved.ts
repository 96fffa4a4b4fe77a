import type { Parsed, Problem, Transaction, TransactionKind } from '../../../../../model/transaction.ts';
import { badRow, type Fault } from '../faults.ts';
import { type Share, shareOut, totalOf } from './costs.ts';
import { type Entry, sharedBy } from './entries.ts';
import { kindOfMove } from './kinds.ts';
import type { Move } from './moves.ts';

type Part = Move & Share & { readonly kind: TransactionKind | null };

/** An element with securities: one transaction for each, in Schwab's order. */
export function movedBy(entry: Entry): Parsed | Fault {
  const { moves, feesE4, netE4 } = entry;
  const shares = shareOut(moves, feesE4, netE4);
  const parts = moves.map((move, index) => partOf(entry, move, shares[index] ?? { feesE4: {}, netE4: 0 }));
  const wrong = parts.map(faultOf).find((fault) => fault !== null);
  if (wrong) return wrong;
  return {
    transactions: parts.map((part, index) => transactionOf(entry, part, index)),
    problems: parts.map((part) => doubtOf(entry, part)).filter((doubt) => doubt !== null),
  };
}

function partOf({ wording }: Entry, move: Move, share: Share): Part {
  const grossE4 = share.netE4 + totalOf(share.feesE4);
  const { instrument, quantityE8 } = move;
  const kind = instrument === null ? 'CASH' : kindOfMove(wording, instrument, quantityE8, grossE4);
  return { ...move, ...share, kind };
}

const MUST_MOVE: readonly (TransactionKind | null)[] = [
  'TRADE',
  'EXPIRATION',
  'ASSIGNMENT',
  'EXERCISE',
  'TRANSFER',
  'SPLIT',
];
const MOVES_NOTHING: readonly (TransactionKind | null)[] = ['CASH', 'DIVIDEND'];

function faultOf({ kind, quantityE8, hasCost }: Part): Fault | null {
  if (MUST_MOVE.includes(kind) && quantityE8 === 0) return { fault: 'moves nothing' };
  return kind === 'TRADE' && !hasCost ? { fault: 'is a trade without a cost' } : null;
}

function transactionOf(entry: Entry, part: Part, index: number): Transaction {
  const kind = part.kind ?? 'ADJUSTMENT';
  const stays = MOVES_NOTHING.includes(kind);
  return {
    ...sharedBy(entry),
    part: index,
    kind,
    instrument: kind === 'CASH' ? null : part.instrument,
    quantityE8: stays ? 0 : part.quantityE8,
    priceE6: stays || (part.priceE6 === 0 && kind !== 'TRADE') ? null : part.priceE6,
    effect: stays ? null : part.effect,
    feesE4: part.feesE4,
    netE4: part.netE4,
  };
}

function doubtOf({ activity }: Entry, { kind, quantityE8 }: Part): Problem | null {
  const id = String(activity.activityId);
  if (kind === null)
    return badRow(id, {
      fault: `is a ${activity.type.slice(0, 40)} of a security, which we do not understand`,
    });
  if (!MOVES_NOTHING.includes(kind) || quantityE8 === 0) return null;
  return badRow(id, {
    fault: 'moves something that is no share or option we keep: only its cash is counted',
  });
}
