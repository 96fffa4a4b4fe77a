import { bumpVersion } from '../../../src/db/marks.ts';
import { write } from '../../../src/db/write.ts';
import { type Account, accountsOf, openAccount } from '../../../src/features/brokers/index.ts';
import type { Grouping } from '../../../src/features/campaigns/engine/types.ts';
import { groupIntoCampaigns, settle } from '../../../src/features/campaigns/index.ts';
import { campaignsOfTicker, questionsOf } from '../../../src/features/campaigns/store/campaigns.ts';
import { decisionsOn } from '../../../src/features/campaigns/store/decisions.ts';
import { closesFor } from '../../../src/features/campaigns/store/facts.ts';
import { namedRowsOf } from '../../../src/features/campaigns/store/named.ts';
import {
  everyTransaction,
  mirrorPage,
  preparePage,
  tickersOf,
} from '../../../src/features/transactions/index.ts';
import { dateIn } from '../../../src/lib/time-zones.ts';
import type { Actor } from '../../../src/model/actor.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import type { TestHouse } from '../../support/house.ts';

type Means = TestHouse['deps'];

/** The account of a ledger's name. */
export function accountNamed({ deps }: { readonly deps: Means }, actor: Actor, name: string): Account {
  const known = accountsOf(deps.db, actor.userId).find((one) => one.number === name);
  return known ?? write(deps.db, (tx) => openAccount(tx, deps, actor, { broker: 'schwab', number: name }));
}

const ALWAYS = { from: 0, to: 8.64e15 } as const;

/** A page of the broker's as the mirror takes it in: what is new, and what is said anew. Nothing is told yet. */
export function show(house: { readonly deps: Means }, actor: Actor, rows: readonly Transaction[]): void {
  const { deps } = house;
  for (const [name, own] of Map.groupBy(rows, ({ account }) => account)) {
    const account = accountNamed(house, actor, name);
    const texts = own.map((row) => ({
      id: row.id,
      happenedAt: row.executedAt,
      type: row.kind,
      text: JSON.stringify({ ...row, account: account.id }),
    }));
    const parse = (page: readonly { readonly text: string }[]) => ({
      transactions: page.map(({ text }) => JSON.parse(text) as Transaction),
      problems: [],
    });
    // Nobody asks for this type: what is not shown this time has not vanished.
    const page = preparePage({ ...ALWAYS, type: 'NOTHING' }, texts);
    write(deps.db, (tx) => mirrorPage(tx, { userId: actor.userId, account, clock: deps.clock, parse }, page));
  }
}

