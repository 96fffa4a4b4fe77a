/**
 * Rule: a row's id says which row is meant within its account only. Where several accounts have one of that id, a decision
 * has to say whose; till then it is not applied to any. Example: row 1 of account A and row 1 of account B, and “move row
 * 1”.
 */
import type { Decision, Transaction } from '../types.ts';

/** The rows a decision speaks of. */
export function rowsOf(decision: Decision): readonly string[] {
  if ('transactionId' in decision) return [decision.transactionId];
  return 'closing' in decision ? [decision.closing, decision.opening] : [];
}

export function isOfAccount(decision: Decision, account: string | undefined): boolean {
  return !('account' in decision) || decision.account === account;
}

/** Decisions that do not say whose row they mean, where there is more than one. */
export function unclear(decisions: readonly Decision[], rows: readonly Transaction[]): ReadonlySet<Decision> {
  const unsaid = decisions.filter((each) => !('account' in each));
  const accountsOf = new Map(unsaid.flatMap(rowsOf).map((id) => [id, new Set<string>()]));
  if (accountsOf.size > 0) for (const { id, account } of rows) accountsOf.get(id)?.add(account);
  const isShared = (id: string) => (accountsOf.get(id)?.size ?? 0) > 1;
  return new Set(unsaid.filter((each) => rowsOf(each).some(isShared)));
}
