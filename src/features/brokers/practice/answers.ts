/** What the practice market answers: the world of a connection, printed as Schwab and Kite would, and read again. */
import type { Clock } from '../../../lib/clock.ts';
import type { BrokerAccount } from '../../../model/broker.ts';
import type { Book, Broker, Page, Pass, Stretch } from '../port.ts';
import { readAccounts, readNames } from '../schwab/parse/accounts.ts';
import { readBook } from '../schwab/parse/book.ts';
import { readRawRows } from '../schwab/parse/raw-rows.ts';
import { readAccount } from '../zerodha/parse/account.ts';
import { readBalance, readPositions } from '../zerodha/parse/book.ts';
import { readHoldings } from '../zerodha/parse/holdings.ts';
import { readTrades } from '../zerodha/parse/trades.ts';
import { margins, profile } from './kite/account.ts';
import { holdings } from './kite/holdings.ts';
import { positions, trades } from './kite/orders.ts';
import { candlesIn, listingsIn, printed, quotesIn, understood } from './price-answers.ts';
import { accountNumbers, account as printAccount, userPreference } from './schwab/accounts.ts';
import { transactionsOf } from './schwab/transactions.ts';
import { anchorOf, makeWorld, type World } from './world.ts';

export interface PracticeMeans {
  readonly clock: Clock;
  readonly seed?: number;
}

export type Answers = Pick<
  Broker,
  'accounts' | 'transactions' | 'book' | 'holdings' | 'quotes' | 'candles' | 'listings'
>;

/** The one that everybody practises in. */
export const SEED = 20_260_105;
const MOST_WORLDS = 3;

export function practiceAnswers({ clock, seed = SEED }: PracticeMeans): Answers {
  const worlds = new Map<string, World>();
  const worldOf = async (pass: Pass) => {
    const anchor = anchorOf(Number(await pass.access()) || clock());
    return remembered(worlds, anchor, () => makeWorld({ seed, anchor }));
  };
  return {
    accounts: async () => accountsAt(clock()),
    transactions: async (pass, account, stretch) => pageOf(await worldOf(pass), account, stretch, clock()),
    book: async (pass, account) => bookOf(await worldOf(pass), account, clock()),
    holdings: async (pass) =>
      understood(readHoldings(printed(holdings(await worldOf(pass), clock())))).holdings,
    quotes: async (pass, symbols) => quotesIn(await worldOf(pass), symbols, clock()),
    candles: async (pass, symbol, from, to) => candlesIn(await worldOf(pass), symbol, from, to),
    listings: async (pass, words) => listingsIn(await worldOf(pass), words),
  };
}

// Each holds a few megabytes: as many as a household has, and no more.
function remembered(worlds: Map<string, World>, anchor: string, make: () => World): World {
  const world = worlds.get(anchor) ?? make();
  worlds.delete(anchor);
  worlds.set(anchor, world);
  for (const [oldest] of worlds) if (worlds.size > MOST_WORLDS) worlds.delete(oldest);
  return world;
}

function accountsAt(at: number): readonly BrokerAccount[] {
  const american = understood(readAccounts(accountNumbers(), readNames(userPreference(at)))).accounts;
  return [...american, understood(readAccount(profile()))];
}

function pageOf(world: World, { number, currency }: BrokerAccount, stretch: Stretch, at: number): Page {
  if (currency === 'INR') return { rows: tradesOf(world, stretch, at), instead: [] };
  const types = stretch.type.split(',');
  const texts = transactionsOf(world, number, at)
    .filter(
      ({ postedAt, type }) => postedAt >= stretch.from && postedAt <= stretch.to && types.includes(type),
    )
    .map(({ print }) => JSON.stringify(print()));
  return { rows: understood(readRawRows(texts, { ...stretch, account: number })), instead: [] };
}

// Kite knows today's trades only: they belong to the stretch that reaches today.
function tradesOf(world: World, { from, to, type }: Stretch, at: number): Page['rows'] {
  if (type !== 'TRADE') return [];
  const { rows } = understood(readTrades(printed(trades(world, at))));
  return rows.filter(({ happenedAt }) => happenedAt >= from && happenedAt <= to);
}

function bookOf(world: World, { number, currency }: BrokerAccount, at: number): Book {
  if (currency === 'USD') return understood(readBook(printed(printAccount(world, number, at)), number));
  const read = understood(readPositions(printed(positions(world, at))));
  return { ...read, balances: [understood(readBalance(printed(margins(world, at))))] };
}
