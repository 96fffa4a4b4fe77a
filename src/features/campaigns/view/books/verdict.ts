import type { IsoDate } from '../../../../lib/dates.ts';
import { nameOf } from '../../../../model/words.ts';
import { isBalanced, isDiffering, type Verdict } from '../../engine/balance/balance.ts';
import type { Balance } from '../../engine/balance/types.ts';

/** "2 contracts differ"; of what waits only where nothing differs. */
export function verdictWords(verdict: Verdict): string {
  const { options, shares, cash, waiting } = verdict;
  if (shares > 0) return differing(options + shares, 'position');
  if (options > 0) return differing(options, 'contract');
  if (cash > 0) return 'cash differs';
  return waiting === 0 ? 'balanced' : `balanced, ${waiting} awaited`;
}

function differing(count: number, noun: string): string {
  return count === 1 ? `1 ${noun} differs` : `${count} ${noun}s differ`;
}

interface Compared {
  readonly balances: readonly unknown[];
  readonly verdict: Verdict;
}

/** The light above every page; none where there is nothing to compare. */
export function booksLight(books: Compared | null) {
  if (books === null || books.balances.length === 0) return [];
  const light = { href: '/campaigns/books' };
  if (isBalanced(books.verdict)) return [{ ...light, label: 'Books balanced', words: '', tone: 'gain' }];
  return [{ ...light, label: 'Books', words: verdictWords(books.verdict), tone: 'warning' }];
}

const MOST_NAMES = 3;

/** The first few that differ. */
export function differingNames(balances: readonly Balance[], today: IsoDate): readonly string[] {
  const differing = balances.flatMap(({ differences }) => differences.filter(isDiffering));
  const names = differing.slice(0, MOST_NAMES).map(({ instrument }) => nameOf(instrument, today));
  const more = differing.length - names.length;
  return more === 0 ? names : [...names, `and ${more} more`];
}
