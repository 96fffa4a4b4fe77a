/**
 * Rule: what was there before the first row and the net amounts of all rows are the broker's cash. The first comparison
 * takes over what was there; from then on both follow each other. Rows of the last two sessions may not be settled.
 * Example: rows of -1,200.00 and a balance of 8,800.00: 10,000.00 were there before.
 */
import { isFirstTime } from './before.ts';
import { firstRecentDay, notYetThere } from './recent.ts';
import type { CashBalance, Evidence, Facts } from './types.ts';

export function cashOf(facts: Facts, { since }: Evidence): CashBalance | null {
  const { tellsCash, brokerCashE4, rowsCashE4: rowsE4, carried } = facts;
  if (!tellsCash || brokerCashE4 === null) return null;
  const brokerE4 = brokerCashE4;
  const isFirst = isFirstTime(facts) || carried?.cashE4 == null;
  // Rows that agree by themselves were only late when both were first compared.
  const carriedE4 = isFirst || rowsE4 === brokerE4 ? 0 : (carried?.cashE4 ?? 0);
  const byE4 = brokerE4 - rowsE4 - carriedE4;
  const same = { rowsE4, carriedE4, brokerE4, byE4 };
  if (byE4 === 0) return { ...same, state: carriedE4 === 0 ? 'agrees' : 'carried', rows: [] };
  const first = firstRecentDay(facts.readOn, 2);
  const newest = since(first).filter(({ tradedOn }) => tradedOn > first);
  const recent = notYetThere(newest, ({ netE4 }) => netE4, -byE4);
  if (recent !== null) return { ...same, state: 'waiting', rows: recent };
  if (isFirst) return { ...same, carriedE4: byE4, byE4: 0, state: 'carried', rows: [] };
  return { ...same, state: 'differs', rows: [] };
}
