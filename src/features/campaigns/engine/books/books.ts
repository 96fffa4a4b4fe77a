/**
 * Rule: two books are kept. The economic one realises a premium when its contract ends; the tax one folds the premium of
 * an assigned or exercised contract into the shares that came or went. In both, at every moment: cash = realised +
 * carried + what left with shares that were moved elsewhere, less what others that came brought along: a move realises
 * nothing. Example: 3 puts 20 for 163.02, assigned; 100 of 300 called away: economic 410.30, tax 301.62, and the 108.68
 * between them are in the 200 shares still held.
 */
import type { Delivered, Draft, Slice } from '../story/drafts.ts';
import { costsOf, isTransferIn, type KnownCosts } from './costs.ts';
import { type Departure, type Departures, depart } from './departures.ts';
import { type Both, hold, splitContracts, splitShares, use } from './holdings.ts';
import { addToCost, type Book, emptyLedger, end, type Ledger, realise, toBook } from './ledger.ts';
import type { Portions } from './portions.ts';
import { type Premiums, premiumOf, sendPremium } from './premiums.ts';

export interface Books {
  readonly byDraft: ReadonlyMap<Draft | null, Book>;
  readonly departures: ReadonlyMap<string, Departure>;
  /** What each slice has realised in its campaign, where it did: together what the campaign has. */
  readonly realised: ReadonlyMap<Slice, Both>;
}

/** All that is kept while the slices are taken in the order they were told. */
interface Desk {
  readonly ledgers: Map<Draft | null, Ledger>;
  readonly premiums: Premiums;
  readonly departures: Departures;
  readonly realised: Map<Slice, Both>;
}

/** Of campaigns, and under null of what is outside all. */
export function keepBooks(slices: readonly Slice[], portions: Portions, known: KnownCosts): Books {
  const desk: Desk = { ledgers: new Map(), premiums: new Map(), departures: new Map(), realised: new Map() };
  const costs = costsOf(slices, known);
  const cashOf = (slice: Slice) => portions.get(slice)?.cashE4 ?? 0;
  for (const slice of slices) holdAll(desk, slice, cashOf(slice), costs);
  for (const slice of slices) keep(desk, slice, cashOf(slice));
  return {
    byDraft: new Map([...desk.ledgers].map(([draft, ledger]) => [draft, toBook(ledger)])),
    departures: desk.departures,
    realised: desk.realised,
  };
}

function ledgerOf({ ledgers }: Desk, draft: Draft | null): Ledger {
  const ledger = ledgers.get(draft) ?? emptyLedger();
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
  const ledger = ledgerOf(desk, slice.draft);
  const { realisedE4, realisedTaxE4 } = ledger;
  book(desk, ledger, slice, cashE4);
  note(desk, slice, {
    economicE4: ledger.realisedE4 - realisedE4,
    taxE4: ledger.realisedTaxE4 - realisedTaxE4,
  });
}

function note({ realised }: Desk, slice: Slice, { economicE4, taxE4 }: Both): void {
  if (economicE4 === 0 && taxE4 === 0) return;
  const before = realised.get(slice);
  realised.set(slice, {
    economicE4: economicE4 + (before?.economicE4 ?? 0),
    taxE4: taxE4 + (before?.taxE4 ?? 0),
  });
}

function book(desk: Desk, ledger: Ledger, slice: Slice, cashE4: number): void {
  const { effect, event } = slice;
  switch (effect.kind) {
    case 'open':
      break;
    case 'buy':
      addToCost(ledger, event, premiumWith(desk, slice, effect.delivered));
      break;
    case 'end':
      end(ledger, effect.uses, cashE4);
      break;
    case 'sell':
      end(ledger, effect.uses, cashE4);
      ledger.realisedTaxE4 += premiumWith(desk, slice, effect.delivered);
      break;
    case 'hand over':
      handOver(desk, ledger, slice, use(ledger.holdings, effect.uses).economicE4 + cashE4);
      break;
    case 'move':
      realise(ledger, { economicE4: cashE4, taxE4: cashE4 });
      depart(desk.departures, slice, use(ledger.holdings, effect.uses));
      break;
    case 'income':
      realise(ledger, { economicE4: cashE4, taxE4: cashE4 });
      break;
    case 'split':
      splitShares(ledger.holdings, event, effect.ratio, effect.only);
      break;
    case 'exchange':
      splitContracts(ledger.holdings, effect.openedBy, effect.ratio);
      break;
  }
}

/** The contract ends in the economic book; in the tax book its premium is on its way. */
function handOver({ premiums }: Desk, ledger: Ledger, slice: Slice, premiumE4: number): void {
  if (slice.draft === null) return;
  sendPremium(premiums, slice, slice.draft, premiumE4);
  ledger.realisedE4 += premiumE4;
}

/** The premium that goes with these shares. Where they are another's than the contract was, it is realised there. */
function premiumWith(desk: Desk, { weightE8, draft }: Slice, delivered: Delivered | null): number {
  if (delivered === null) return 0;
  const premium = premiumOf(desk.premiums, delivered, weightE8);
  if (premium === null) return 0;
  if (draft === delivered.draft) return premium.partE4;
  ledgerOf(desk, delivered.draft).realisedTaxE4 += premium.partE4;
  note(desk, premium.removal, { economicE4: 0, taxE4: premium.partE4 });
  return 0;
}
