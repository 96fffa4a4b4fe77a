/**
 * Rule: of what can be said of a row once only, the last word counts; it is not held against the trader that they said
 * another before. Taken back, it gives way to that one again. Example: a put moved to campaign A on Monday, to B on
 * Tuesday: Monday's move is neither applied nor stale.
 */
import type { Decision } from '../types.ts';

export function withoutSuperseded(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter((each, i) => !decisions.slice(i + 1).some((later) => supersedes(later, each)));
}

function supersedes(later: Decision, earlier: Decision): boolean {
  switch (later.kind) {
    case 'move':
      return (
        earlier.kind === 'move' &&
        later.quantity === undefined &&
        isOfOneRow(later, earlier) &&
        isOfOne(later, earlier)
      );
    case 'ex-date':
    case 'cost':
      return earlier.kind === later.kind && isOfOneRow(later, earlier);
    case 'accept':
    case 'reject':
      return (
        (earlier.kind === 'accept' || earlier.kind === 'reject') && earlier.suggestion === later.suggestion
      );
    case 'link':
    case 'unlink':
      return (earlier.kind === 'link' || earlier.kind === 'unlink') && isOfOnePair(later, earlier);
    case 'lock':
      return earlier.kind === 'lock' && earlier.campaign === later.campaign;
  }
}

type OfRow = { readonly transactionId: string; readonly account?: string };

function isOfOneRow(a: OfRow, b: OfRow): boolean {
  return a.transactionId === b.transactionId && a.account === b.account;
}

/** Of a row with several securities each is moved by itself. */
function isOfOne(later: { readonly symbol?: string }, earlier: { readonly symbol?: string }): boolean {
  return later.symbol === undefined || later.symbol === earlier.symbol;
}

type OfPair = { readonly closing: string; readonly opening: string; readonly account?: string };

function isOfOnePair(a: OfPair, b: OfPair): boolean {
  return a.closing === b.closing && a.opening === b.opening && a.account === b.account;
}
