import type { IsoDate } from '../../../../../lib/dates.ts';
import { E8 } from '../../../../../lib/decimal.ts';
import type { Instrument } from '../../../../../model/instrument.ts';
import type { Transaction, TransactionKind } from '../../../../../model/transaction.ts';
import { type Fault, isFault } from '../faults.ts';
import { type Meaning, meaningOf } from './actions.ts';
import { type Figures, readFigures } from './figures.ts';
import { contentId } from './ids.ts';
import { isRemoval, kindOfExported } from './kinds.ts';
import { type ExportedDates, readDates } from './plain-text.ts';
import { readSymbol } from './symbols.ts';

/** A row as both exports write it: all text, '' where nothing applies. */
export interface ExportedRow {
  readonly date: string;
  readonly action: string;
  readonly symbol: string;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly fees: string;
  readonly amount: string;
}

/** A transaction whose id does not yet tell equal rows apart. */
export interface Draft {
  readonly transaction: Transaction;
  readonly postedOn: IsoDate;
  readonly action: string;
  readonly doubt: Fault | null;
}

/** What the cells of a row say, before it is known what they mean. */
interface Reading extends Figures {
  readonly row: ExportedRow;
  readonly dates: ExportedDates;
  readonly instrument: Instrument | null;
  readonly meaning: Meaning | null;
}

export function readRow(row: ExportedRow, account: string): Draft | Fault {
  const dates = readDates(row.date);
  if (dates === null) return { fault: 'has no date we can read' };
  const instrument = readSymbol(row.symbol);
  if (isFault(instrument)) return instrument;
  const figures = readFigures(row);
  if (isFault(figures)) return figures;
  const reading = { row, dates, instrument, meaning: meaningOf(row.action), ...figures };
  const kind = kindOfExported(reading.meaning, reading);
  return faultOf(kind, reading) ?? draftOf(kind, reading, account);
}

const OF_SECURITIES: readonly TransactionKind[] = ['TRADE', 'SPLIT', 'ADJUSTMENT', 'CASH_SETTLEMENT'];
const OF_CASH: readonly TransactionKind[] = ['CASH', 'DIVIDEND', 'WITHHOLDING'];

function faultOf(kind: TransactionKind, { instrument, quantityE8, hasAmount }: Reading): Fault | null {
  if (instrument?.kind === 'OPTION' && quantityE8 % 10 ** E8 !== 0)
    return { fault: 'moves a part of an option contract' };
  if (isRemoval(kind)) return quantityE8 === 0 ? { fault: 'has no quantity' } : null;
  if (OF_SECURITIES.includes(kind) && instrument === null) return { fault: 'names no symbol' };
  if ((kind === 'TRADE' || kind === 'SPLIT') && quantityE8 === 0) return { fault: 'has no quantity' };
  if (kind === 'TRADE' || OF_CASH.includes(kind)) return hasAmount ? null : { fault: 'has no amount' };
  return null;
}

/**
 * The date a row is "as of" is the date it happened: what expired on Friday the 17th is posted on Monday the 20th,
 * but no contract was there any more over the weekend, and shares assigned that night were held from then on.
 */
function draftOf(kind: TransactionKind, reading: Reading, account: string): Draft {
  const { row, dates, instrument, meaning } = reading;
  const tradedOn = dates.effectiveOn ?? dates.postedOn;
  const quantityE8 = meaning?.side ? meaning.side * Math.abs(reading.quantityE8) : reading.quantityE8;
  const stays = OF_CASH.includes(kind);
  const transaction: Transaction = {
    id: contentId(reading),
    part: 0,
    account,
    orderId: null,
    executedAt: Date.parse(`${tradedOn}T00:00:00Z`),
    tradedOn,
    hasTime: false,
    effectiveOn: dates.effectiveOn,
    kind,
    instrument: kind === 'CASH' ? null : instrument,
    quantityE8: stays ? 0 : quantityE8,
    priceE6: stays ? null : reading.priceE6,
    effect: (stays ? null : meaning?.effect) ?? null,
    feesE4: reading.feesE4 === 0 ? {} : { FEES: reading.feesE4 },
    netE4: reading.netE4,
    currency: 'USD',
    description: row.description.trim(),
  };
  return { transaction, postedOn: dates.postedOn, action: row.action, doubt: doubtOf(kind, reading) };
}

function doubtOf(kind: TransactionKind, { row, instrument, meaning, quantityE8 }: Reading): Fault | null {
  if (meaning === null)
    return { fault: `is a “${row.action.slice(0, 60)}”, and we do not know what that means` };
  if (!OF_CASH.includes(kind) || instrument === null || quantityE8 === 0) return null;
  return { fault: 'moves something that is no share or option we keep: only its cash is counted' };
}
