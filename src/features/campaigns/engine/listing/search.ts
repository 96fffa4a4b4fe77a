/** What a strategy is searched by: its name as people say it. Example: "credit sp" finds both credit spreads. */
import type { Strategy } from '../types.ts';

export const STRATEGIES = [
  'NAKED_PUT',
  'NAKED_CALL',
  'COVERED_CALL',
  'WHEEL',
  'LONG_CALL',
  'LONG_PUT',
  'PUT_CREDIT_SPREAD',
  'PUT_DEBIT_SPREAD',
  'CALL_CREDIT_SPREAD',
  'CALL_DEBIT_SPREAD',
  'CALENDAR',
  'DIAGONAL',
  'PMCC',
  'STRADDLE',
  'STRANGLE',
  'IRON_CONDOR',
  'COLLAR',
  'SHARES',
  'CUSTOM',
] as const satisfies readonly Strategy[];

export function strategiesLike(text: string): readonly Strategy[] {
  const wanted = text.trim().toUpperCase().replace(/\s+/g, '_');
  return STRATEGIES.filter((strategy) => strategy.includes(wanted));
}
