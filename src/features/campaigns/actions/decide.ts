import type { Deps } from '../../../db/deps.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, type Refusal, refused, type Undo } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import { onlyIn } from '../engine/review/changed.ts';
import { withoutSuperseded } from '../engine/review/superseded.ts';
import type { Campaign } from '../engine/types.ts';
import { campaignsOfTicker } from '../store/campaigns.ts';
import {
  decisionsOn,
  findDecision,
  type Kept,
  keepDecision,
  type Said,
  setWithdrawn,
} from '../store/decisions.ts';
import { type Placed, placeOf } from './place.ts';
import { whyNotMoved } from './preview.ts';
import { regroup } from './regroup.ts';
import { whyStale } from './stale.ts';

export interface Decided {
  readonly id: string;
  readonly ticker: string;
  readonly said: Said;
  /** The ticker's campaigns as they are now, and those of them that this has changed. */
  readonly campaigns: readonly Campaign[];
  readonly changed: readonly Campaign[];
}

/** What a form knew when it was shown; a program says nothing of it. */
export interface Knowing {
  /** The newest decision there was: the same word in a newer one is this form, sent before. */
  readonly latest?: number | undefined;
  /** The campaign that something is to leave. */
  readonly from?: string | undefined;
}

/** Keeps what the trader says and tells its ticker anew; what cannot be applied is not kept. Said twice it counts once. */
export function decide(deps: Deps, actor: Actor, said: Said, knowing: Knowing = {}): Outcome<Decided> {
  const placed = placeOf(deps.db, actor.userId, said);
  if (!placed.ok) return placed;
  const { ticker } = placed.value;
  return orNothing((nothing) =>
    write(deps.db, (tx) => {
      const known = standingLike(tx, actor.userId, placed.value, knowing);
      const { id } = known ?? keep(tx, deps, actor, placed.value);
      const before = campaignsOfTicker(tx, actor.userId, ticker);
      const { campaigns, problems } = regroup(tx, deps, actor.userId, ticker);
      const isNew = known === null;
      const why =
        whyStale({ problems }, id) ??
        (isNew ? whyNotMoved({ db: tx }, actor.userId, placed.value, knowing.from, before, campaigns) : null);
      if (why !== null) throw nothing(refused('not-possible', why));
      const changed = onlyIn(campaigns, before);
      return done(
        { id, ticker, said: placed.value.said, campaigns, changed },
        standingOf(actor, id, 'DELETE'),
      );
    }),
  );
}

/** A program takes back at its own address. */
function standingOf({ via }: Actor, id: string, method: Undo['method']): Undo {
  return { method, url: `${via === 'api' ? '/api' : ''}/campaigns/decisions/${id}/standing` };
}

/** Takes a decision back, or says it again; what cannot be applied any more is not said again. */
export function setStanding(deps: Deps, actor: Actor, id: string, stands: boolean): Outcome<Decided> {
  const kept = findDecision(deps.db, actor.userId, id);
  if (kept === null) return NOT_FOUND;
  const { ticker } = kept;
  const { id: _, ...said } = kept.decision;
  return orNothing((nothing) =>
    write(deps.db, (tx) => {
      if ((kept.withdrawnAt === null) !== stands) turn(tx, deps, actor, kept, stands);
      const before = campaignsOfTicker(tx, actor.userId, ticker);
      const { campaigns, problems } = regroup(tx, deps, actor.userId, ticker);
      const why = stands ? whyStale({ problems }, id) : null;
      if (why !== null) throw nothing(refused('not-possible', why));
      const changed = onlyIn(campaigns, before);
      return done(
        { id, ticker, said, campaigns, changed },
        standingOf(actor, id, stands ? 'DELETE' : 'POST'),
      );
    }),
  );
}

function turn(tx: Tx, deps: Deps, actor: Actor, { decision, ticker }: Kept, stands: boolean): void {
  setWithdrawn(tx, actor.userId, decision.id, stands ? null : deps.clock());
  record(tx, deps, actor, {
    action: stands ? 'decision-made' : 'decision-withdrawn',
    subject: ticker,
    after: { kind: decision.kind, decision: decision.id },
  });
}

function keep(tx: Tx, deps: Deps, actor: Actor, { said, account, ticker, rows }: Placed) {
  const place = { userId: actor.userId, accountId: account, ticker, rows };
  const kept = keepDecision(tx, place, said, deps.clock());
  record(tx, deps, actor, {
    action: 'decision-made',
    subject: ticker,
    after: { kind: said.kind, decision: kept.id },
  });
  return kept;
}

/** The same word, where it counts already. So many of a row can be moved twice: then it is the same form only. */
function standingLike(tx: Tx, userId: string, { said, ticker }: Placed, { latest }: Knowing) {
  const standing = withoutSuperseded(decisionsOn(tx, userId, ticker));
  const isPart = said.kind === 'move' && said.quantity !== undefined;
  const isKnown = (id: string) => isPart && latest !== undefined && Number(id) <= latest;
  return standing.find(({ id, ...each }) => !isKnown(id) && textOf(each) === textOf(said)) ?? null;
}

function textOf(said: Said): string {
  return JSON.stringify(Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

class Nothing extends Error {
  override readonly name = 'Nothing';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** What was written is taken back where the work ends in a refusal. */
function orNothing<T>(work: (nothing: (refusal: Refusal) => Error) => Outcome<T>): Outcome<T> {
  try {
    return work((refusal) => new Nothing(refusal));
  } catch (error) {
    if (error instanceof Nothing) return error.refusal;
    throw error;
  }
}
