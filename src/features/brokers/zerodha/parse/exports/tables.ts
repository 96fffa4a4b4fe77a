import { type CsvRecord, readCsv } from '../../../../../lib/csv.ts';
import type { Fault } from '../../../parse/faults.ts';

/** Where a table begins, and what stands in its lines under which name. */
export interface Table<Name extends string> {
  readonly lines: Iterable<Line<Name>>;
}

export interface Line<Name extends string> {
  /** As a reader of the file would count. */
  readonly line: number;
  readonly text: string;
  /** null where the line breaks off. */
  readonly cells: Readonly<Record<Name, string>> | null;
}

// Titles may stand before the heading; nothing like it further down is one.
const LOOK_FOR_HEADING = 20;

/** The lines below the heading that has all these columns, in whatever order. */
export function readTable<Name extends string>(text: string, names: readonly Name[]): Table<Name> | Fault {
  const records = readCsv(text);
  for (let line = 1; line <= LOOK_FOR_HEADING; line++) {
    const next = records.next();
    if (next.done) break;
    const places = placesOf(next.value, names);
    if (places !== null) return { lines: linesBelow(records, line, places) };
  }
  return { fault: `has no heading with the columns ${names.join(', ')}` };
}

type Places<Name extends string> = ReadonlyMap<Name, number>;

function placesOf<Name extends string>({ cells }: CsvRecord, names: readonly Name[]): Places<Name> | null {
  const titles = cells.slice(0, 50).map((cell) => cell.slice(0, 50).trim().toLowerCase());
  const places = new Map(names.map((name) => [name, titles.indexOf(name.toLowerCase())]));
  return [...places.values()].includes(-1) ? null : places;
}

function* linesBelow<Name extends string>(
  records: Iterable<CsvRecord>,
  heading: number,
  places: Places<Name>,
): Generator<Line<Name>> {
  let line = heading;
  for (const { cells, text, isWhole } of records) {
    line++;
    if (isWhole && cells.every((cell) => cell.trim() === '')) continue;
    const isShort = !isWhole || cells.length <= Math.max(...places.values());
    yield { line, text, cells: isShort ? null : named(cells, places) };
  }
}

function named<Name extends string>(cells: readonly string[], places: Places<Name>): Record<Name, string> {
  const pairs = [...places].map(([name, place]) => [name, (cells[place] ?? '').trim()]);
  return Object.fromEntries(pairs);
}
