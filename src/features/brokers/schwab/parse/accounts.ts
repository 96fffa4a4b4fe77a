import type { BrokerAccount } from '../../../../model/broker.ts';
import { accountNumbers, userPreference } from '../payloads.ts';
import type { Fault } from './faults.ts';

/** Schwab's hash stands in addresses, its number everywhere else. */
export function readAccounts(
  answer: unknown,
  names: ReadonlyMap<string, string>,
): { readonly accounts: readonly BrokerAccount[] } | Fault {
  const read = accountNumbers.safeParse(answer);
  if (!read.success) return { fault: 'is no list of accounts' };
  return {
    accounts: read.data.map(({ accountNumber: number, hashValue: handle }) => ({
      number,
      handle,
      name: names.get(number) ?? `Schwab ...${number.slice(-3)}`,
      currency: 'USD',
    })),
  };
}

/** What a person calls their accounts; nobody has to call them anything. */
export function readNames(answer: unknown): ReadonlyMap<string, string> {
  const read = userPreference.safeParse(answer);
  const accounts = read.success ? read.data.flatMap((one) => one.accounts) : [];
  return new Map(
    accounts.flatMap(({ accountNumber, nickName }) => {
      const name = nickName?.trim().slice(0, 60) ?? '';
      return accountNumber && name !== '' ? [[accountNumber, name] as const] : [];
    }),
  );
}
