import { readCsv } from '../../../../lib/csv.ts';
import type { Listing } from '../../../../model/listing.ts';
import type { Fault } from '../../parse/faults.ts';

/**
 * Rule: the list of an exchange's instruments is read line by line as it comes, and only what was looked for is kept: it
 * has 100,000 lines. Its first line names the columns, in whatever order.
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
export class InstrumentSearch {
  readonly #words: string;
  readonly #listings: Listing[] = [];
  #table: Table | null = null;
  #fault: Fault | null = null;

  constructor(words: string) {
    this.#words = words;
  }

  /** The next lines of the list, as many as there are. */
  read(lines: Iterable<string>): void {
    for (const line of lines)
      if (this.#fault === null && line.trim() !== '') this.#readCells(cellsOf(line.trimEnd()));
  }

  result(): { readonly listings: readonly Listing[] } | Fault {
    return this.#fault ?? (this.#table === null ? NO_LIST : { listings: this.#listings });
  }

  #readCells(cells: readonly string[]): void {
    const table = this.#table;
    if (table === null) {
      this.#table = tableOf(cells);
      if (this.#table === null) this.#fault = NO_LIST;
    } else if (!isWhole(cells, table)) this.#fault = { fault: 'is a list of instruments that breaks off' };
    else if (this.#listings.length < MOST_FOUND)
      this.#listings.push(...listingsIn(cells, table.places, this.#words));
  }
}

const NO_LIST: Fault = { fault: 'is no list of instruments' };

/** The same in a list that is all there. */
export function searchInstruments(lines: Iterable<string>, words: string) {
  const search = new InstrumentSearch(words);
  search.read(lines);
  return search.result();
}

const LONGEST_LINE = 10_000;

/** The lines of each piece of a text, none of them in two; one without an end is cut before it fills the memory. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[], void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = `${rest}${decoder.decode(piece, { stream: true })}`.split('\n');
    rest = (lines.at(-1)?.length ?? 0) < LONGEST_LINE ? (lines.pop() ?? '') : '';
    yield lines;
  }
  yield [rest + decoder.decode()];
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
