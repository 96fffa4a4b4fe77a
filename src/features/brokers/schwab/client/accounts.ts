import type { BrokerAccount } from '../../../../model/broker.ts';
import { inAddress } from '../../asking.ts';
import { BrokerFault } from '../../faults.ts';
import type { Book, Pass } from '../../port.ts';
import { readAccounts, readNames } from '../parse/accounts.ts';
import { readAnswer } from '../parse/answer-text.ts';
import { readBook } from '../parse/book.ts';
import { askSchwab, orThrow } from './ask.ts';
import type { SchwabMeans } from './means.ts';

export async function accountsOf(means: SchwabMeans, pass: Pass): Promise<readonly BrokerAccount[]> {
  const numbers = await ask(means, pass, '/trader/v1/accounts/accountNumbers');
  const { accounts } = orThrow(readAccounts(numbers, await namesOf(means, pass)));
  if (accounts.length === 0) throw noAccount();
  return accounts;
}

export async function bookOf(
  means: SchwabMeans,
  pass: Pass,
  { handle, number }: BrokerAccount,
): Promise<Book> {
  const path = `/trader/v1/accounts/${inAddress(handle)}?fields=positions`;
  return orThrow(readBook(await ask(means, pass, path), number));
}

function noAccount(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Schwab shows Rollbook none of your accounts. Sign in at Schwab once more, and tick those you want to see.',
  );
}

// Names are a kindness: an app that may not read them, or an odd answer, is no reason not to connect.
async function namesOf(means: SchwabMeans, pass: Pass): Promise<ReadonlyMap<string, string>> {
  try {
    return readNames(await ask(means, pass, '/trader/v1/userPreference'));
  } catch (error) {
    if (error instanceof BrokerFault && ['refused', 'unreadable'].includes(error.kind)) return new Map();
    throw error;
  }
}

async function ask(means: SchwabMeans, pass: Pass, path: string): Promise<unknown> {
  return orThrow(readAnswer(await askSchwab(means, pass, path))).value;
}
