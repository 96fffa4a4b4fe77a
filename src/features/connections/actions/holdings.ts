import type { Account, Broker } from '../../brokers/index.ts';
import { replaceBook, replaceHoldings } from '../../positions/index.ts';
import { answered, beginDoing, type Work } from './run.ts';

/** What is held now, account by account. */
export async function readHoldings(work: Work, accounts: readonly Account[]): Promise<void> {
  const broker = work.deps.brokers(work.connection.broker);
  const books = broker.can.has('positions') ? accounts : [];
  const holders = broker.can.has('holdings') ? accounts.filter(({ currency }) => currency === 'INR') : [];
  beginDoing(work, 'positions', books.length + holders.length);
  for (const account of books) await readBook(work, broker, account);
  for (const account of holders) await readShares(work, broker, account);
}

async function readBook(work: Work, broker: Broker, account: Account): Promise<void> {
  const book = await broker.book(work.pass, account);
  await answered(work, (tx) => replaceBook(tx, account.id, book, work.deps.clock()));
}

async function readShares(work: Work, broker: Broker, account: Account): Promise<void> {
  const holdings = await broker.holdings(work.pass, account);
  await answered(work, (tx) => replaceHoldings(tx, account.id, holdings));
}
