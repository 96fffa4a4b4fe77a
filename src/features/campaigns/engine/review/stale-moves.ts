/**
 * Rule: what ends a position cannot be moved, what a contract or a dividend brought follows it; and the latest move of a
 * row wins. Example: “You moved 1 of row 1 …: a later move has taken all of it.”
 */
import { isRemoval } from '../rows/events.ts';
import type { Campaign, Decision, Transaction } from '../types.ts';
import { isOfAccount } from './whose-rows.ts';

type Move = Extract<Decision, { kind: 'move' }>;

/** What there is: the rows, what became of them, and all that was said, the latest last. */
export interface Known {
  readonly rows: readonly Transaction[];
  readonly campaigns: readonly Campaign[];
  readonly decisions: readonly Decision[];
}

export function whyNotMoved(move: Move, { rows, campaigns, decisions }: Known): string {
  const row = rows.find(({ id, account }) => id === move.transactionId && isOfAccount(move, account));
  const isContract = row !== undefined && isContracts(row);
  if (row === undefined || !(isContract || isShares(row)))
    return 'only contracts, and shares that were bought or transferred in, can be moved; what comes of them follows';
  if (isContract && !isOpening(row, campaigns))
    return 'a closing goes where its opening is; move the opening, and it comes along';
  const isOverruled = decisions.slice(decisions.indexOf(move) + 1).some((later) => isMoveOf(later, move));
  const target = campaigns.find(({ id }) => id === move.to);
  if (move.to !== 'new' && target === undefined) return 'there is no such campaign any more';
  if (isOverruled) return 'a later move has taken all of it';
  if (target && (target.ticker !== row.instrument?.ticker || target.account !== row.account))
    return 'a campaign is of one ticker in one account, and that one is of another';
  if (target && has(target, row)) return 'it is there already';
  return isContract
    ? 'with this move there would be no such campaign'
    : 'shares that cover what was owed, or that a contract or a dividend brought, follow these';
}

function isContracts(row: Transaction): boolean {
  return row.instrument?.kind === 'OPTION' && (row.kind === 'TRADE' || isRemoval(row));
}

function isShares({ instrument, quantityE8, kind }: Transaction): boolean {
  const isHeld = instrument?.kind === 'SHARE' && quantityE8 > 0;
  return isHeld && (kind === 'TRADE' || kind === 'TRANSFER');
}

function isOpening(row: Transaction, campaigns: readonly Campaign[]): boolean {
  const isThere = campaigns.some(({ account, allocations }) =>
    allocations.some(
      ({ transactionId, role }) => account === row.account && transactionId === row.id && role !== 'CLOSING',
    ),
  );
  return isThere && row.effect !== 'CLOSING';
}

function has({ allocations }: Campaign, { id }: Transaction): boolean {
  return allocations.some(({ transactionId }) => transactionId === id);
}

function isMoveOf(later: Decision, { transactionId, account, symbol }: Move): boolean {
  if (later.kind !== 'move' || later.transactionId !== transactionId) return false;
  const isSame = (one: string | undefined, other: string | undefined) => !one || !other || one === other;
  return isSame(later.account, account) && isSame(later.symbol, symbol);
}
