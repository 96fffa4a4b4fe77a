/**
 * From rows to campaigns. A ticker in an account is a world of its own: the whole is the union of tickers, and a new row
 * concerns its ticker only.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { keepBooks } from './books/books.ts';
import { shareRows } from './books/share-rows.ts';
import { findAll, toCampaign } from './result/campaign.ts';
import { allSlices, byStart, shape } from './result/shape.ts';
import { noteNaked } from './review/naked.ts';
import { noteHalves, noteOpen, noteTies } from './review/notes.ts';
import { suggest } from './review/suggest.ts';
import { planRolls } from './rolls/plan.ts';
import { matchContracts } from './rows/contracts.ts';
import { compareEvents, compareIds, type Event, isRemoval, removalDate } from './rows/events.ts';
import { type Delivery, type Halves, matchHalves } from './rows/halves.ts';
import { tickersOf } from './rows/tickers.ts';
import { type Move, type Said, understand } from './said.ts';
import type { Story } from './story/story.ts';
import { tellStory } from './story/walk.ts';
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
  const parts = worlds.map((world) => regroupTicker(world, decisions, { ...options, asOf }));
  const applied = new Set(parts.flatMap((part) => [...part.applied]));
  const stale = decisions.filter(({ id }) => !applied.has(id)).map(staleProblem);
  return {
    campaigns: parts.flatMap(({ campaigns }) => campaigns).toSorted(byStart),
    suggestions: parts.flatMap(({ suggestions }) => suggestions).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    problems: sortProblems([...problems, ...parts.flatMap((part) => part.problems), ...stale]),
    unassigned: [...parts.flatMap(({ unassigned }) => unassigned), ...apart].toSorted(byRow),
  };
}

/** A row that comes again is the same row; the later version of it counts. */
function onceEach(transactions: readonly Transaction[]): readonly Transaction[] {
  return [...new Map(transactions.map((row) => [`${row.account}\n${row.id}\n${row.part}`, row])).values()];
}

function staleProblem(decision: Decision): Problem {
  const named =
    'transactionId' in decision
      ? [decision.transactionId]
      : 'closing' in decision
        ? [decision.closing, decision.opening]
        : [];
  const message = `What you decided (${decision.kind}) can no longer be applied as it stands: what it speaks of is gone, closed or only half of a pair.`;
  return { code: 'STALE_DECISION', message, transactionIds: named };
}

function newest(rows: readonly Transaction[]): IsoDate {
  return rows.reduce((latest, { tradedOn }) => (tradedOn > latest ? tradedOn : latest), '1970-01-01');
}

interface World extends Grouping {
  /** The decisions that had something to apply to. */
  readonly applied: ReadonlySet<string>;
}

type Circumstances = GroupingOptions & { readonly asOf: IsoDate };

/** The rows of one ticker in one account, in any order. */
export function regroupTicker(
  rows: readonly Transaction[],
  decisions: readonly Decision[],
  options: Circumstances,
): World {
  const accepts = decisions.flatMap((each) => (each.kind === 'accept' ? [each] : []));
  const rejected = new Map(
    decisions.flatMap((each) => (each.kind === 'reject' ? [[each.suggestion, each.id] as const] : [])),
  );
  const accepted = new Set<string>();
  const links: Decision[] = [];
  const moves: Move[] = [];
  for (;;) {
    const said = understand([...decisions, ...links], moves);
    const world = tellOnce(rows, said, options);
    const fresh = accepts.flatMap(({ id, suggestion }) => {
      const found = accepted.has(id) ? undefined : world.suggestions.find((each) => each.id === suggestion);
      return found === undefined ? [] : [{ id, found }];
    });
    for (const { id, found } of fresh) {
      accepted.add(id);
      if (found.kind === 'ROLL')
        links.push(
          ...found.pairs.map(({ closing, opening }) => ({ id, kind: 'link', closing, opening }) as const),
        );
      else
        moves.push(
          ...found.pairs.map(({ opening, quantityE8 }) => acceptedMove(id, found, opening, quantityE8)),
        );
    }
    if (fresh.length > 0) continue;
    const known = new Set(world.suggestions.map(({ id }) => id));
    const applied = new Set([...said.applied, ...accepted, ...locksIn(decisions, world)]);
    for (const [suggestion, id] of rejected) if (known.has(suggestion)) applied.add(id);
    return { ...world, suggestions: world.suggestions.filter(({ id }) => !rejected.has(id)), applied };
  }
}

function acceptedMove(id: string, { kind, from }: Suggestion, opening: string, quantityE8: number): Move {
  const isSplit = kind === 'SPLIT';
  return {
    decision: id,
    transactionId: opening,
    symbol: null,
    quantityE8: isSplit ? quantityE8 : null,
    to: isSplit ? 'new' : from,
    isWholeOrder: !isSplit,
  };
}

function locksIn(decisions: readonly Decision[], { campaigns }: Grouping): readonly string[] {
  return decisions.flatMap((each) =>
    each.kind === 'lock' && campaigns.some(({ id }) => id === each.campaign) ? [each.id] : [],
  );
}

function tellOnce(rows: readonly Transaction[], said: Said, options: Circumstances): Grouping {
  const halves = matchHalves(rows);
  const events = toEvents(rows, halves);
  const contracts = matchContracts(events);
  const windowMs = options.rollWindowMinutes * 60_000;
  const plan = planRolls(contracts, windowMs, said);
  const story = tellStory(events, contracts, plan, deliveriesByEvent(events, halves), windowMs, said);
  noteHalves(story, halves);
  noteOpen(story, options.asOf);
  noteTies(story);
  noteNaked(story);
  return finish(story, rows);
}

function toEvents(
  rows: readonly Transaction[],
  { deliveries, lonelyRemovals, lonelyShares }: Halves,
): readonly Event[] {
  const dates = new Map<Transaction, IsoDate>();
  for (const { removal, shares } of deliveries) {
    const on = dateOf(removal);
    for (const { row } of shares) dates.set(row, on);
  }
  const absent = new Set([...lonelyRemovals, ...lonelyShares]);
  return rows
    .filter((row) => !absent.has(row))
    .map((row) => ({ row, on: dates.get(row) ?? dateOf(row), isHalf: dates.has(row) }))
    .toSorted(compareEvents);
}

function dateOf(row: Transaction): IsoDate {
  return isRemoval(row) && row.instrument?.kind === 'OPTION'
    ? removalDate(row, row.instrument)
    : row.tradedOn;
}

function deliveriesByEvent(events: readonly Event[], { deliveries }: Halves) {
  const eventOf = new Map(events.map((event) => [event.row, event]));
  const found = new Map<Event, Delivery & { readonly events: readonly Event[] }>();
  for (const delivery of deliveries) {
    const removal = eventOf.get(delivery.removal);
    const shares = delivery.shares.flatMap(({ row }) => eventOf.get(row) ?? []);
    if (removal) found.set(removal, { ...delivery, events: shares });
  }
  return found;
}

function finish(story: Story, rows: readonly Transaction[]): Grouping {
  const slices = allSlices(story);
  const shaped = shape(story, slices);
  const { shares, unassigned } = shareRows(rows, slices, shaped, story);
  const books = keepBooks(slices, shares, story.said.costs);
  const found = findAll(story);
  const campaigns = shaped.map((each) => toCampaign(found, each, shares, books.get(each.draft)));
  return { campaigns, suggestions: suggest(story, shaped), problems: story.problems, unassigned };
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
