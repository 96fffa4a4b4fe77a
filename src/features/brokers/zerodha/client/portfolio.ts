import type { BrokerAccount } from '../../../../model/broker.ts';
import type { Holding } from '../../../../model/holding.ts';
import { BrokerFault } from '../../faults.ts';
import type { Book, Page, Pass, Stretch } from '../../port.ts';
import { readAccount } from '../parse/account.ts';
import { readBalance, readPositions } from '../parse/book.ts';
import { readHoldings } from '../parse/holdings.ts';
import { startOfDay } from '../parse/times.ts';
import { readTrades } from '../parse/trades.ts';
import { askKite, orThrow } from './ask.ts';
import type { ZerodhaMeans } from './means.ts';

export async function accountsOf(means: ZerodhaMeans, pass: Pass): Promise<readonly BrokerAccount[]> {
  return [orThrow(readAccount(await askKite(means, pass, '/user/profile')))];
}

export async function holdingsOf(
  means: ZerodhaMeans,
  pass: Pass,
  account: BrokerAccount,
): Promise<readonly Holding[]> {
  const holdings = await askKite(means, pass, '/portfolio/holdings');
  await refuseStranger(means, pass, account);
  return orThrow(readHoldings(holdings)).holdings;
}

export async function bookOf(means: ZerodhaMeans, pass: Pass, account: BrokerAccount): Promise<Book> {
  const positions = orThrow(readPositions(await askKite(means, pass, '/portfolio/positions')));
  const balance = orThrow(readBalance(await askKite(means, pass, '/user/margins')));
  await refuseStranger(means, pass, account);
  return { ...positions, balances: [balance] };
}

/** Kite forgets its trades overnight: whatever is asked for, there is only today. */
export function stretchesOf(from: number, to: number): readonly Stretch[] {
  const start = Math.max(from, startOfDay(to));
  return start < to ? [{ from: start, to, type: 'TRADE' }] : [];
}

export async function tradesOf(means: ZerodhaMeans, pass: Pass, account: BrokerAccount): Promise<Page> {
  const trades = await askKite(means, pass, '/trades');
  await refuseStranger(means, pass, account);
  return { rows: orThrow(readTrades(trades)).rows, instead: [] };
}

/**
 * No answer of Kite says whose it is: it is that of whoever is signed in, and a person may sign in as another user while
 * an account is read. Asked afterwards, when whoever has come is already here.
 */
async function refuseStranger(means: ZerodhaMeans, pass: Pass, { number }: BrokerAccount): Promise<void> {
  const [now] = await accountsOf(means, pass);
  if (now?.number !== number) throw signedInAsAnother();
}

function signedInAsAnother(): BrokerFault {
  return new BrokerFault(
    'refused',
    'While this account was being read, another user signed in at Zerodha. Nothing of theirs was kept with it: read Zerodha again.',
  );
}
