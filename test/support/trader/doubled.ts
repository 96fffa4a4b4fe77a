import { formatOccSymbol, type Instrument, parseOccSymbol } from '../../../src/model/instrument.ts';
import type { Transaction } from '../../../src/model/transaction.ts';

/** The same trade where everything costs twice as much: prices, strikes and fees. */
export function doubled(row: Transaction): Transaction {
  return {
    ...row,
    instrument: row.instrument && dearer(row.instrument),
    priceE6: row.priceE6 === null ? null : 2 * row.priceE6,
    feesE4: Object.fromEntries(Object.entries(row.feesE4).map(([name, feeE4]) => [name, 2 * feeE4])),
    netE4: 2 * row.netE4,
  };
}

function dearer(instrument: Instrument): Instrument {
  if (instrument.kind === 'SHARE') return instrument;
  return { ...instrument, symbol: dearerSymbol(instrument.symbol), strikeE6: 2 * instrument.strikeE6 };
}

export function dearerSymbol(symbol: string): string {
  const contract = parseOccSymbol(symbol);
  if (contract === null) throw new Error(`${symbol} is no contract`);
  return formatOccSymbol({ ...contract, strikeE6: 2 * contract.strikeE6 });
}
