/**
 * What a campaign comes to: its state, its figures in both books, and the basis of the shares it holds. The economic
 * basis is a gauge: all premium and dividends so far are taken off what the shares cost. Example: 200 shares for 4000.00
 * after 210.36 of premium: 18.9482 a share.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { quotient } from '../../../../lib/rounding.ts';
import type { Books } from '../books/books.ts';
import type { Book } from '../books/ledger.ts';
import type { Portions } from '../books/portions.ts';
import { type Draft, sharesHeld } from '../story/drafts.ts';
import type { Shaped } from '../story/shape.ts';
import type { Story } from '../story/story.ts';
import type { Campaign, OpenContracts } from '../types.ts';
import { allocationsOf } from './allocations.ts';
import { breakEvensOf } from './break-even.ts';
import { capitalOf } from './capital.ts';
import { openByDraft } from './open-legs.ts';
import { phaseOf } from './phase.ts';
import { returnsOf } from './returns.ts';
import { rollsOf } from './roll-list.ts';
import { type RollPart, rollPartsByDraft } from './roll-parts.ts';
import { strategyOf } from './strategy.ts';
import { type Sums, sumsOf } from './sums.ts';

/** What all campaigns of a story are asked for, found in one pass. */
interface Found {
  readonly asOf: IsoDate;
  readonly portions: Portions;
  readonly books: Books['byDraft'];
  readonly realised: Books['realised'];
  readonly rollParts: ReadonlyMap<Draft, readonly RollPart[]>;
  readonly open: ReadonlyMap<Draft, readonly OpenContracts[]>;
}

export function findAll(story: Story, kept: Pick<Found, 'asOf' | 'portions' | 'books' | 'realised'>): Found {
  return { ...kept, rollParts: rollPartsByDraft(story), open: openByDraft(story) };
}

export function toCampaign(found: Found, { draft, id, startedOn, slices }: Shaped): Campaign {
  const { portions, realised } = found;
  const book = found.books.get(draft);
  if (book === undefined) throw new Error(`campaign ${id} has no books`);
  const rollParts = found.rollParts.get(draft) ?? [];
  const allocations = allocationsOf({ book, portions, realised }, slices, rollParts);
  const sharesE8 = sharesHeld(draft);
  const openLegs = found.open.get(draft) ?? [];
  const isOpen = sharesE8 !== 0 || openLegs.length > 0;
  const closedOn = isOpen ? null : (allocations.filter(({ role }) => role !== 'INCOME').at(-1)?.on ?? null);
  const sums = sumsOf(slices, allocations);
  const { rolls, count } = rollsOf(rollParts, slices, portions);
  const until = closedOn ?? found.asOf;
  const totalE4 = book.isUnknown ? null : book.realisedE4;
  const capital = capitalOf(slices, book.holdings, until);
  const stakeE4 = stakeOf(book);
  const [row] = slices;
  return {
    id,
    account: row?.event.row.account ?? '',
    ticker: row?.event.row.instrument?.ticker ?? '',
    status: isOpen ? 'OPEN' : 'CLOSED',
    strategy: strategyOf(slices),
    phase: phaseOf(openLegs, sharesE8),
    startedOn,
    closedOn,
    rollCount: count,
    ...sums,
    realisedE4: totalE4,
    realisedTaxE4: book.isUnknown ? null : book.realisedTaxE4,
    sharesE8,
    basis: book.holdsUnknown || sharesE8 === 0 ? null : basisOf(book, sums, sharesE8),
    ...returnsOf({ startedOn, until, isOpen, totalE4, capital, soldE4: sums.soldE4 }),
    breakEvensE4: breakEvens(stakeE4, openLegs, sharesE8),
    stakeE4,
    openLegs,
    rolls,
    allocations,
  };
}

/** Per share, in ten-thousandths. */
function basisOf(
  book: Book,
  { premiumE4, dividendsE4 }: Pick<Sums, 'premiumE4' | 'dividendsE4'>,
  sharesE8: number,
) {
  const incomeE4 = premiumE4 + dividendsE4;
  const perShare = (amountE4: number) => quotient(amountE4, -sharesE8, 8);
  return {
    economicE4: perShare(book.carriedSharesE4 + incomeE4),
    taxE4: perShare(book.carriedSharesTaxE4),
  };
}

/** What is realised and carried: the cash, but that of shares that came without any their cost counts. */
function stakeOf(book: Book): number | null {
  if (book.isUnknown || book.holdsUnknown) return null;
  return book.realisedE4 + book.carriedSharesE4 + book.carriedOptionsE4;
}

function breakEvens(
  stakeE4: number | null,
  openLegs: readonly OpenContracts[],
  sharesE8: number,
): readonly number[] {
  return stakeE4 === null ? [] : breakEvensOf({ cashE4: stakeE4, openLegs, sharesE8 });
}
