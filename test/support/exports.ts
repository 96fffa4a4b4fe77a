import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../fixtures/exports');

/** A file as a broker's website gives it out. */
export function exportedFile(name: string): { readonly name: string; readonly bytes: Uint8Array } {
  return { name, bytes: readFileSync(path.join(FOLDER, name)) };
}

export function exportedText(name: string): string {
  return readFileSync(path.join(FOLDER, name), 'utf8');
}

export const tradeLayouts: readonly (readonly [
  file: string,
  format: string,
  rows: number,
  unread: number,
])[] = [
  ['schwab-title-and-total.csv', 'schwab-csv', 11, 0],
  ['schwab-plain.csv', 'schwab-csv', 11, 0],
  ['schwab-2020.csv', 'schwab-csv', 5, 0],
  ['schwab-other-order.csv', 'schwab-csv', 2, 0],
  ['schwab.json', 'schwab-json', 11, 0],
  ['schwab-not-understood.csv', 'schwab-csv', 2, 3],
  ['zerodha-tradebook.csv', 'zerodha-tradebook', 4, 1],
  ['zerodha-tradebook-other-order.csv', 'zerodha-tradebook', 2, 0],
];
