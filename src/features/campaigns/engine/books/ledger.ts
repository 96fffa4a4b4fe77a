/**
 * Rule: what is realised and what is carried, in both books, of one campaign: units that end realise what they brought
 * and cost; what is left of them is carried. Example: 300 shares for 6000.00, 100 sold for 2199.94: 199.94 realised, and
 * -4000.00 carried.
 */
import type { Event } from '../rows/events.ts';
import type { Use } from '../story/drafts.ts';
import { type Both, type Holding, type Holdings, use } from './holdings.ts';

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

export interface Ledger {
  readonly holdings: Holdings;
  realisedE4: number;
  realisedTaxE4: number;
  isUnknown: boolean;
}

export function emptyLedger(): Ledger {
  return { holdings: new Map(), realisedE4: 0, realisedTaxE4: 0, isUnknown: false };
}

export function realise(ledger: Ledger, { economicE4, taxE4 }: Both): void {
  ledger.realisedE4 += economicE4;
  ledger.realisedTaxE4 += taxE4;
}

export function end(ledger: Ledger, uses: readonly Use[], cashE4: number): void {
  const { economicE4, taxE4, isUnknown } = use(ledger.holdings, uses);
  realise(ledger, { economicE4: economicE4 + cashE4, taxE4: taxE4 + cashE4 });
  ledger.isUnknown ||= isUnknown;
}

export function addToCost({ holdings }: Ledger, event: Event, premiumE4: number): void {
  const holding = holdings.get(event);
  if (holding) holding.taxE4 += premiumE4;
}

export function toBook({ holdings, ...ledger }: Ledger): Book {
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
