/**
 * From rows to campaigns. A ticker in an account is a world of its own: the whole is the union of tickers, and a new row
 * concerns its ticker only. Example: an order in KO leaves every campaign in F as it was, to the byte.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { tellWithCosts } from './between-accounts.ts';
import { staleProblem } from './review/stale.ts';
import { unclear } from './review/whose-rows.ts';
import { compareIds } from './rows/events.ts';
import { tickersOf } from './rows/tickers.ts';
import { byStart } from './story/shape.ts';
import { regroupTicker } from './ticker.ts';
import type {
  Decision,
  Grouping,
  GroupingOptions,
  Problem,
  Suggestion,
  Transaction,
  Unassigned,
} from './types.ts';

export function groupIntoCampaigns(
  transactions: readonly Transaction[],
  decisions: readonly Decision[],
  options: GroupingOptions,
): Grouping {
  const rows = onceEach(transactions);
  const asOf = options.asOf ?? newest(rows);
  const { worlds, apart, problems } = tickersOf(rows);
  const ambiguous = unclear(decisions, rows);
  const clear = decisions.filter((each) => !ambiguous.has(each));
  const parts = tellWithCosts(worlds, (world, arrivals) =>
    regroupTicker(world, clear, { ...options, asOf }, arrivals),
  );
  const campaigns = parts.flatMap((part) => part.campaigns).toSorted(byStart);
  const applied = new Set(parts.flatMap((part) => [...part.applied]));
  const stale = decisions
    .filter(({ id }) => !applied.has(id))
    .map((each) => staleProblem(each, { rows, campaigns, decisions }, ambiguous.has(each)));
  return {
    campaigns,
    suggestions: parts.flatMap(({ suggestions }) => suggestions).toSorted(byFirstRow),
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
  return problems.toSorted((a, b) => compareIds(first(a), first(b)) || compareTexts(a.code, b.code));
}

function byFirstRow(a: Suggestion, b: Suggestion): number {
  const rowOf = ({ pairs }: Suggestion) => pairs[0]?.closing ?? '';
  return compareIds(rowOf(a), rowOf(b)) || compareTexts(a.kind, b.kind) || compareTexts(a.id, b.id);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function byRow(a: Unassigned, b: Unassigned): number {
  return compareIds(a.transactionId, b.transactionId) || a.part - b.part;
}
