import { type CsvRecord, readCsv } from '../../../../../lib/csv.ts';
import { type Fault, isFault } from '../faults.ts';
import type { ReadExport } from './read.ts';
import type { ExportedRow } from './rows.ts';
import { type Placed, readRows } from './tables.ts';

/** Where each column stands; -1 for one the file does not have. */
type Columns = Readonly<Record<keyof ExportedRow, number>> & { readonly count: number };

const NAMES = {
  date: ['date'],
  action: ['action'],
  symbol: ['symbol'],
  description: ['description'],
  quantity: ['quantity'],
  price: ['price'],
  fees: ['fees & comm', 'fees & commissions', 'fees and comm', 'fees'],
  amount: ['amount'],
} as const satisfies Record<keyof ExportedRow, readonly string[]>;

// A title and a blank line may stand before the heading; nothing like it further down is one.
const LOOK_FOR_HEADING = 20;

/** Any of Schwab's layouts: with or without title and total, eight columns or nine, in any order. */
export function readExportedCsv(text: string, account: string): ReadExport | Fault {
  const records = readCsv(text);
  let named: string | null = null;
  for (let place = 1; place <= LOOK_FOR_HEADING; place++) {
    const next = records.next();
    if (next.done) break;
    named = accountOf(next.value) ?? named;
    const columns = columnsOf(next.value);
    if (columns === null) continue;
    const read = readRows(rowsBelow(records, columns, place), named ?? account);
    return isFault(read) ? read : { ...read, account: named };
  }
  return { fault: 'has no heading with the columns Date, Action, Symbol, Quantity and Amount' };
}

// `Transactions  for account Individual ...123 as of 10/07/2026 08:53:37 AM ET`
function accountOf({ cells }: CsvRecord): string | null {
  const [, name = ''] =
    /^\s*Transactions\s+for account\s(.*?)\sas of\s/i.exec(cells[0]?.slice(0, 500) ?? '') ?? [];
  return name.trim().split(/\s+/).at(-1) || null;
}

function columnsOf({ cells }: CsvRecord): Columns | null {
  const titles = cells.slice(0, 50).map((cell) => cell.slice(0, 50).trim().toLowerCase());
  const at = (names: readonly string[]) => titles.findIndex((title) => names.includes(title));
  const columns = Object.fromEntries(Object.entries(NAMES).map(([key, names]) => [key, at(names)]));
  const { date = -1, action = -1, symbol = -1, quantity = -1, amount = -1 } = columns;
  if (Math.min(date, action, symbol, quantity, amount) < 0) return null;
  const { description = -1, price = -1, fees = -1 } = columns;
  const count = titles.findLastIndex((title) => title !== '') + 1;
  return { date, action, symbol, description, quantity, price, fees, amount, count };
}

function* rowsBelow(records: Iterable<CsvRecord>, columns: Columns, heading: number): Generator<Placed> {
  let place = heading;
  for (const record of records) {
    place++;
    if (!isFurniture(record)) yield { place, text: record.text, row: rowOf(record, columns) };
  }
}

function isFurniture({ cells, isWhole }: CsvRecord): boolean {
  return (
    (isWhole && cells.every((cell) => cell.trim() === '')) || /^\s*Transactions Total\b/i.test(cells[0] ?? '')
  );
}

function rowOf({ cells, isWhole }: CsvRecord, columns: Columns): ExportedRow | Fault {
  if (!isWhole || cells.length < columns.count) return { fault: 'breaks off before its end' };
  if (cells.slice(columns.count).some((cell) => cell.trim() !== '')) return { fault: 'has too many columns' };
  const cell = (key: keyof ExportedRow) => cells[columns[key]] ?? '';
  return {
    date: cell('date'),
    action: cell('action'),
    symbol: cell('symbol'),
    description: cell('description'),
    quantity: cell('quantity'),
    price: cell('price'),
    fees: cell('fees'),
    amount: cell('amount'),
  };
}
