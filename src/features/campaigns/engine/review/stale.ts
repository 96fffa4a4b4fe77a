/**
 * Rule: what the trader decided is applied, or listed with what it spoke of and why it cannot be. Example: “You moved row
 * 2 (2026-03-09, 1 contract of the KO 60 put of 2026-04-17 closed) to a new campaign: a closing goes where its opening is.”
 */
import type { Decision, Problem, Transaction } from '../types.ts';
import { contractName, quantityWords } from '../words.ts';
import { type Known, whyNotMoved } from './stale-moves.ts';
import { isOfAccount, rowsOf } from './whose-rows.ts';

/** `isUnclear`: it does not say whose row it means. */
export function staleProblem(decision: Decision, known: Known, isUnclear: boolean): Problem {
  const rows = known.rows.filter(({ account }) => isOfAccount(decision, account));
  const why = isUnclear
    ? 'several accounts have a row of that id, and it does not say whose is meant'
    : whyNot(decision, { ...known, rows });
  const message = `${whatWasSaid(decision, (id) => rowWords(isUnclear ? [] : rows, id))}: ${why}.`;
  return { code: 'STALE_DECISION', message, transactionIds: rowsOf(decision), decision: decision.id };
}

function whatWasSaid(decision: Decision, row: (id: string) => string): string {
  switch (decision.kind) {
    case 'move':
      return `You moved ${decision.quantity === undefined ? '' : `${decision.quantity} of `}${row(decision.transactionId)} to ${decision.to === 'new' ? 'a new campaign' : `campaign ${decision.to}`}`;
    case 'link':
      return `You linked ${row(decision.closing)} with ${row(decision.opening)}`;
    case 'unlink':
      return `You unlinked ${row(decision.closing)} from ${row(decision.opening)}`;
    case 'accept':
      return `You accepted the suggestion ${decision.suggestion}`;
    case 'reject':
      return `You rejected the suggestion ${decision.suggestion}`;
    case 'lock':
      return `You locked the campaign ${decision.campaign}`;
    case 'ex-date':
      return `You entered the ex-date ${decision.exDate} of ${row(decision.transactionId)}`;
    case 'cost':
      return `You entered a cost of ${decision.cost} for ${row(decision.transactionId)}`;
  }
}

/** `row 2 (2026-03-09, 1 contract of the KO 60 put of 2026-04-17 closed)` */
function rowWords(rows: readonly Transaction[], id: string): string {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) return `row ${id}`;
  const { instrument, quantityE8, tradedOn, effect, kind, description } = row;
  const done = effect === 'CLOSING' ? 'closed' : effect === 'OPENING' ? 'opened' : kind.toLowerCase();
  const what =
    instrument?.kind === 'OPTION'
      ? `${quantityWords(quantityE8, 'contract')} of the ${contractName(instrument)} ${done}`
      : instrument?.kind === 'SHARE'
        ? `${quantityWords(quantityE8, 'share')} of ${instrument.ticker}`
        : description;
  return `row ${id} (${tradedOn}${what === '' ? '' : `, ${what}`})`;
}

function whyNot(decision: Decision, known: Known): string {
  const gone = rowsOf(decision).filter((id) => !known.rows.some((row) => row.id === id));
  if (gone.length > 0) return `row ${gone.join(' and row ')} is no longer among the rows`;
  switch (decision.kind) {
    case 'move':
      return whyNotMoved(decision, known);
    case 'link':
      return 'one must be a trade that closes, the other one that opens, of the same type and side and later than what was closed, both with contracts that no other link has taken';
    case 'unlink':
      return 'no rule pairs these two any more';
    case 'accept':
    case 'reject':
      return 'it is no longer suggested: its rows have changed, or belong together by now';
    case 'lock':
      return 'there is no such campaign any more';
    case 'ex-date':
      return laterWords(decision, known) ?? 'that row is no dividend';
    case 'cost':
      return laterWords(decision, known) ?? 'that row brings no shares of unknown cost';
  }
}

/** Of what can be said once only, the latest counts. */
function laterWords(
  decision: Extract<Decision, { kind: 'ex-date' | 'cost' }>,
  { decisions }: Known,
): string | null {
  const later = decisions.slice(decisions.indexOf(decision) + 1);
  const isAgain = later.some(
    (each) => each.kind === decision.kind && each.transactionId === decision.transactionId,
  );
  return isAgain ? 'you have entered another one since' : null;
}
