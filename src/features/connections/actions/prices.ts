import { bumpVersion } from '../../../db/marks.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { type Account, type Broker, BrokerFault, ownersAt } from '../../brokers/index.ts';
import { heldIn } from '../../positions/index.ts';
import {
  candlesFrom,
  companyAskedAt,
  lastCandle,
  type Market,
  marketOf,
  saveCandles,
  saveCompany,
  saveQuotes,
} from '../../prices/index.ts';
import { unnamedCompanies } from '../../transactions/index.ts';
import { tickerOfCompany } from '../engine/companies.ts';
import { answered, beginDoing, type Work } from './run.ts';

interface Shop {
  readonly work: Work;
  readonly broker: Broker;
  readonly market: Market;
}

type Errand = () => Promise<void>;

/**
 * What the things held are worth, what they were worth day by day, and which share a dividend's company is. What the app
 * may not ask for is done without, and answered as the broker's refusal: a subscription may cover the one and not the other.
 */
export async function readPrices(work: Work, accounts: readonly Account[]): Promise<BrokerFault | null> {
  const broker = work.deps.brokers(work.connection.broker);
  const shop: Shop = { work, broker, market: marketOf(work.connection.broker) };
  const rounds = [quoteErrands, candleErrands, nameErrands].map((errandsOf) => errandsOf(shop, accounts));
  beginDoing(work, 'prices', rounds.flat().length);
  const refusals: BrokerFault[] = [];
  for (const round of rounds) refusals.push(...(await asFarAsAllowed(round)));
  return refusals[0] ?? null;
}

async function asFarAsAllowed(errands: readonly Errand[]): Promise<readonly BrokerFault[]> {
  try {
    for (const errand of errands) await errand();
    return [];
  } catch (error) {
    if (error instanceof BrokerFault && error.kind === 'refused') return [error];
    throw error;
  }
}

function quoteErrands({ work, broker, market }: Shop, accounts: readonly Account[]): readonly Errand[] {
  const held = accounts.flatMap(({ id }) => heldIn(work.deps.db, id).symbols);
  const symbols = [...new Set(held)];
  if (symbols.length === 0 || !broker.can.has('quotes')) return [];
  return [
    async () => {
      const quotes = await broker.quotes(work.pass, symbols);
      await answered(work, (tx) => {
        saveQuotes(tx, market, quotes);
        // Prices are the market's: they are new on the pages of everyone there.
        for (const userId of ownersAt(tx, work.connection.broker)) bumpVersion(tx, userId);
      });
    },
  ];
}

const ZONES = { USD: 'America/New_York', INR: 'Asia/Kolkata' } as const;

function candleErrands({ work, broker, market }: Shop, accounts: readonly Account[]): readonly Errand[] {
  if (!broker.can.has('candles')) return [];
  const { db, clock } = work.deps;
  const tickers = new Map<string, IsoDate>();
  for (const { id, currency } of accounts)
    for (const ticker of heldIn(db, id).tickers) tickers.set(ticker, dateIn(clock(), ZONES[currency]));
  return [...tickers].map(([ticker, today]) => async () => {
    const from = candlesFrom(lastCandle(db, market, ticker), today);
    const candles = await broker.candles(work.pass, ticker, from, today);
    await answered(work, (tx) => saveCandles(tx, market, ticker, candles));
  });
}

const ASK_AGAIN_MS = 30 * 86_400_000;

function nameErrands({ work, broker, market }: Shop, accounts: readonly Account[]): readonly Errand[] {
  if (!broker.can.has('instruments')) return [];
  const { db, clock } = work.deps;
  const names = new Set(accounts.flatMap(({ id }) => unnamedCompanies(db, id)));
  const due = [...names].filter((name) => (companyAskedAt(db, market, name) ?? 0) < clock() - ASK_AGAIN_MS);
  return due.map((name) => async () => {
    const listings = await broker.listings(work.pass, name);
    await answered(work, (tx) => saveCompany(tx, market, name, tickerOfCompany(name, listings), clock()));
  });
}
