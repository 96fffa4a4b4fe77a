/**
 * Rule: two books are kept. The economic one realises a premium when its contract ends; the tax one folds the premium of
 * an assigned or exercised contract into the shares that came or went. In both, at every moment: cash = realised +
 * carried. Example: 3 puts 20 for 163.02, assigned; 100 of 300 called away: economic 410.30, tax 301.62, and the 108.68
 * between them are in the 200 shares still held.
 */
import { product, proportion } from '../../../../lib/rounding.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import type { Said } from '../said.ts';
import type { Delivered, Draft, Slice, Use } from '../story/drafts.ts';
import { cents, type Share } from './sharing.ts';

/** All units of one row in one campaign: what they cost or brought, and how many are used up. */
interface Holding {
  readonly event: Event;
  readonly isShares: boolean;
  readonly isUnknown: boolean;
  totalE8: number;
  usedE8: number;
  readonly cashE4: number;
  taxE4: number;
  givenE4: number;
  givenTaxE4: number;
}

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
}

interface Ledger {
  readonly holdings: Map<Event, Holding>;
  realisedE4: number;
  realisedTaxE4: number;
  isUnknown: boolean;
}

type Ledgers = Map<Draft, Ledger>;

/** Takes the slices in the order they were told, with their cash. */
export function keepBooks(
  slices: readonly Slice[],
  shares: ReadonlyMap<Slice, Share>,
  costs: Said['costs'],
): ReadonlyMap<Draft, Book> {
  const ledgers: Ledgers = new Map();
  for (const slice of slices)
    if (slice.draft) hold(ledgerOf(ledgers, slice.draft), slice, cashOf(shares, slice), costs);
  const folds: Folds = new Map();
  for (const slice of slices) {
    if (slice.draft) keep(ledgers, slice.draft, slice, cashOf(shares, slice), folds);
    // Shares of no campaign went to the contract: its premium is realised in its own.
    else if (slice.effect.kind === 'sell' && slice.effect.of)
      unfold(ledgers, slice, slice.effect.of, folds, null);
  }
  return new Map([...ledgers].map(([draft, ledger]) => [draft, toBook(ledger)]));
}

function cashOf(shares: ReadonlyMap<Slice, Share>, slice: Slice): number {
  return shares.get(slice)?.cashE4 ?? 0;
}

function ledgerOf(ledgers: Ledgers, draft: Draft): Ledger {
  const ledger = ledgers.get(draft) ?? {
    holdings: new Map(),
    realisedE4: 0,
    realisedTaxE4: 0,
    isUnknown: false,
  };
  ledgers.set(draft, ledger);
  return ledger;
}

function hold(
  ledger: Ledger,
  { event, effect, weightE8 }: Slice,
  paidE4: number,
  costs: Said['costs'],
): void {
  if (effect.kind !== 'open' && effect.kind !== 'buy') return;
  const entered = costs.get(event.row.id);
  const cashE4 = entered ? -proportion(entered.costE4, weightE8, Math.abs(event.row.quantityE8)) : paidE4;
  const known = ledger.holdings.get(event);
  ledger.holdings.set(event, {
    event,
    isShares: effect.kind === 'buy',
    isUnknown: event.row.kind === 'TRANSFER' && event.row.netE4 === 0 && !entered,
    totalE8: (known?.totalE8 ?? 0) + weightE8,
    usedE8: 0,
    cashE4: (known?.cashE4 ?? 0) + cashE4,
    taxE4: (known?.taxE4 ?? 0) + cashE4,
    givenE4: 0,
    givenTaxE4: 0,
  });
}

/** The premium of a removal's contracts in one campaign, on its way into the shares. */
type Folds = Map<Event, Map<Draft, Fold>>;

interface Fold {
  readonly amountE4: number;
  readonly sharesE8: number;
  seenE8: number;
  givenE4: number;
}

function keep(ledgers: Ledgers, draft: Draft, slice: Slice, cashE4: number, folds: Folds): void {
  const ledger = ledgerOf(ledgers, draft);
  const { effect, event } = slice;
  if (effect.kind === 'income') realise(ledger, cashE4, cashE4);
  if (effect.kind === 'split') multiply(ledger, event, effect.ratio, effect.only);
  if (effect.kind === 'end') endUnits(ledger, effect.uses, cashE4);
  if (effect.kind === 'hand over') handOver(ledger, draft, slice, effect.uses, cashE4, folds);
  if (effect.kind === 'buy' && effect.of) {
    const premium = unfold(ledgers, slice, effect.of, folds, draft);
    const holding = ledger.holdings.get(event);
    if (holding) holding.taxE4 += premium;
  }
  if (effect.kind === 'sell') {
    const premium = effect.of ? unfold(ledgers, slice, effect.of, folds, draft) : 0;
    endUnits(ledger, effect.uses, cashE4);
    ledger.realisedTaxE4 += premium;
  }
}

