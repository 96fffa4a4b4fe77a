import type { BrokerAccount } from '../../../../model/broker.ts';
import type { Holding } from '../../../../model/holding.ts';
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

export async function holdingsOf(means: ZerodhaMeans, pass: Pass): Promise<readonly Holding[]> {
  return orThrow(readHoldings(await askKite(means, pass, '/portfolio/holdings'))).holdings;
}

export async function bookOf(means: ZerodhaMeans, pass: Pass): Promise<Book> {
  const positions = orThrow(readPositions(await askKite(means, pass, '/portfolio/positions')));
  const balance = orThrow(readBalance(await askKite(means, pass, '/user/margins')));
  return { ...positions, balances: [balance] };
}

/** Kite forgets its trades overnight: whatever is asked for, there is only today. */
export function stretchesOf(from: number, to: number): readonly Stretch[] {
  const start = Math.max(from, startOfDay(to));
  return start < to ? [{ from: start, to, type: 'TRADE' }] : [];
}

export async function tradesOf(means: ZerodhaMeans, pass: Pass): Promise<Page> {
  return { rows: orThrow(readTrades(await askKite(means, pass, '/trades'))).rows, instead: [] };
}