/** Once a row was shown, and now it is not. */
export function vanish(house: { readonly deps: Means }, actor: Actor, row: Transaction): void {
  const { deps } = house;
  const account = accountNamed(house, actor, row.account);
  write(deps.db, (tx) => {
    tx.$client
      .prepare(
        `INSERT INTO raw_transactions (id, account_id, activity_id, version, source, state, type, happened_at, digest, seen_at)
          SELECT (SELECT max(id) + 1 FROM raw_transactions), account_id, activity_id, version + 1, source, 'VANISHED', type,
            happened_at, digest, seen_at FROM raw_transactions WHERE account_id = ? AND activity_id = ?
          ORDER BY version DESC LIMIT 1`,
      )
      .run(account.id, row.id);
    tx.$client
      .prepare('DELETE FROM transactions WHERE account_id = ? AND activity_id = ?')
      .run(account.id, row.id);
    tx.$client
      .prepare(
        `INSERT INTO marks (user_id, kind, key, earliest) VALUES (?, 'ticker', ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(actor.userId, `${account.id}\n${row.instrument?.ticker ?? ''}`, row.tradedOn);
    bumpVersion(tx, actor.userId);
  });
}

export async function tellAll({ deps }: { readonly deps: Means }): Promise<void> {
  const [failure] = await settle(deps);
  if (failure !== undefined) throw failure;
}

/** All that is stored of somebody's campaigns, in the engine's own words and order. */
export function storedOf({ deps }: { readonly deps: Means }, userId: string) {
  const { db } = deps;
  const campaigns = tickersOf(db, userId).flatMap((ticker) => campaignsOfTicker(db, userId, ticker));
  const bare = (bodies: readonly object[]) =>
    bodies.map(({ ticker: _, ...body }: { ticker?: string }) => JSON.stringify(body)).toSorted();
  return {
    campaigns: campaigns
      .map(({ currency: _c, expiresOn: _e, credits: _r, ...campaign }) => campaign)
      .toSorted((a, b) => (`${a.startedOn}${a.id}` < `${b.startedOn}${b.id}` ? -1 : 1)),
    suggestions: bare(questionsOf(db, userId, 'suggestion')),
    problems: bare(questionsOf(db, userId, 'problem')),
    unassigned: bare(questionsOf(db, userId, 'unassigned')),
  };
}

/** The same, as the engine answers. */
export function storedGrouping({ deps }: { readonly deps: Means }, userId: string): Grouping {
  const { db } = deps;
  return {
    campaigns: tickersOf(db, userId).flatMap((ticker) => campaignsOfTicker(db, userId, ticker)),
    suggestions: questionsOf(db, userId, 'suggestion'),
    problems: questionsOf(db, userId, 'problem'),
    unassigned: questionsOf(db, userId, 'unassigned'),
  };
}

const INCOME: ReadonlySet<string> = new Set(['DIVIDEND', 'WITHHOLDING']);

/** What the engine makes of all rows at once. */
export function groupedOf({ deps }: { readonly deps: Means }, userId: string) {
  const { db } = deps;
  const named = namedRowsOf(db, userId);
  const all = [...everyTransaction(db, userId, { order: 'oldest' })].map(
    ({
      rowId,
      record: _r,
      accountName: _a,
      broker: _b,
      source: _s,
      isCorrected: _i,
      hasProblem: _h,
      ...row
    }): Transaction => {
      const ticker = named.get(rowId);
      return ticker === undefined ? row : { ...row, instrument: { kind: 'SHARE', ticker } };
    },
  );
  // A deposit is nobody's: it needs no telling, and is not kept twice.
  const rows = all.filter(({ instrument, kind }) => instrument !== null || INCOME.has(kind));
  const decisions = ['', ...tickersOf(db, userId)].flatMap((ticker) => decisionsOn(db, userId, ticker));
  const asOf = dateIn(deps.clock(), 'America/New_York');
  const options = { asOf, rollWindowMinutes: 10, closeOn: closesFor(db, userId) };
  const { campaigns, suggestions, problems, unassigned } = groupIntoCampaigns(rows, decisions, options);
  const texts = (all: readonly object[]) => all.map((each) => JSON.stringify(each)).toSorted();
  return {
    campaigns,
    suggestions: texts(suggestions),
    problems: texts(problems),
    unassigned: texts(unassigned),
  };
}

/** A person's tables as they are, without the numbers of their lines, and when each was written. */
export function tablesOf({ deps }: { readonly deps: Means }, userId: string): readonly string[] {
  return TABLES.flatMap(([table, sql]) =>
    deps.db.$client
      .prepare<[string], object>(sql)
      .all(userId)
      .map((line) => `${table} ${JSON.stringify({ ...line, key: 0, campaign_key: 0 })}`),
  );
}

const TABLES = [
  ['campaigns', 'SELECT * FROM campaigns WHERE user_id = ? ORDER BY id'],
  [
    'campaign_trades',
    `SELECT c.id, t.* FROM campaign_trades t JOIN campaigns c ON c.key = t.campaign_key
      WHERE c.user_id = ? ORDER BY c.id, t.position`,
  ],
  [
    'campaign_questions',
    'SELECT ticker, kind, body FROM campaign_questions q WHERE user_id = ? ORDER BY ticker, q.id',
  ],
  ['told_tickers', 'SELECT ticker FROM told_tickers WHERE user_id = ? ORDER BY ticker'],
  ['named_rows', 'SELECT transaction_id, ticker FROM named_rows WHERE user_id = ? ORDER BY transaction_id'],
  ['campaign_changes', 'SELECT campaign_id, message FROM campaign_changes c WHERE user_id = ? ORDER BY c.id'],
  ['campaign_aliases', 'SELECT old_id, id FROM campaign_aliases WHERE user_id = ? ORDER BY old_id'],
] as const;

/** Where two lists differ, the first few lines of it: all of them would fill the screen. */
export function difference(found: readonly string[], wanted: readonly string[]): readonly string[] {
  const [has, wants] = [new Set(found), new Set(wanted)];
  const more = found.filter((line) => !wants.has(line)).map((line) => `+ ${line}`);
  const less = wanted.filter((line) => !has.has(line)).map((line) => `- ${line}`);
  return [...more.slice(0, 3), ...less.slice(0, 3)].map((line) => line.slice(0, 900));
}
