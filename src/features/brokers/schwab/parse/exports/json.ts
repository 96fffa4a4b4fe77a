import type * as z from 'zod';
import { exportedFile, exportedRow } from '../../payloads.ts';
import { type Fault, isFault } from '../faults.ts';
import type { ReadExport } from './read.ts';
import type { ExportedRow } from './rows.ts';
import { type Placed, readRows } from './tables.ts';

/** `{"FromDate": ..., "BrokerageTransactions": [...]}`: the rows of the CSV with names to their cells. */
export function readExportedJson(value: unknown, account: string): ReadExport | Fault {
  const file = exportedFile.safeParse(value);
  if (!file.success) return { fault: 'has no list of BrokerageTransactions' };
  const read = readRows(placed(file.data.BrokerageTransactions), account);
  return isFault(read) ? read : { ...read, account: null };
}

function* placed(rows: readonly unknown[]): Generator<Placed> {
  let place = 0;
  for (const sent of rows) {
    place++;
    const read = exportedRow.safeParse(sent);
    yield {
      place,
      text: JSON.stringify(sent),
      row: read.success ? rowOf(read.data) : { fault: 'cannot be read: a cell is missing or no text' },
    };
  }
}

function rowOf(sent: z.infer<typeof exportedRow>): ExportedRow {
  return {
    date: sent.Date,
    action: sent.Action,
    symbol: sent.Symbol ?? '',
    description: sent.Description ?? '',
    quantity: sent.Quantity ?? '',
    price: sent.Price ?? '',
    fees: sent['Fees & Comm'] ?? '',
    amount: sent.Amount ?? '',
  };
}
