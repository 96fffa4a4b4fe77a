import type { Deps } from '../../../db/deps.ts';
import { addDays } from '../../../lib/dates.ts';
import { type Account, accountsOf } from '../../brokers/index.ts';
import { closesBetween, marketOf, quotesOf } from '../../prices/index.ts';
import { type RecordedRow, recordedRows } from '../../transactions/index.ts';
import { chainOf } from '../engine/chain/chain.ts';
import { costsSaid } from '../engine/chain/costs.ts';
import { keyOf } from '../engine/chain/entries.ts';
import type { Shown, ShownCampaign } from '../engine/chain/shown.ts';
import { findCampaign, questionsOf } from '../store/campaigns.ts';
import { decisionsOn } from '../store/decisions.ts';
import { changesOf, notesOn, tagsOn } from '../store/notes.ts';
import { locksOn } from './lock.ts';
import { todayOf } from './tell.ts';

const MOST_CHANGES = 20;
const DAYS_BEFORE = 5;

/** null: there is no such campaign, or it is somebody else's. */
export function showCampaign(deps: Deps, userId: string, id: string): Shown | null {
  const { db } = deps;
  const campaign = findCampaign(db, userId, id);
  if (campaign === null) return null;
  const account = accountsOf(db, userId).find((each) => each.id === campaign.account);
  const decisions = decisionsOn(db, userId, campaign.ticker);
  const recorded = rowsOf(deps, userId, campaign);
  const rows = recorded.map(({ row }) => row);
  const [lock] = locksOn(db, userId, campaign);
  return {
    campaign,
    accountName: account?.name ?? '',
    isPractice: account?.broker === 'practice',
    chain: chainOf(campaign, rows, costsSaid(decisions, campaign.account)),
    recordOf: new Map(recorded.map(({ row, record }) => [keyOf(row.id, row.part), record])),
    ...pricesOf(deps, account, campaign),
    notes: notesOn(db, userId, campaign.id),
    tags: tagsOn(db, userId, campaign.id),
    lock: lock?.id ?? null,
    changes: changesOf(db, userId, campaign.id, MOST_CHANGES),
    ...openQuestions(deps, userId, campaign),
  };
}

/** What the review asks about this campaign, and what is wrong with its rows. */
function openQuestions({ db }: Deps, userId: string, { id, ticker, allocations }: ShownCampaign) {
  const rows = new Set(allocations.map(({ transactionId }) => transactionId));
  const isOwn = ({ transactionIds }: { readonly transactionIds: readonly string[] }) =>
    transactionIds.some((each) => rows.has(each));
  const problems = questionsOf(db, userId, 'problem', ticker).filter(isOwn);
  const asked = questionsOf(db, userId, 'suggestion', ticker).filter(
    ({ from, to }) => from === id || to === id,
  );
  return { problems: [...new Set(problems.map(({ message }) => message))], asked: asked.length };
}

function rowsOf({ db }: Deps, userId: string, campaign: ShownCampaign): readonly RecordedRow[] {
  const ids = campaign.allocations.map(({ transactionId }) => transactionId);
  return recordedRows(db, userId, campaign.account, ids);
}

function pricesOf(deps: Deps, account: Account | undefined, campaign: ShownCampaign) {
  const { ticker, openLegs, startedOn, closedOn } = campaign;
  const today = todayOf(deps);
  if (account === undefined) return { today, quotes: new Map(), closes: [] };
  const market = marketOf(account.broker);
  const symbols = [ticker, ...openLegs.map(({ contract }) => contract.symbol)];
  const from = addDays(startedOn, -DAYS_BEFORE);
  return {
    today,
    quotes: quotesOf(deps.db, market, symbols),
    closes: closesBetween(deps.db, market, ticker, from, closedOn ?? today),
  };
}
