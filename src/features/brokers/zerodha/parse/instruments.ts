import { readCsv } from '../../../../lib/csv.ts';
import type { Listing } from '../../../../model/listing.ts';
import type { Fault } from '../../parse/faults.ts';

/**
 * Rule: the list of an exchange's instruments is read line by line, and only what was looked for is kept: it has
 * 100,000 lines. Its first line names the columns, in whatever order.
 */
const COLUMNS = ['tradingsymbol', 'name', 'exchange', 'instrument_type'] as const;
type Column = (typeof COLUMNS)[number];
const MOST_FOUND = 50;
const EXCHANGES = new Set(['NSE', 'BSE', 'NFO', 'BFO', 'CDS', 'BCD', 'MCX', 'NCO']);
type Places = Readonly<Record<Column, number>>;

interface Table {
  readonly places: Places;
  readonly width: number;
}

/** What goes by this symbol, or has all of these words in its name; no more of them than anybody would read. */
export function searchInstruments(
  lines: Iterable<string>,
  words: string,
): { readonly listings: readonly Listing[] } | Fault {
  const listings: Listing[] = [];
  let table: Table | null = null;
  for (const line of lines) {
    const cells = cellsOf(line);
    if (table === null) table = tableOf(cells);
    else if (!isWhole(cells, table)) return { fault: 'is a list of instruments that breaks off' };
    else listings.push(...listingsIn(cells, table.places, words));
    if (table === null || listings.length === MOST_FOUND) break;
  }
  return table === null ? { fault: 'is no list of instruments' } : { listings };
}

/** The lines of a text that say anything, one at a time: never the whole of it as one string. */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    const line = decoder.decode(bytes.subarray(at, end)).trimEnd();
    if (line !== '') yield line;
    at = end + 1;
  }
}

function isCalled({ symbol, name }: Listing, words: string): boolean {
  const wanted = words.trim().toUpperCase();
  const known = name.toUpperCase();
  return symbol.toUpperCase() === wanted || wanted.split(/\s+/).every((word) => known.includes(word));
}

function cellsOf(line: string): readonly string[] {
  return readCsv(line).next().value?.cells ?? [];
}

function tableOf(header: readonly string[]): Table | null {
  const [tradingsymbol = -1, name = -1, exchange = -1, instrument_type = -1] = COLUMNS.map((column) =>
    header.indexOf(column),
  );
  const places = { tradingsymbol, name, exchange, instrument_type };
  return Object.values(places).includes(-1) ? null : { places, width: header.length };
}

// The exchange is the last word of a line: of a list that broke off, no line has half of it.
function isWhole(cells: readonly string[], { places, width }: Table): boolean {
  return cells.length === width && EXCHANGES.has(cells[places.exchange] ?? '');
}

/** It, or nothing. */
function listingsIn(cells: readonly string[], places: Places, words: string): readonly Listing[] {
  if (cells[places.instrument_type] !== 'EQ') return [];
  const listing = {
    symbol: cells[places.tradingsymbol] ?? '',
    name: cells[places.name] ?? '',
    exchange: cells[places.exchange] ?? '',
  };
  return isCalled(listing, words) ? [listing] : [];
}
