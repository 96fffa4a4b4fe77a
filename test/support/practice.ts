import assert from 'node:assert/strict';
import { parseSchwabApi } from '../../src/features/brokers/index.ts';
import type { Posting } from '../../src/features/brokers/practice/ledger/postings.ts';
import { ACCOUNTS } from '../../src/features/brokers/practice/schwab/accounts.ts';
import { transactionsOf } from '../../src/features/brokers/practice/schwab/transactions.ts';
import { makeWorld, type World } from '../../src/features/brokers/practice/world.ts';
import { groupIntoCampaigns } from '../../src/features/campaigns/index.ts';
import { dateIn } from '../../src/lib/time-zones.ts';
import type { Parsed } from '../../src/model/transaction.ts';

export const ANCHOR = '2026-11-16';
/** Noon in New York, on the Tuesday of the anchor's week. */
export const TUESDAY = Date.parse('2026-11-17T17:00:00Z');
export const DAY = 86_400_000;

export function practiceWorld(seed = 1, anchor = ANCHOR): World {
  return makeWorld({ seed, anchor });
}

/** What Schwab would send for both accounts, as it comes off the wire. */
export function rowsAt(
  world: World,
  at: number,
): readonly ReturnType<ReturnType<typeof transactionsOf>[number]['print']>[] {
  const rows = ACCOUNTS.flatMap((account) => transactionsOf(world, account, at).map((row) => row.print()));
  return JSON.parse(JSON.stringify(rows));
}

export function parsedAt(world: World, at: number): Parsed {
  return parseSchwabApi(rowsAt(world, at));
}

type Grouping = ReturnType<typeof groupIntoCampaigns>;
type Campaign = Grouping['campaigns'][number];

/** The practice market's rows after the engine has read them. */
export class Seen {
  readonly grouping: Grouping;
  readonly parsed: Parsed;
  readonly #stories: ReadonlyMap<string, readonly Posting[]>;

  constructor(world: World, at: number) {
    this.parsed = parsedAt(world, at);
    const asOf = dateIn(at, 'America/New_York');
    this.grouping = groupIntoCampaigns(this.parsed.transactions, [], { asOf, rollWindowMinutes: 10 });
    this.#stories = Map.groupBy(world.ledger.rowsAt(at), ({ story }) => story);
  }

  rows(story: string): readonly Posting[] {
    return this.#stories.get(story) ?? assert.fail(`nothing is told of ${story}`);
  }

  campaigns(story: string): readonly Campaign[] {
    const ids = new Set(this.rows(story).map(({ id }) => String(id)));
    return this.grouping.campaigns.filter(({ allocations }) =>
      allocations.some(({ transactionId }) => ids.has(transactionId)),
    );
  }

  /** The only campaign of a story. */
  campaign(story: string): Campaign {
    const [only, ...more] = this.campaigns(story);
    assert.equal(more.length, 0, `${story} is more than one campaign`);
    return only ?? assert.fail(`${story} is no campaign`);
  }

  suggestions(story: string): readonly string[] {
    const ids = new Set(this.campaigns(story).map(({ id }) => id));
    return this.grouping.suggestions
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map(({ kind }) => kind);
  }

  problems(story: string): readonly string[] {
    const ids = new Set(this.rows(story).map(({ id }) => String(id)));
    return [...this.parsed.problems, ...this.grouping.problems]
      .filter(({ transactionIds }) => transactionIds.some((id) => ids.has(id)))
      .map(({ code }) => code)
      .toSorted();
  }
}
