import { E4, E6, E8, scaledFromNumber } from '../../../../../lib/decimal.ts';
import type { Instrument } from '../../../../../model/instrument.ts';
import type { SchwabInstrument, TransferItem } from '../../payloads.ts';
import { isShareType, readContract } from '../contracts.ts';
import { type Fault, isFault } from '../faults.ts';
import { tidyTicker } from '../tickers.ts';

/** One security of an element, and what moved of it. */
export interface Move {
  /** null for what is neither a share nor an option: a bond, a future, a currency. */
  readonly instrument: Instrument | null;
  readonly quantityE8: number;
  readonly priceE6: number | null;
  readonly costE4: number;
  readonly hasCost: boolean;
  readonly effect: 'OPENING' | 'CLOSING' | null;
}

const CASH = ['CURRENCY', 'CASH_EQUIVALENT'];

export function isCashItem({ instrument }: TransferItem): boolean {
  return CASH.includes(instrument.assetType);
}

export function readMove(item: TransferItem): Move | Fault {
  const instrument = readInstrument(item.instrument);
  if (isFault(instrument)) return instrument;
  const quantityE8 = scaledFromNumber(item.amount, E8);
  if (quantityE8 === null) return { fault: 'moves more than an account can hold' };
  if (instrument?.kind === 'OPTION' && quantityE8 % 10 ** E8 !== 0)
    return { fault: 'moves a part of an option contract' };
  const costE4 = scaledFromNumber(item.cost ?? 0, E4);
  const priceE6 = scaledFromNumber(item.price ?? 0, E6);
  if (costE4 === null || priceE6 === null || priceE6 < 0) return { fault: 'has an impossible price or cost' };
  return {
    instrument,
    quantityE8,
    priceE6: item.price == null ? null : priceE6,
    costE4,
    hasCost: item.cost != null,
    effect: effectOf(item.positionEffect),
  };
}

function readInstrument(sent: SchwabInstrument): Instrument | null | Fault {
  if (sent.assetType === 'OPTION') return readContract(sent);
  if (!isShareType(sent.assetType)) return null;
  const ticker = tidyTicker(sent.symbol ?? '');
  return ticker === '' ? { fault: 'names no symbol' } : { kind: 'SHARE', ticker };
}

// AUTOMATIC, UNKNOWN and nothing leave it to the positions held before.
function effectOf(sent: string | null | undefined): Move['effect'] {
  return sent === 'OPENING' || sent === 'CLOSING' ? sent : null;
}
