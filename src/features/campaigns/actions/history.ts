import { accountsOf } from '../../brokers/index.ts';
import { type RecordedRow, recordedRows } from '../../transactions/index.ts';
import { withoutSuperseded } from '../engine/review/superseded.ts';
import { findCampaign, questionsOf } from '../store/campaigns.ts';
import type { Stored } from '../store/columns.ts';
import { decisionHistory, decisionsOn, type Kept } from '../store/decisions.ts';
import type { Means } from './tell.ts';

/** What was said, whether it counts, and of which rows. */
export interface Remembered extends Kept {
  /** 'replaced': a later word on the same counts; 'stale': it cannot be applied. */
  readonly state: 'stands' | 'withdrawn' | 'replaced' | 'stale';
  readonly records: readonly RecordedRow[];
  /** The campaign it names, where there is one. */
  readonly campaign: Stored | null;
}

export interface History {
  readonly kept: readonly Remembered[];
  readonly next: string | null;
}

const PAGE = 30;

export function historyOf(
  { db }: Means,
  userId: string,
  asked: { readonly ticker?: string | undefined; readonly before?: number | undefined },
): History {
  const found = decisionHistory(db, userId, asked, PAGE + 1);
  const page = found.slice(0, PAGE);
  const tickers = [...new Set(page.map(({ ticker }) => ticker))];
  const counting = new Set(
    tickers.flatMap((ticker) => withoutSuperseded(decisionsOn(db, userId, ticker)).map(({ id }) => id)),
  );
  const stale = new Set(questionsOf(db, userId, 'problem').map(({ decision }) => decision));
  const accounts = accountsOf(db, userId).map(({ id }) => id);
  const recordsOf = ({ decision, rows }: Kept) =>
    accounts
      .filter((account) => !('account' in decision) || decision.account === account)
      .flatMap((account) => recordedRows(db, userId, account, rows));
  const kept = page.map((each): Remembered => {
    const { decision, withdrawnAt } = each;
    const state = withdrawnAt !== null ? 'withdrawn' : stateOf(decision.id, counting, stale);
    const named = decision.kind === 'move' ? decision.to : decision.kind === 'lock' ? decision.campaign : '';
    const records = recordsOf(each).filter(
      ({ row }) => (row.instrument?.ticker ?? each.ticker) === each.ticker,
    );
    return { ...each, state, records, campaign: findCampaign(db, userId, named) };
  });
  return { kept, next: found.length > PAGE ? (page.at(-1)?.decision.id ?? null) : null };
}

function stateOf(id: string, counting: ReadonlySet<string>, stale: ReadonlySet<string | undefined>) {
  if (!counting.has(id)) return 'replaced';
  return stale.has(id) ? 'stale' : 'stands';
}
