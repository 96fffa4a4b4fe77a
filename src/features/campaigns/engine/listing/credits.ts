/**
 * Rule: the running credit is what premium and dividends come to, day by day, from nothing on; of a long story as many
 * days as a small line can show, the last among them. Example: 188.68, then a roll for 47.36: 0, 188.68, 236.04.
 */
import type { Allocation } from '../types.ts';

const MOST = 24;

type Paid = Pick<Allocation, 'on' | 'role' | 'cashE4' | 'premiumE4'>;

export function creditsOf(allocations: readonly Paid[]): readonly number[] {
  const byDay = new Map<string, number>();
  let creditE4 = 0;
  for (const { on, role, cashE4, premiumE4 } of allocations) {
    creditE4 += role === 'INCOME' ? cashE4 : premiumE4;
    byDay.set(on, creditE4);
  }
  return [0, ...sample([...byDay.values()])];
}

function sample(all: readonly number[]): readonly number[] {
  if (all.length <= MOST) return all;
  return Array.from({ length: MOST }, (_, i) => all[Math.round((i * (all.length - 1)) / (MOST - 1))] ?? 0);
}
