import {
  accountByHash,
  accountNumbers,
  account as printAccount,
  userPreference,
} from '../../../src/features/brokers/practice/schwab/accounts.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import { type Answer, json } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import { serviceError } from './errors.ts';
import type { SignedIn } from './grants.ts';

export function listNumbers({ accounts }: SignedIn): Answer {
  return json(accountNumbers().filter(({ accountNumber }) => accounts.includes(accountNumber)));
}

export function listAccounts(world: World, { accounts }: SignedIn, { query, at }: Question): Answer {
  return json(accounts.map((number) => printAccount(world, number, at, wantsPositions(query))));
}

export function showAccount(world: World, signedIn: SignedIn, question: Question): Answer {
  const number = numberIn(question, signedIn);
  if (typeof number !== 'string') return number;
  return json(printAccount(world, number, question.at, wantsPositions(question.query)));
}

export function showPreference({ accounts }: SignedIn, { at }: Question): Answer {
  const all = userPreference(at);
  return json({
    ...all,
    accounts: all.accounts.filter(({ accountNumber }) => accounts.includes(accountNumber)),
  });
}

/** The account behind the hash in the address; the plain number there is refused. */
export function numberIn({ params }: Question, { accounts }: SignedIn): string | Answer {
  const hash = params['hash'] ?? '';
  if (!/^[0-9A-F]{64}$/.test(hash)) return serviceError(400, 'Invalid account number');
  const number = accountByHash(hash);
  return number !== null && accounts.includes(number) ? number : serviceError(404, 'Account not found');
}

// What else stands in `fields` is passed over in silence.
function wantsPositions(query: URLSearchParams): boolean {
  return query.get('fields')?.split(',').includes('positions') ?? false;
}
