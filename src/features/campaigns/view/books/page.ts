import { dateIn } from '../../../../lib/time-zones.ts';
import type { Verdict } from '../../engine/balance/balance.ts';
import type { Balance } from '../../engine/balance/types.ts';
import { subnavOf } from '../subnav.ts';
import { accountView } from './account.ts';
import type { Named } from './lines.ts';
import { verdictWords } from './verdict.ts';

interface Shown {
  readonly balances: readonly Balance[];
  readonly verdict: Verdict;
  readonly unknown: readonly Named[];
}

interface Surroundings {
  readonly accounts: readonly Named[];
  readonly reviewCount: number;
}

export function booksView(
  { balances, verdict, unknown }: Shown,
  { accounts, reviewCount }: Surroundings,
  { timeZone }: { readonly timeZone: string },
  now: number,
) {
  const moment = { timeZone, now, today: dateIn(now, timeZone) };
  const named = new Map(accounts.map((account) => [account.id, account]));
  return {
    subnav: subnavOf('/campaigns/books', reviewCount),
    isEmpty: balances.length === 0,
    verdict: capital(verdictWords(verdict)),
    accounts: balances.flatMap((balance) => {
      const account = named.get(balance.account);
      return account === undefined ? [] : [accountView(account, balance, moment)];
    }),
    unknown: unknown.map(({ id, name }) => ({ id, name })),
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
