/**
 * From rows to campaigns. A ticker in an account is a world of its own: the whole is the union of tickers, and a new row
 * concerns its ticker only. Example: an order in KO leaves every campaign in F as it was, to the byte.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { tellWithCosts } from './between-accounts.ts';
import { byStart } from './result/shape.ts';
import { staleProblem } from './review/stale.ts';
import { compareIds } from './rows/events.ts';
import { tickersOf } from './rows/tickers.ts';
import { regroupTicker } from './ticker.ts';
import type { Decision, Grouping, GroupingOptions, Problem, Transaction, Unassigned } from './types.ts';

export function groupIntoCampaigns(
  transactions: readonly Transaction[],
  decisions: readonly Decision[],
  options: GroupingOptions,
): Grouping {
  const rows = onceEach(transactions);
  const asOf = options.asOf ?? newest(rows);
  const { worlds, apart, problems } = tickersOf(rows);
  const parts = tellWithCosts(worlds, (world, arrivals) =>
    regroupTicker(world, decisions, { ...options, asOf }, arrivals),
  );
  const campaigns = parts.flatMap((part) => part.campaigns).toSorted(byStart);
  const applied = new Set(parts.flatMap((part) => [...part.applied]));
  const stale = decisions
    .filter(({ id }) => !applied.has(id))
    .map((each) => staleProblem(each, rows, campaigns));
  return {
    campaigns,
    suggestions: parts.flatMap(({ suggestions }) => suggestions).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    problems: sortProblems([...problems, ...parts.flatMap((part) => part.problems), ...stale]),
    unassigned: [...parts.flatMap(({ unassigned }) => unassigned), ...apart].toSorted(byRow),
  };
}

/** A row that comes again is the same row; the later version of it counts. */
function onceEach(transactions: readonly Transaction[]): readonly Transaction[] {
  return [...new Map(transactions.map((row) => [`${row.account}\n${row.id}\n${row.part}`, row])).values()];
}

function newest(rows: readonly Transaction[]): IsoDate {
  return rows.reduce((latest, { tradedOn }) => (tradedOn > latest ? tradedOn : latest), '1970-01-01');
}

function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const first = ({ transactionIds }: Problem) => transactionIds[0] ?? '';
  return problems.toSorted(
    (a, b) => compareIds(first(a), first(b)) || (a.code < b.code ? -1 : Number(a.code > b.code)),
  );
}

function byRow(a: Unassigned, b: Unassigned): number {
  return compareIds(a.transactionId, b.transactionId) || a.part - b.part;
}