function realise(ledger: Ledger, economicE4: number, taxE4: number): void {
  ledger.realisedE4 += economicE4;
  ledger.realisedTaxE4 += taxE4;
}

function endUnits(ledger: Ledger, uses: readonly Use[], cashE4: number): void {
  const { economicE4, taxE4 } = use(ledger, uses);
  realise(ledger, economicE4 + cashE4, taxE4 + cashE4);
}

/** The contract ends in the economic book; in the tax book its premium is on its way. */
function handOver(
  ledger: Ledger,
  draft: Draft,
  slice: Slice,
  uses: readonly Use[],
  cashE4: number,
  folds: Folds,
): void {
  const { instrument } = slice.event.row;
  const amountE4 = use(ledger, uses).economicE4 + cashE4;
  const sharesE8 = instrument?.kind === 'OPTION' ? product(slice.weightE8, instrument.deliverableE8, -8) : 0;
  const ofRemoval = folds.get(slice.event) ?? new Map<Draft, Fold>();
  folds.set(slice.event, ofRemoval.set(draft, { amountE4, sharesE8, seenE8: 0, givenE4: 0 }));
  ledger.realisedE4 += amountE4;
}

/** What the units used had cost or brought: after k of n the rounded k-th part of all, each time the difference. */
function use(ledger: Ledger, uses: readonly Use[]): { readonly economicE4: number; readonly taxE4: number } {
  let economicE4 = 0;
  let taxE4 = 0;
  for (const { event, countE8 } of uses) {
    const holding = ledger.holdings.get(event);
    if (holding === undefined) continue;
    holding.usedE8 += countE8;
    const economic = upTo(holding, holding.cashE4);
    const tax = upTo(holding, holding.taxE4);
    economicE4 += economic - holding.givenE4;
    taxE4 += tax - holding.givenTaxE4;
    holding.givenE4 = economic;
    holding.givenTaxE4 = tax;
    if (holding.isUnknown) ledger.isUnknown = true;
  }
  return { economicE4, taxE4 };
}

function upTo({ usedE8, totalE8 }: Holding, amountE4: number): number {
  return usedE8 >= totalE8 ? amountE4 : cents(proportion(amountE4, usedE8, totalE8));
}

/**
 * The part of an assigned contract's premium that goes with these shares. Where they are another campaign's, it is
 * realised that day in its own.
 */
function unfold(ledgers: Ledgers, slice: Slice, of: Delivered, folds: Folds, draft: Draft | null): number {
  const fold = folds.get(of.removal)?.get(of.draft);
  if (fold === undefined) return 0;
  fold.seenE8 += slice.weightE8;
  const upToNow =
    fold.seenE8 >= fold.sharesE8
      ? fold.amountE4
      : cents(proportion(fold.amountE4, fold.seenE8, fold.sharesE8));
  const part = upToNow - fold.givenE4;
  fold.givenE4 = upToNow;
  if (draft === of.draft) return part;
  ledgerOf(ledgers, of.draft).realisedTaxE4 += part;
  return 0;
}

/** Shares of before the split become so many more, at the cost they had. */
function multiply(ledger: Ledger, split: Event, ratio: number, only: Event | undefined): void {
  for (const holding of ledger.holdings.values()) {
    if (!holding.isShares || compareEvents(holding.event, split) > 0) continue;
    if (only !== undefined && holding.event !== only) continue;
    holding.totalE8 *= ratio;
    holding.usedE8 *= ratio;
  }
}

function toBook(ledger: Ledger): Book {
  const held = [...ledger.holdings.values()].filter(({ usedE8, totalE8 }) => usedE8 < totalE8);
  const sum = (of: (holding: Holding) => number, isShares: boolean) =>
    held
      .filter((holding) => holding.isShares === isShares)
      .reduce((total, holding) => total + of(holding), 0);
  return {
    realisedE4: ledger.realisedE4,
    realisedTaxE4: ledger.realisedTaxE4,
    isUnknown: ledger.isUnknown,
    carriedSharesE4: sum(({ cashE4, givenE4 }) => cashE4 - givenE4, true),
    carriedSharesTaxE4: sum(({ taxE4, givenTaxE4 }) => taxE4 - givenTaxE4, true),
    carriedOptionsE4: sum(({ cashE4, givenE4 }) => cashE4 - givenE4, false),
    holdsUnknown: held.some(({ isUnknown }) => isUnknown),
  };
}
