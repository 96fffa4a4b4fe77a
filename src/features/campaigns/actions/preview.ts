import { done, type Outcome, refused } from '../../../model/outcome.ts';
import { recordedRows } from '../../transactions/index.ts';
import { type Figured, onlyIn } from '../engine/review/changed.ts';
import { begunBy, whyNotLeft } from '../engine/review/left.ts';
import type { Campaign, Grouping, Transaction } from '../engine/types.ts';
import type { Said } from '../store/decisions.ts';
import { type Placed, placeOf } from './place.ts';
import { whyStale } from './stale.ts';
import { type Means, tell } from './tell.ts';

/** What a decision would change, before it is made. */
export interface Preview {
  readonly ticker: string;
  /** The campaigns that would change, and what they would be. One that would be new is in `after` alone. */
  readonly before: readonly Campaign[];
  readonly after: readonly Campaign[];
  /** The one of `after` that is new, where a move begins one. */
  readonly begun: string | null;
}

const TRIED = 'tried';

/** How a ticker is told as things stand. */
type Teller = (ticker: string) => Grouping;

/** Each ticker once, for a list of previews. */
export function tellerOf(means: Means, userId: string): Teller {
  const told = new Map<string, Grouping>();
  return (ticker) => {
    const known = told.get(ticker) ?? tell(means, userId, ticker);
    told.set(ticker, known);
    return known;
  };
}

/** `from`: the campaign that something is to leave. */
export function preview(
  means: Means,
  userId: string,
  said: Said,
  from?: string,
  now: Teller = tellerOf(means, userId),
): Outcome<Preview> {
  const placed = placeOf(means.db, userId, said);
  if (!placed.ok) return placed;
  const { ticker } = placed.value;
  const before = now(ticker);
  const after = tell(means, userId, ticker, [{ ...placed.value.said, id: TRIED }]);
  const why =
    whyStale(after, TRIED) ??
    whyNotMoved(means, userId, placed.value, from, before.campaigns, after.campaigns);
  if (why !== null) return refused('not-possible', why);
  const isNew = said.kind === 'move' && said.to === 'new';
  return done({
    ticker,
    before: onlyIn(before.campaigns, after.campaigns),
    after: onlyIn(after.campaigns, before.campaigns),
    begun: isNew ? begunBy(said.transactionId, before.campaigns, after.campaigns) : null,
  });
}

export function whyNotMoved(
  { db }: Pick<Means, 'db'>,
  userId: string,
  { said, account }: Placed,
  from: string | undefined,
  before: readonly Figured[],
  after: readonly Figured[],
): string | null {
  if (said.kind !== 'move' || from === undefined) return null;
  const rows = recordedRows(db, userId, account ?? '', [said.transactionId]);
  const moved = rows.find(({ row }) => said.symbol === undefined || symbolOf(row) === said.symbol);
  return moved === undefined ? null : whyNotLeft(moved.row, from, before, after);
}

function symbolOf({ instrument }: Transaction): string | undefined {
  return instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker;
}
