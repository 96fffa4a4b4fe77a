/**
 * Rule: two books are kept. The economic one realises a premium when its contract ends; the tax one folds the premium of
 * an assigned or exercised contract into the shares that came or went. In both, at every moment: cash = realised +
 * carried + what left with shares that were moved elsewhere, less what others that came brought along: a move realises
 * nothing. Example: 3 puts 20 for 163.02, assigned; 100 of 300 called away: economic 410.30, tax 301.62, and the 108.68
 * between them are in the 200 shares still held.
 */
import type { Event } from '../rows/events.ts';
import type { Draft, Slice, Use } from '../story/drafts.ts';
import { costsOf, isTransferIn, type KnownCosts, rowKey } from './costs.ts';
import { type Folds, fold, unfold } from './folds.ts';
import {
  type Both,
  type Holding,
  type Holdings,
  hold,
  splitContracts,
  splitShares,
  use,
} from './holdings.ts';
import type { Share } from './sharing.ts';

export interface Book {
  readonly realisedE4: number;
  readonly realisedTaxE4: number;
  /** Shares of unknown cost were sold: the two above mean nothing. */
  readonly isUnknown: boolean;
  /** Of shares still held: negative what they cost, positive what was received for owed ones. */
  readonly carriedSharesE4: number;
  readonly carriedSharesTaxE4: number;
  readonly carriedOptionsE4: number;
  readonly holdsUnknown: boolean;
  /** By the row that brought them: what its units cost or brought, with what the trader has entered. */
  readonly holdings: ReadonlyMap<Event, { readonly cashE4: number; readonly isUnknown: boolean }>;
}

/** Of a row that takes shares elsewhere: how many of them are known, and what they had cost, negative. */
export interface Departure extends Both {
  readonly sharesE8: number;
  readonly isUnknown: boolean;
}

export interface Books {
  readonly byDraft: ReadonlyMap<Draft | null, Book>;
  readonly departures: ReadonlyMap<string, Departure>;
}

interface Ledger {
  readonly holdings: Holdings;
  realisedE4: number;
  realisedTaxE4: number;
  isUnknown: boolean;
}

/** All that is kept while the slices are taken in the order they were told. */
interface Desk {
  readonly ledgers: Map<Draft | null, Ledger>;
  readonly folds: Folds;
  readonly departures: Map<string, Departure>;
}

/** Of campaigns, and under null of what is outside all. */
export function keepBooks(
  slices: readonly Slice[],
  shares: ReadonlyMap<Slice, Share>,
  known: KnownCosts,
): Books {
  const desk: Desk = { ledgers: new Map(), folds: new Map(), departures: new Map() };
  const costs = costsOf(slices, known);
  const cashOf = (slice: Slice) => shares.get(slice)?.cashE4 ?? 0;
  for (const slice of slices) holdAll(desk, slice, cashOf(slice), costs);
  for (const slice of slices) keep(desk, slice, cashOf(slice));
  return {
    byDraft: new Map([...desk.ledgers].map(([draft, ledger]) => [draft, toBook(ledger)])),
    departures: desk.departures,
  };
}

function ledgerOf({ ledgers }: Desk, draft: Draft | null): Ledger {
  const ledger = ledgers.get(draft) ?? {
    holdings: new Map(),
    realisedE4: 0,
    realisedTaxE4: 0,
    isUnknown: false,
  };
  ledgers.set(draft, ledger);
  return ledger;
}

function holdAll(desk: Desk, slice: Slice, cashE4: number, costs: ReadonlyMap<Slice, Both>): void {
  const { holdings } = ledgerOf(desk, slice.draft);
  if (slice.effect.kind !== 'open' && slice.effect.kind !== 'buy') return;
  const cost = costs.get(slice);
  const isUnknown = isTransferIn(slice.event.row) && cost === undefined;
  hold(holdings, slice, cost ?? { economicE4: cashE4, taxE4: cashE4 }, isUnknown);
}

