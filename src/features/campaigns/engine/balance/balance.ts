/**
 * An account's books: its rows against what the broker says of it, contract by contract and in cash. Example: 14
 * positions agree, a put that expired on Friday is awaited, and 12,000.00 were there before the first row: balanced.
 */
import { cashOf } from './cash.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import type { Balance, Carried, Difference, Evidence, Facts } from './types.ts';

export function balanceOf(facts: Facts, evidence: Evidence): Balance {
  const { account, currency, readAt, begins } = facts;
  const { agreeing, mismatches } = compare(facts);
  const differences = explain(mismatches, facts, evidence);
  return { account, currency, readAt, begins, agreeing, differences, cash: cashOf(facts, evidence) };
}

/** What to remember of a first comparison: what was there before its first row. */
export function carriedFrom({ begins, differences, cash }: Balance): Carried {
  const held = differences.filter(({ state }) => state === 'carried').map(({ key, byE8 }) => [key, byE8]);
  const cashE4 = cash === null || cash.state === 'waiting' ? null : cash.carriedE4;
  return { begins, cashE4, held: Object.fromEntries(held) };
}

/** How many differ, of all accounts. */
export interface Verdict {
  readonly options: number;
  readonly shares: number;
  readonly cash: number;
  readonly waiting: number;
}

export function verdictOn(balances: readonly Balance[]): Verdict {
  const all = balances.flatMap(({ differences }) => differences);
  const differ = all.filter(isDiffering);
  const options = differ.filter(({ instrument }) => instrument.kind === 'OPTION').length;
  const cashStates = balances.flatMap(({ cash }) => cash?.state ?? []);
  return {
    options,
    shares: differ.length - options,
    cash: cashStates.filter((state) => state === 'differs').length,
    waiting: [...all.map(({ state }) => state), ...cashStates].filter((state) => state === 'waiting').length,
  };
}

export function isDiffering({ state }: Difference): boolean {
  return state === 'differs';
}

export function isBalanced({ options, shares, cash }: Verdict): boolean {
  return options + shares + cash === 0;
}
