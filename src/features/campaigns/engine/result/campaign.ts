/**
 * What a campaign comes to: its state, its figures in both books, and the basis of the shares it holds. The economic
 * basis is a gauge: all premium and dividends so far are taken off what the shares cost. Example: 200 shares for 4000.00
 * after 210.36 of premium: 18.9482 a share.
 */
import { quotient } from '../../../../lib/rounding.ts';
import type { Book } from '../books/books.ts';
import type { Share } from '../books/sharing.ts';
import type { Draft, Slice } from '../story/drafts.ts';
import { draftsOf, type Story } from '../story/story.ts';
import type { Allocation, Campaign, OpenContracts } from '../types.ts';
import { type Part, rollPartsByDraft, rollsOf } from './roll-list.ts';
import type { Shaped } from './shape.ts';
import { phaseOf, strategyOf } from './strategy.ts';

/** What all campaigns of a story are asked for, found in one pass. */
export interface Found {
  readonly rollParts: ReadonlyMap<Draft, readonly Part[]>;
  readonly open: ReadonlyMap<Draft, readonly OpenContracts[]>;
}

export function findAll(story: Story): Found {
  return { rollParts: rollPartsByDraft(story), open: openByDraft(story) };
}

export function toCampaign(
  found: Found,
  { draft, id, startedOn, slices }: Shaped,
  shares: ReadonlyMap<Slice, Share>,
  book: Book | undefined,
): Campaign {
  const allocations = slices.map((slice) => toAllocation(slice, shares));
  const sum = (of: (allocation: Allocation, i: number) => number) =>
    allocations.reduce((total, allocation, i) => total + of(allocation, i), 0);
  const sharesE8 = draft.lots.reduce((total, { side, leftE8 }) => total + side * leftE8, 0);
  const openLegs = found.open.get(draft) ?? [];
  const isOpen = sharesE8 !== 0 || openLegs.length > 0;
  const premiumE4 = sum(({ cashE4 }, i) => (slices[i]?.event.row.instrument?.kind === 'OPTION' ? cashE4 : 0));
  const dividendsE4 = sum(({ cashE4, role }) => (role === 'INCOME' ? cashE4 : 0));
  const { rolls, count } = rollsOf(found.rollParts.get(draft) ?? [], slices, shares);
  const [row] = slices;
  return {
    id,
    account: row?.event.row.account ?? '',
    ticker: tickerOfSlice(row),
    status: isOpen ? 'OPEN' : 'CLOSED',
    strategy: strategyOf(slices),
    phase: phaseOf(openLegs, sharesE8),
    startedOn,
    closedOn: isOpen ? null : (allocations.filter(({ role }) => role !== 'INCOME').at(-1)?.on ?? null),
    rollCount: count,
    cashE4: sum(({ cashE4 }) => cashE4),
    realisedE4: book === undefined || book.isUnknown ? null : book.realisedE4,
    realisedTaxE4: book === undefined || book.isUnknown ? null : book.realisedTaxE4,
    premiumE4,
    dividendsE4,
    feesE4: sum(({ feesE4 }) => feesE4),
    sharesE8,
    basis:
      book === undefined || book.holdsUnknown || sharesE8 === 0
        ? null
        : basisOf(book, premiumE4 + dividendsE4, sharesE8),
    openLegs,
    rolls,
    allocations,
  };
}

function tickerOfSlice(slice: Slice | undefined): string {
  return slice?.event.row.instrument?.ticker ?? '';
}

function toAllocation({ event, quantityE8, role, why }: Slice, shares: ReadonlyMap<Slice, Share>): Allocation;
function toAllocation(slice: Slice, shares: ReadonlyMap<Slice, Share>): Allocation {
  const { event, quantityE8, role, why } = slice;
  const share = shares.get(slice) ?? { cashE4: 0, feesE4: 0 };
  return { transactionId: event.row.id, part: event.row.part, on: event.on, quantityE8, role, why, ...share };
}

function openByDraft(story: Story): ReadonlyMap<Draft, readonly OpenContracts[]> {
  const open = new Map<Draft, Map<string, OpenContracts>>();
  for (const units of story.contracts.stillOpen) {
    const { contract, side } = units.opened;
    for (const { draft, countE8 } of draftsOf(story, units)) {
      const ofDraft = open.get(draft) ?? new Map<string, OpenContracts>();
      const known = ofDraft.get(contract.symbol)?.quantityE8 ?? 0;
      open.set(draft, ofDraft.set(contract.symbol, { contract, quantityE8: known + side * countE8 }));
    }
  }
  const bySymbol = (a: OpenContracts, b: OpenContracts) => (a.contract.symbol < b.contract.symbol ? -1 : 1);
  return new Map([...open].map(([draft, ofDraft]) => [draft, [...ofDraft.values()].toSorted(bySymbol)]));
}

/** Per share, in ten-thousandths. A gauge: all premium and dividends so far are taken off what the shares cost. */
function basisOf(book: Book, incomeE4: number, sharesE8: number) {
  const perShare = (amountE4: number) => quotient(amountE4, Math.abs(sharesE8), 8);
  if (sharesE8 < 0)
    return {
      economicE4: perShare(book.carriedSharesE4 + incomeE4),
      taxE4: perShare(book.carriedSharesTaxE4),
    };
  return {
    economicE4: perShare(-book.carriedSharesE4 - incomeE4),
    taxE4: perShare(-book.carriedSharesTaxE4),
  };
}