function keep(desk: Desk, slice: Slice, cashE4: number): void {
  const { effect, event, draft } = slice;
  const ledger = ledgerOf(desk, draft);
  if (effect.kind === 'income') realise(ledger, { economicE4: cashE4, taxE4: cashE4 });
  if (effect.kind === 'split') splitShares(ledger.holdings, event, effect.ratio, effect.only);
  if (effect.kind === 'exchange') splitContracts(ledger.holdings, effect.of, effect.ratio);
  if (effect.kind === 'end' || effect.kind === 'sell') end(ledger, effect.uses, cashE4);
  if (effect.kind === 'sell') ledger.realisedTaxE4 += premiumWith(desk, slice);
  if (effect.kind === 'buy') addToCost(ledger, event, premiumWith(desk, slice));
  if (effect.kind === 'hand over') handOver(desk, ledger, slice, cashE4);
  if (effect.kind === 'move') move(desk, ledger, slice, cashE4);
}

function realise(ledger: Ledger, { economicE4, taxE4 }: Both): void {
  ledger.realisedE4 += economicE4;
  ledger.realisedTaxE4 += taxE4;
}

function end(ledger: Ledger, uses: readonly Use[], cashE4: number): void {
  const { economicE4, taxE4, isUnknown } = use(ledger.holdings, uses);
  realise(ledger, { economicE4: economicE4 + cashE4, taxE4: taxE4 + cashE4 });
  ledger.isUnknown ||= isUnknown;
}

function addToCost({ holdings }: Ledger, event: Event, premiumE4: number): void {
  const holding = holdings.get(event);
  if (holding) holding.taxE4 += premiumE4;
}

/** The contract ends in the economic book; in the tax book its premium is on its way. */
function handOver(desk: Desk, ledger: Ledger, slice: Slice, cashE4: number): void {
  if (slice.effect.kind !== 'hand over' || slice.draft === null) return;
  const amountE4 = use(ledger.holdings, slice.effect.uses).economicE4 + cashE4;
  fold(desk.folds, slice, slice.draft, amountE4);
  ledger.realisedE4 += amountE4;
}

/** The premium that goes with these shares. Where they are another's than the contract was, it is realised there. */
function premiumWith(desk: Desk, { effect, weightE8, draft }: Slice): number {
  const of = effect.kind === 'buy' || effect.kind === 'sell' ? effect.of : null;
  if (of === null) return 0;
  const premiumE4 = unfold(desk.folds, of, weightE8);
  if (draft === of.draft) return premiumE4;
  ledgerOf(desk, of.draft).realisedTaxE4 += premiumE4;
  return 0;
}

/** Shares go elsewhere with their cost: it is neither carried any more nor realised. */
function move({ departures }: Desk, ledger: Ledger, slice: Slice, cashE4: number): void {
  if (slice.effect.kind !== 'move') return;
  const left = use(ledger.holdings, slice.effect.uses);
  realise(ledger, { economicE4: cashE4, taxE4: cashE4 });
  const key = rowKey(slice.event.row);
  const before = departures.get(key);
  departures.set(key, {
    sharesE8: slice.weightE8 + (before?.sharesE8 ?? 0),
    economicE4: left.economicE4 + (before?.economicE4 ?? 0),
    taxE4: left.taxE4 + (before?.taxE4 ?? 0),
    isUnknown: left.isUnknown || (before?.isUnknown ?? false),
  });
}

function toBook({ holdings, ...ledger }: Ledger): Book {
  const held = [...holdings.values()].filter(({ usedE8, totalE8 }) => usedE8 < totalE8);
  const sum = (of: (holding: Holding) => number, isShares: boolean) =>
    held
      .filter((holding) => holding.isShares === isShares)
      .reduce((total, holding) => total + of(holding), 0);
  return {
    ...ledger,
    carriedSharesE4: sum(({ cashE4, givenE4 }) => cashE4 - givenE4, true),
    carriedSharesTaxE4: sum(({ taxE4, givenTaxE4 }) => taxE4 - givenTaxE4, true),
    carriedOptionsE4: sum(({ cashE4, givenE4 }) => cashE4 - givenE4, false),
    holdsUnknown: held.some(({ isUnknown }) => isUnknown),
    holdings,
  };
}
