import { bumpVersion } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import { accountsOf } from '../../brokers/index.ts';
import { correctionsSince, newestVersion } from '../../transactions/index.ts';
import { changesBy } from '../engine/corrections.ts';
import { successorsOf } from '../engine/successors.ts';
import type { Grouping } from '../engine/types.ts';
import { dropAliases, setAlias } from '../store/aliases.ts';
import { campaignsOfTicker, idsOfTicker } from '../store/campaigns.ts';
import type { Stored } from '../store/columns.ts';
import { forgetTold, lastTold, noteChange, noteTold, replaceResults, type Told } from '../store/results.ts';
import { bumpTold } from '../store/told-version.ts';
import { type Means, tell, todayOf } from './tell.ts';

/** Tells a ticker anew, keeps what comes of it, and says what the broker has changed since it was told last. */
export function regroup(tx: Tx, means: Means, userId: string, ticker: string): Grouping {
  const here: Means = { ...means, db: tx };
  const told = toldOf(tx, userId, ticker);
  let grouping = tell(here, userId, ticker);
  const corrected = correctedSince(tx, told);
  // Most rows change no name, and most were never corrected: then nobody asks what was told before.
  const isAsked = corrected.length > 0 || isAnyGone(tx, told, grouping);
  const before = isAsked ? campaignsOfTicker(tx, userId, ticker) : [];
  replaceResults(tx, told, grouping);
  const successors = keepNames(tx, told, before, grouping);
  // What was said of a campaign by a name that has just changed finds it now.
  if (successors.size > 0 && grouping.problems.some(({ decision }) => decision !== undefined)) {
    grouping = tell(here, userId, ticker);
    replaceResults(tx, told, grouping);
  }
  const nowOf = (id: string) => successors.get(id) ?? id;
  for (const { campaign, message } of changesBy(corrected, before, grouping.campaigns, nowOf))
    noteChange(tx, userId, campaign, means.clock(), message);
  if (isNothing(grouping)) forgetTold(tx, told);
  else noteTold(tx, told, todayOf(means), newestVersion(tx));
  bumpVersion(tx, userId);
  bumpTold(tx, userId);
  return grouping;
}

function correctedSince(tx: Tx, { userId, ticker }: Told) {
  const since = lastTold(tx, userId, ticker);
  return since === null ? [] : correctionsSince(tx, userId, since);
}

function isAnyGone(tx: Tx, { userId, ticker }: Told, { campaigns }: Grouping): boolean {
  const ids = new Set(campaigns.map(({ id }) => id));
  return idsOfTicker(tx, userId, ticker).some((id) => !ids.has(id));
}

/** Each row is in a campaign or outside all: where there is neither there are no rows. */
function isNothing({ campaigns, problems, unassigned }: Grouping): boolean {
  return campaigns.length + problems.length + unassigned.length === 0;
}

function toldOf(tx: Tx, userId: string, ticker: string): Told {
  const currencies = new Map(accountsOf(tx, userId).map(({ id, currency }) => [id, currency]));
  return { userId, ticker, currencyOf: (account) => currencies.get(account) ?? 'USD' };
}

/** Answers how campaigns of before are called now. */
function keepNames(
  tx: Tx,
  { userId, ticker }: Told,
  before: readonly Stored[],
  { campaigns }: Grouping,
): ReadonlyMap<string, string> {
  const successors = successorsOf(before, campaigns);
  dropAliases(tx, userId, ticker);
  for (const [oldId, id] of successors) setAlias(tx, userId, oldId, id);
  return successors;
}
