import type { Deps } from '../../../db/deps.ts';
import type { Db } from '../../../db/open.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { accountsOf } from '../../brokers/index.ts';
import { companiesIn, marketOf } from '../../prices/index.ts';
import { namings, unnamedRows } from '../../transactions/index.ts';
import { groupIntoCampaigns } from '../engine/group.ts';
import { withoutSuperseded } from '../engine/review/superseded.ts';
import { namesSaid } from '../engine/rows/company-names.ts';
import { type Companies, tickerFor } from '../engine/rows/naming.ts';
import { tickersOf } from '../engine/rows/tickers.ts';
import type { Decision, Grouping, Transaction } from '../engine/types.ts';
import { currentId } from '../store/aliases.ts';
import { decisionsOn } from '../store/decisions.ts';
import { closesFor, factsOf } from '../store/facts.ts';
import { namedRowsOf } from '../store/named.ts';

export type Means = Pick<Deps, 'db' | 'clock'>;

const ROLL_WINDOW_MINUTES = 10;

/** The day it is at the exchange. */
export function todayOf({ clock }: Pick<Deps, 'clock'>): string {
  return dateIn(clock(), 'America/New_York');
}

/** A ticker in all of a person's accounts as its rows and decisions have it; nothing is written. */
export function tell(means: Means, userId: string, ticker: string, more: readonly Decision[] = []): Grouping {
  const { db } = means;
  if (ticker === '') return ofNobody(db, userId);
  const said = withoutSuperseded([...decisionsOn(db, userId, ticker), ...more]);
  const facts = factsOf(db, userId, ticker);
  const options = {
    asOf: todayOf(means),
    rollWindowMinutes: ROLL_WINDOW_MINUTES,
    closeOn: closesFor(db, userId),
  };
  const told = groupIntoCampaigns(facts, said, options);
  // A name leads to the unit it was made of, wherever that is now; only where that is gone, to what took its place.
  const stale = new Set(told.problems.map(({ decision }) => decision));
  const led = said.map((each) => (stale.has(each.id) ? upToDate(db, userId, each) : each));
  return led.every((each, i) => each === said[i]) ? told : groupIntoCampaigns(facts, led, options);
}

/** A campaign that was named by a name it had then; the same decision where it has no other. */
function upToDate(db: Db, userId: string, decision: Decision): Decision {
  const nowOf = (id: string) => currentId(db, userId, id) ?? id;
  if (decision.kind === 'move' && nowOf(decision.to) !== decision.to)
    return { ...decision, to: nowOf(decision.to) };
  if (decision.kind === 'lock' && nowOf(decision.campaign) !== decision.campaign)
    return { ...decision, campaign: nowOf(decision.campaign) };
  return decision;
}

/** The dividends of companies that no account knows, or that may be of several tickers. */
function ofNobody(db: Db, userId: string): Grouping {
  const named = namedRowsOf(db, userId);
  const left = unnamedRows(db, userId).filter(({ number }) => !named.has(number));
  const { apart, problems } = tickersOf(
    left.map(({ row }) => row),
    namesSaid(namings(db, userId)),
  );
  return { campaigns: [], suggestions: [], problems, unassigned: apart };
}

export interface Naming {
  readonly number: number;
  readonly row: Transaction;
  /** null: nobody's. */
  readonly ticker: string | null;
}

/** Whose dividends are that name a company only. */
export function whoseDividends(db: Db, userId: string): readonly Naming[] {
  const rows = unnamedRows(db, userId);
  if (rows.length === 0) return [];
  const names = namesSaid(namings(db, userId));
  const companies = companiesByAccount(db, userId);
  return rows.map(({ number, row }) => ({
    number,
    row,
    ticker: tickerFor(row, names, companies.get(row.account) ?? new Map()),
  }));
}

function companiesByAccount(db: Db, userId: string): ReadonlyMap<string, Companies> {
  return new Map(accountsOf(db, userId).map(({ id, broker }) => [id, companiesIn(db, marketOf(broker))]));
}
