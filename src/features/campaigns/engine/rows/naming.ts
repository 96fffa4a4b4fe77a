/**
 * Rule: a dividend that names only a company is told with the ticker its account knows by that name; where the account
 * knows none, with the one the broker says it is. Example: “COCA COLA CO” is KO where a removal of a “PUT COCA COLA CO
 * $60” is KO's; in an account that never traded options, the broker is asked.
 */
import type { Transaction } from '../types.ts';
import { type Names, tickersNamed } from './company-names.ts';

/** What the broker answered, by the name that was asked for. */
export type Companies = ReadonlyMap<string, string>;

/** null: nobody's, or that of several. */
export function tickerFor(row: Transaction, names: Names, companies: Companies): string | null {
  const [ticker, ...others] = tickersNamed(names, row);
  if (others.length > 0) return null;
  return ticker ?? companies.get(row.description) ?? null;
}
