import type { FileFormat } from '../../../model/file-format.ts';
import { isJson, readSchwabExport } from '../schwab/parse/files.ts';
import { holdingColumns, type ReadHoldings, readHoldingsFile } from '../zerodha/parse/exports/holdings.ts';
import { readTable } from '../zerodha/parse/exports/tables.ts';
import { readTradebook, tradebookColumns } from '../zerodha/parse/exports/tradebook.ts';
import { type Fault, isFault } from './faults.ts';
import type { ReadRows } from './file-rows.ts';

export interface TradesFile extends ReadRows {
  readonly format: Exclude<FileFormat, 'zerodha-holdings'>;
  /** What the file itself calls the account; null where it says nothing. */
  readonly account: string | null;
}

export interface HoldingsFile extends ReadHoldings {
  readonly format: 'zerodha-holdings';
  readonly account: null;
}

/** What a file is, by what stands in it. What none of them is, is read as the one most people have. */
export function formatOf(text: string): FileFormat {
  if (isJson(text)) return 'schwab-json';
  if (!isFault(readTable(text, tradebookColumns))) return 'zerodha-tradebook';
  return isFault(readTable(text, holdingColumns)) ? 'schwab-csv' : 'zerodha-holdings';
}

/** A fault is about the whole file: nothing in it could be read. */
export function readFile(text: string, format: FileFormat): TradesFile | HoldingsFile | Fault {
  const read = READERS[format](text);
  if (isFault(read)) return read;
  return isEmpty(read) ? { fault: 'has no rows below its heading' } : read;
}

const UNNAMED = 'account';

const READERS: Readonly<Record<FileFormat, (text: string) => TradesFile | HoldingsFile | Fault>> = {
  'schwab-csv': (text) => fromSchwab(text, 'schwab-csv'),
  'schwab-json': (text) => fromSchwab(text, 'schwab-json'),
  'zerodha-tradebook': (text) => {
    const read = readTradebook(text, UNNAMED);
    return isFault(read) ? read : { ...read, format: 'zerodha-tradebook', account: null };
  },
  'zerodha-holdings': (text) => {
    const read = readHoldingsFile(text);
    return isFault(read) ? read : { ...read, format: 'zerodha-holdings', account: null };
  },
};

function fromSchwab(text: string, format: 'schwab-csv' | 'schwab-json'): TradesFile | Fault {
  if (isJson(text) !== (format === 'schwab-json')) return { fault: `is no ${NAMES[format]}` };
  const read = readSchwabExport(text);
  return isFault(read) ? read : { ...read, format };
}

const NAMES = { 'schwab-csv': 'CSV file', 'schwab-json': 'JSON file' } as const;

function isEmpty(read: TradesFile | HoldingsFile): boolean {
  const told = 'rows' in read ? read.rows : read.holdings;
  return told.length + read.unread.length === 0;
}
