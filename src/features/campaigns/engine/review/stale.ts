/**
 * Rule: what the trader decided is applied, or listed with what it spoke of and why it cannot be. Example: “You moved row
 * 2, the closing of 1 contract of the KO 60 put of 2026-04-17 on 2026-03-09: a closing goes where its opening is.”
 */

import type { Campaign, Decision, Problem, Transaction } from '../types.ts';
import { contractName, quantityWords } from '../words.ts';

export function staleProblem(
  decision: Decision,
  rows: readonly Transaction[],
  campaigns: readonly Campaign[],
): Problem {
  const message = `${whatWasSaid(decision, rows)}: ${whyNot(decision, rows, campaigns)}.`;
  return { code: 'STALE_DECISION', message, transactionIds: rowsOf(decision) };
}

function rowsOf(decision: Decision): readonly string[] {
  if ('transactionId' in decision) return [decision.transactionId];
  return 'closing' in decision ? [decision.closing, decision.opening] : [];
}

function whatWasSaid(decision: Decision, rows: readonly Transaction[]): string {
  const row = (id: string) => rowWords(rows, id);
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

function whyNot(decision: Decision, rows: readonly Transaction[], campaigns: readonly Campaign[]): string {
  const gone = rowsOf(decision).filter((id) => !rows.some((row) => row.id === id));
  if (gone.length > 0) return `row ${gone.join(' and row ')} is no longer among the rows`;
  switch (decision.kind) {
    case 'move':
      return whyNotMoved(decision, rows, campaigns);
    case 'link':
      return 'one must be a trade that closes, the other one that opens later than what was closed, both with contracts that no other link has taken';
    case 'unlink':
      return 'no rule pairs these two any more';
    case 'accept':
    case 'reject':
      return 'it is no longer suggested: its rows have changed, or belong together by now';
    case 'lock':
      return 'there is no such campaign any more';
    case 'ex-date':
      return 'that row is no dividend';
    case 'cost':
      return 'that row brings no shares of unknown cost';
  }
}

function whyNotMoved(
  { transactionId, to }: Extract<Decision, { kind: 'move' }>,
  rows: readonly Transaction[],
  campaigns: readonly Campaign[],
): string {
  const row = rows.find(({ id }) => id === transactionId);
  if (row?.instrument?.kind !== 'OPTION')
    return 'only contracts can be moved; shares and dividends follow them';
  const isOpening = campaigns.some(({ allocations }) =>
    allocations.some((each) => each.transactionId === transactionId && each.role !== 'CLOSING'),
  );
  if (!isOpening || row.effect === 'CLOSING')
    return 'a closing goes where its opening is; move the opening, and it comes along';
  if (to !== 'new' && !campaigns.some(({ id }) => id === to)) return 'there is no such campaign any more';
  return 'nothing is left of it to move: other moves have taken all of it';
}
