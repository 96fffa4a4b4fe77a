import { accountsOf } from '../../brokers/index.ts';
import { type RecordedRow, recordedRows } from '../../transactions/index.ts';
import { inbox, rowsAsked, SHELVES, type Shelf, type Waiting } from '../engine/review/inbox.ts';
import type { Problem } from '../engine/types.ts';
import { campaignsOfRow, findCampaign, questionsOf, rowsIn } from '../store/campaigns.ts';
import type { Summary } from '../store/columns.ts';
import { findDecision, type Kept, latestDecision, type Said } from '../store/decisions.ts';
import { type Outside, outsideOf } from './outside.ts';
import { type Preview, preview, tellerOf } from './preview.ts';
import type { Means } from './tell.ts';

/** Something that waits, with all that is needed to answer it. */
export interface Asked {
  readonly waiting: Waiting;
  /** In the order in which it speaks of them. */
  readonly rows: readonly RecordedRow[];
  readonly campaigns: readonly Summary[];
  /** What a yes says; null where there is nothing to say yes to. */
  readonly yes: Said | null;
  /** What a yes would change; null where that takes too long to tell for a list, or where nothing would. */
  readonly preview: Preview | null;
  /** The trader's own word that it is about. */
  readonly decision: Kept | null;
}

export interface Review {
  readonly asked: readonly Asked[];
  readonly counts: Readonly<Record<Shelf, number>>;
  /** Where the next page begins. */
  readonly next: string | null;
  readonly latest: number;
  /** Told on the first page only. */
  readonly outside: readonly Outside[];
}

export interface Wanted {
  readonly show?: Shelf | undefined;
  readonly ticker?: string | undefined;
  readonly after?: string | undefined;
  /** This one alone, however long its figures take. */
  readonly only?: string | undefined;
}

const PAGE = 20;

/** So many rows may be told for the previews of a page. */
const MOST_ROWS = 4_000;

export function reviewOf(means: Means, userId: string, { show, ticker, after, only }: Wanted): Review {
  const { db } = means;
  const all = inbox(questionsOf(db, userId, 'suggestion'), questionsOf(db, userId, 'problem'));
  const ofTicker = all.filter((each) => ticker === undefined || each.ticker === ticker);
  const wanted = ofTicker.filter(
    ({ key, shelf }) => (show === undefined || shelf === show) && (only === undefined || key === only),
  );
  const start = wanted.findIndex(({ key }) => key === after) + 1;
  const page = wanted.slice(start, start + PAGE);
  const gather = gatherer(means, userId, only === undefined ? MOST_ROWS : Number.POSITIVE_INFINITY);
  return {
    asked: page.map(gather),
    counts: countsOf(ofTicker),
    next: start + PAGE < wanted.length ? (page.at(-1)?.key ?? null) : null,
    latest: latestDecision(db, userId),
    outside:
      after === undefined && show === undefined && only === undefined
        ? outsideHere(means, userId, ticker)
        : [],
  };
}

const MOST_OUTSIDE = 20;

/** The newest of them. */
function outsideHere(means: Means, userId: string, ticker: string | undefined): readonly Outside[] {
  return outsideOf(means, userId)
    .filter((each) => ticker === undefined || each.ticker === ticker)
    .toSorted((a, b) => b.recorded.row.executedAt - a.recorded.row.executedAt)
    .slice(0, MOST_OUTSIDE);
}

function countsOf(all: readonly Waiting[]): Review['counts'] {
  const count = (shelf: Shelf) => all.filter((each) => each.shelf === shelf).length;
  return Object.fromEntries(SHELVES.map((shelf) => [shelf, count(shelf)])) as Record<Shelf, number>;
}

function gatherer(means: Means, userId: string, most: number): (waiting: Waiting) => Asked {
  const accounts = accountsOf(means.db, userId).map(({ id }) => id);
  const now = tellerOf(means, userId);
  let leftToTell = most;
  return (waiting) => {
    const decision = decisionOf(means, userId, waiting);
    const rows = rowsOf(means, userId, accounts, waiting, decision);
    const yes = yesTo(waiting, rows);
    if (yes !== null) leftToTell -= rowsIn(means.db, userId, waiting.ticker);
    const tried = yes === null || leftToTell < 0 ? null : preview(means, userId, yes, undefined, now);
    return {
      ...{ waiting, rows, yes, decision },
      campaigns: campaignsOf(means, userId, waiting, rows),
      preview: tried?.ok ? tried.value : null,
    };
  };
}

function decisionOf({ db }: Means, userId: string, waiting: Waiting): Kept | null {
  const id = 'problem' in waiting ? waiting.problem.decision : undefined;
  return id === undefined ? null : findDecision(db, userId, id);
}

/** A row's id says which row is meant within its account only: of another ticker it is another's. */
function rowsOf(
  { db }: Means,
  userId: string,
  accounts: readonly string[],
  waiting: Waiting,
  decision: Kept | null,
): readonly RecordedRow[] {
  const said = decision?.decision;
  const meant = said !== undefined && 'account' in said ? said.account : undefined;
  const asked = rowsAsked(waiting);
  const found = accounts
    .filter((account) => meant === undefined || account === meant)
    .flatMap((account) => recordedRows(db, userId, account, asked));
  const own = found.filter(({ row }) => (row.instrument?.ticker ?? waiting.ticker) === waiting.ticker);
  return own.toSorted((a, b) => asked.indexOf(a.row.id) - asked.indexOf(b.row.id) || a.row.part - b.row.part);
}

function yesTo(waiting: Waiting, rows: readonly RecordedRow[]): Said | null {
  if ('suggestion' in waiting) return { kind: 'accept', suggestion: waiting.suggestion.id };
  return waiting.problem.code === 'AMBIGUOUS_PAIR' ? pairing(waiting.problem, rows, 'unlink') : null;
}

/** The first of its rows is of the closing, the last of the opening. */
export function pairing(
  { transactionIds }: Problem,
  [first]: readonly RecordedRow[],
  kind: 'link' | 'unlink',
): Said | null {
  const [closing, opening] = [transactionIds[0], transactionIds.at(-1)];
  if (closing === undefined || opening === undefined || first === undefined) return null;
  return { kind, closing, opening, account: first.row.account };
}

const MOST_CAMPAIGNS = 4;

function campaignsOf(
  { db }: Means,
  userId: string,
  waiting: Waiting,
  rows: readonly RecordedRow[],
): readonly Summary[] {
  const found =
    'suggestion' in waiting
      ? [waiting.suggestion.from, waiting.suggestion.to].map((id) => findCampaign(db, userId, id))
      : rows.flatMap(({ row }) => campaignsOfRow(db, userId, row.account, row.id));
  const known = found.filter((each) => each !== null);
  return [...new Map(known.map((each) => [each.id, each])).values()].slice(0, MOST_CAMPAIGNS);
}
