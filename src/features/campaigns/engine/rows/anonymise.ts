/**
 * Rule: a history made unrecognisable groups the same: dates move by whole weeks (so weekdays and sessions mostly stay),
 * symbols with them, amounts and prices by one factor; accounts are numbered, and the broker's words give way to the
 * ticker they speak of. Example: a put of 17 April at 1.60 becomes one of 24 July at 3.20.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import { formatOccSymbol, type Instrument, parseOccSymbol } from '../../../../model/instrument.ts';
import type { Transaction } from '../types.ts';
import { type Names, namesIn, tickersNamed } from './company-names.ts';

const WEEKS = 14;
const FACTOR = 2;
const DAY_MS = 86_400_000;

export function anonymise(rows: readonly Transaction[]): readonly Transaction[] {
  const accounts = [...new Set(rows.map(({ account }) => account))].toSorted();
  const names = namesIn(rows);
  return rows.map((row) => ({
    ...row,
    account: `account ${accounts.indexOf(row.account) + 1}`,
    executedAt: row.executedAt + WEEKS * 7 * DAY_MS,
    tradedOn: later(row.tradedOn),
    effectiveOn: row.effectiveOn === null ? null : later(row.effectiveOn),
    instrument: row.instrument && moved(row.instrument),
    priceE6: row.priceE6 === null ? null : row.priceE6 * FACTOR,
    feesE4: Object.fromEntries(Object.entries(row.feesE4).map(([name, fee]) => [name, fee * FACTOR])),
    netE4: row.netE4 * FACTOR,
    description: wordFor(row, names),
  }));
}

/** A dividend is still found by it; one that no ticker or more than one is known by is still nobody's. */
function wordFor(row: Transaction, names: Names): string {
  if (row.instrument !== null) return row.instrument.ticker;
  if (row.kind === 'CASH') return row.kind;
  const [ticker, ...others] = tickersNamed(names, row);
  return ticker === undefined || others.length > 0 ? 'UNKNOWN COMPANY' : ticker;
}

function later(date: IsoDate): IsoDate {
  return addDays(date, WEEKS * 7);
}

function moved(instrument: Instrument): Instrument {
  if (instrument.kind === 'SHARE') return instrument;
  const expiresOn = later(instrument.expiresOn);
  const strikeE6 = instrument.strikeE6 * FACTOR;
  const occ = parseOccSymbol(instrument.symbol);
  const symbol = occ === null ? instrument.symbol : formatOccSymbol({ ...occ, expiresOn, strikeE6 });
  return { ...instrument, symbol, expiresOn, strikeE6 };
}
