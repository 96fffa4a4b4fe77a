/**
 * Rule: what a split makes of a contract has its root, expiration and type, its usual shares, and the k-th part of its
 * strike, to the cent. Example: three for one makes three calls of 333.33 of a call of 1000.
 */
import { formatOccSymbol, type OptionContract, parseOccSymbol } from '../../../../model/instrument.ts';
import type { OptionEvent } from './events.ts';
import { isPartOfStrike, isStandard } from './strikes.ts';

const CENT_E6 = 10_000;

// Root, expiration and type are the first signs of a symbol.
const SERIES = 13;

export function isSplitInto(from: OptionContract, to: OptionContract, ratio: number): boolean {
  const isSameSeries = from.symbol.slice(0, SERIES) === to.symbol.slice(0, SERIES);
  return isSameSeries && isStandard(to) && isPartOfStrike(to.strikeE6, from, ratio);
}

/** As the rows call it that speak of it; else with the strike to the cent. */
export function heirOf(
  from: OptionContract,
  ratio: number,
  optionRows: readonly OptionEvent[],
): OptionContract {
  for (const { row } of optionRows) if (isSplitInto(from, row.instrument, ratio)) return row.instrument;
  const strikeE6 = Math.round(from.strikeE6 / ratio / CENT_E6) * CENT_E6;
  const occ = parseOccSymbol(from.symbol);
  return { ...from, strikeE6, symbol: occ ? formatOccSymbol({ ...occ, strikeE6 }) : from.symbol };
}
