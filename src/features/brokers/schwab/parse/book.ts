import { E4, E6, E8, scaledFromNumber } from '../../../../lib/decimal.ts';
import type { Balance, Position } from '../../../../model/holding.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import { joinPositions } from '../../parse/joined.ts';
import { accountAnswer, position, type SchwabInstrument, type SchwabPosition } from '../payloads.ts';
import { isShareType, readContract } from './contracts.ts';
import { type Fault, isFault } from './faults.ts';
import { tidyTicker } from './tickers.ts';

/**
 * Rule: options and whatever is held by the piece are positions, short ones negative; a sweep fund (CASH_EQUIVALENT)
 * is cash, as it is in the transactions; bonds, futures and the like are left out and named. Example: 1500 of a sweep
 * fund and a cash balance of 8452.17 are 9952.17 in cash.
 */
export interface SchwabBook {
  readonly positions: readonly Position[];
  readonly balances: readonly Balance[];
  readonly leftOut: readonly { readonly symbol: string; readonly reason: string }[];
}

export function readBook(answer: unknown, number: string): SchwabBook | Fault {
  const read = accountAnswer.safeParse(answer);
  if (!read.success) return { fault: 'is no account with its balances' };
  const { accountNumber, positions, currentBalances } = read.data.securitiesAccount;
  if (accountNumber !== number) return { fault: 'is about another account than the one asked for' };
  const lines = (positions ?? []).map(readLine);
  const bad = lines.find((line) => isFault(line));
  if (bad !== undefined) return bad;
  const good = lines.filter((line): line is Line => !isFault(line));
  const balance = readBalance(currentBalances, good);
  return isFault(balance) ? balance : { ...sorted(good), balances: [balance] };
}

/** What one line of the list comes to; where it is no position, why. */
interface Line {
  readonly symbol: string;
  readonly position: Position | null;
  readonly reason: string;
  readonly cashE4: number;
}

function readLine(sent: unknown): Line | Fault {
  const read = position.safeParse(sent);
  if (!read.success) return { fault: 'has a position that cannot be read' };
  const { instrument: what } = read.data;
  const symbol = what.symbol ?? '';
  const fault = { fault: `has impossible numbers for ${symbol.slice(0, 30) || 'a position'}` };
  if (what.assetType === 'CASH_EQUIVALENT') {
    const cashE4 = scaledFromNumber(read.data.marketValue ?? 0, E4);
    return cashE4 === null ? fault : { symbol, position: null, reason: 'is counted as cash', cashE4 };
  }
  const instrument = instrumentOf(what);
  if (isFault(instrument)) return { fault: `has a position that ${instrument.fault}` };
  if (instrument === null) return { symbol, position: null, reason: foreign(what), cashE4: 0 };
  const held = positionOf(read.data, instrument);
  return held === null ? fault : { symbol, position: held, reason: '', cashE4: 0 };
}

// A share no longer listed goes by its CUSIP: that is then its ticker.
function instrumentOf(what: SchwabInstrument): Instrument | null | Fault {
  if (what.assetType === 'OPTION') return readContract(what);
  if (!isShareType(what.assetType)) return null;
  const ticker = tidyTicker(what.symbol ?? '');
  return ticker === '' ? { fault: 'names no symbol' } : { kind: 'SHARE', ticker };
}

function foreign({ assetType }: SchwabInstrument): string {
  return `is neither a share nor an option (${assetType.slice(0, 30)}), and Rollbook keeps no others`;
}

function positionOf(sent: SchwabPosition, instrument: Instrument): Position | null {
  const long = scaledFromNumber(sent.longQuantity, E8);
  const short = scaledFromNumber(Math.abs(sent.shortQuantity), E8);
  const price = scaledFromNumber(sent.averagePrice ?? 0, E6);
  const value = scaledFromNumber(sent.marketValue ?? 0, E4);
  if (long === null || short === null || price === null || value === null) return null;
  return {
    instrument,
    quantityE8: long - short,
    // Shares that came from elsewhere without their cost have an average of 0.
    averagePriceE6: price > 0 ? price : null,
    marketValueE4: sent.marketValue == null ? null : value,
    currency: 'USD',
  };
}

interface Balances {
  readonly cashBalance?: number | null | undefined;
  readonly totalCash?: number | null | undefined;
  readonly liquidationValue?: number | null | undefined;
}

function readBalance(sent: Balances, lines: readonly Line[]): Balance | Fault {
  const cashE4 = scaledFromNumber(sent.cashBalance ?? sent.totalCash ?? Number.NaN, E4);
  const valueE4 = scaledFromNumber(sent.liquidationValue ?? 0, E4);
  if (cashE4 === null || valueE4 === null) return { fault: 'does not say how much cash there is' };
  const swept = lines.reduce((sum, line) => sum + line.cashE4, 0);
  return { currency: 'USD', cashE4: cashE4 + swept, valueE4: sent.liquidationValue == null ? null : valueE4 };
}

function sorted(lines: readonly Line[]): Omit<SchwabBook, 'balances'> {
  return {
    positions: joinPositions(lines.flatMap(({ position }) => position ?? [])),
    leftOut: lines
      .filter(({ position }) => position === null)
      .map(({ symbol, reason }) => ({ symbol, reason })),
  };
}
