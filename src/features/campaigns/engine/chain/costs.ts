/** What the trader has said that shares cost which came without any cash. Example: row 4711 cost 3000.00. */
import { E4, parseScaled } from '../../../../lib/decimal.ts';
import type { Decision } from '../types.ts';
import { keyOf } from './entries.ts';
import type { KnownCosts } from './holdings.ts';

export function costsSaid(decisions: readonly Decision[], account: string): KnownCosts {
  return new Map(
    decisions.flatMap((each) => {
      if (each.kind !== 'cost' || (each.account ?? account) !== account) return [];
      const costE4 = parseScaled(each.cost, E4);
      return costE4 === null ? [] : [[keyOf(each.transactionId, 0), costE4] as const];
    }),
  );
}
