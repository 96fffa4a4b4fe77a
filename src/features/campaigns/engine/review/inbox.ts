/**
 * Rule: what waits for the trader comes in the order of what it may cost: risks, then questions, what they alone know, and
 * what the broker has yet to tell; within each what is newest first. Example: a naked call stands above a roll to confirm,
 * this year's roll above last year's.
 */
import { compareIds } from '../rows/events.ts';
import type { Problem, ProblemCode, Suggestion } from '../types.ts';

export const SHELVES = ['risks', 'questions', 'entries', 'missing'] as const;
export type Shelf = (typeof SHELVES)[number];

/** Something to look at, under a name that stays as long as its rows do. */
export type Waiting = { readonly key: string; readonly ticker: string; readonly shelf: Shelf } & (
  | { readonly suggestion: Suggestion }
  | { readonly problem: Problem }
);

type OfTicker = { readonly ticker: string };

const ELSEWHERE: Readonly<Partial<Record<ProblemCode, Shelf>>> = {
  NAKED_CALL: 'risks',
  SHORT_SHARES: 'risks',
  AMBIGUOUS_PAIR: 'questions',
  STALE_DECISION: 'questions',
  UNKNOWN_BASIS: 'entries',
  UNMATCHED_DIVIDEND: 'entries',
};

export function inbox(
  suggestions: readonly (Suggestion & OfTicker)[],
  problems: readonly (Problem & OfTicker)[],
): readonly Waiting[] {
  const asked = suggestions.map(({ ticker, ...suggestion }): Waiting => {
    return { key: suggestion.id, ticker, shelf: 'questions', suggestion };
  });
  const found = problems.map(({ ticker, ...problem }): Waiting => {
    const shelf = ELSEWHERE[problem.code] ?? 'missing';
    return { key: keyOf(problem), ticker, shelf, problem };
  });
  // Looked up once each: there may be thousands.
  const newest = new Map([...asked, ...found].map((each) => [each, newestOf(each)]));
  const newestIn = (each: Waiting) => newest.get(each) ?? '';
  const shelf = ({ shelf }: Waiting) => SHELVES.indexOf(shelf);
  return [...newest.keys()].toSorted(
    (a, b) => shelf(a) - shelf(b) || compareIds(newestIn(b), newestIn(a)) || (a.key < b.key ? -1 : 1),
  );
}

function keyOf({ code, transactionIds, decision }: Problem): string {
  return [code, ...transactionIds.slice(0, 4), ...(decision === undefined ? [] : [decision])].join('.');
}

/** The rows it speaks of, in the order it does. */
export function rowsAsked(waiting: Waiting): readonly string[] {
  if ('problem' in waiting) return waiting.problem.transactionIds;
  return [...new Set(waiting.suggestion.pairs.flatMap(({ closing, opening }) => [closing, opening]))];
}

function newestOf(waiting: Waiting): string {
  return rowsAsked(waiting).reduce((newest, id) => (compareIds(id, newest) > 0 ? id : newest), '0');
}
