import type { Deps } from '../../../db/deps.ts';
import type { Db } from '../../../db/open.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome } from '../../../model/outcome.ts';
import { currentId } from '../store/aliases.ts';
import { findCampaign } from '../store/campaigns.ts';
import { decisionsOn } from '../store/decisions.ts';
import { decide, setStanding } from './decide.ts';
import type { Noted } from './notes.ts';

const at = (id: string) => `/campaigns/${encodeURIComponent(id)}/lock`;

/** The locks of a campaign, also those of a name it had before. */
export function locksOn(
  db: Db,
  userId: string,
  { id, ticker }: { readonly id: string; readonly ticker: string },
) {
  return decisionsOn(db, userId, ticker).filter(
    (each) => each.kind === 'lock' && currentId(db, userId, each.campaign) === id,
  );
}

/** Of a locked campaign nothing is asked any more. */
export function lockCampaign(deps: Deps, actor: Actor, campaign: string): Outcome<Noted> {
  const found = findCampaign(deps.db, actor.userId, campaign);
  if (found === null) return NOT_FOUND;
  const { id } = found;
  const outcome = decide(deps, actor, { kind: 'lock', campaign: id });
  return outcome.ok ? done({ campaign: id }, { method: 'DELETE', url: at(id) }) : outcome;
}

export function unlockCampaign(deps: Deps, actor: Actor, campaign: string): Outcome<Noted> {
  const found = findCampaign(deps.db, actor.userId, campaign);
  if (found === null) return NOT_FOUND;
  const { id } = found;
  const locks = locksOn(deps.db, actor.userId, found);
  for (const lock of locks) setStanding(deps, actor, lock.id, false);
  return locks.length === 0
    ? done({ campaign: id })
    : done({ campaign: id }, { method: 'POST', url: at(id) });
}
