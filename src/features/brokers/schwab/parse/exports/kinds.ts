import type { Instrument } from '../../../../../model/instrument.ts';
import type { TransactionKind } from '../../../../../model/transaction.ts';
import { isCusip } from '../tickers.ts';
import type { Meaning } from './actions.ts';

/**
 * Rule: the action says what a row is, corrected by what the row holds: an option that ends with cash was settled in
 * cash; a transfer without shares is one of cash; what is not an option neither expires nor is it assigned.
 */
export interface Held {
  readonly instrument: Instrument | null;
  readonly quantityE8: number;
  readonly netE4: number;
}

export function kindOfExported(meaning: Meaning | null, held: Held): TransactionKind {
  if (meaning === null) return held.instrument === null ? 'CASH' : 'ADJUSTMENT';
  const { kind } = meaning;
  if (isRemoval(kind)) return kindOfRemoval(kind, held);
  if (kind === 'TRANSFER') return held.instrument === null || held.quantityE8 === 0 ? 'CASH' : kind;
  // Contracts of a short position come with a minus, and where the old ones go there is one of either sign.
  if (kind === 'SPLIT' && held.instrument?.kind !== 'OPTION')
    return held.quantityE8 < 0 ? 'ADJUSTMENT' : kind;
  return kind === 'TRADE' && isBond(held.instrument) ? 'CASH' : kind;
}

export function isRemoval(kind: TransactionKind): boolean {
  return kind === 'EXPIRATION' || kind === 'ASSIGNMENT' || kind === 'EXERCISE';
}

function kindOfRemoval(kind: TransactionKind, { instrument, netE4 }: Held): TransactionKind {
  if (instrument?.kind !== 'OPTION') return 'ADJUSTMENT';
  return netE4 === 0 ? kind : 'CASH_SETTLEMENT';
}

// Bonds are bought by a nominal amount and priced in hundredths of it: nothing a share could be counted by.
function isBond(instrument: Instrument | null): boolean {
  return instrument?.kind === 'SHARE' && isCusip(instrument.ticker);
}
