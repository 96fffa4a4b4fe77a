/**
 * Comma-separated text as RFC 4180 has it, and as programs really write it: any line ending, a byte order mark, a
 * quote within a plain cell. Each character is looked at once, so that 50 MB of anything take a moment.
 */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** As it was written, without the end of its line. */
  readonly text: string;
  /** False where the text ends inside quotes, as a file that was cut off does, and where no table is that wide. */
  readonly isWhole: boolean;
}

export function* readCsv(text: string): Generator<CsvRecord> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const { record, end } = recordAt(text, at);
    yield record;
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}

const MOST_CELLS = 1000;

interface Cell {
  readonly value: string;
  /** Where the comma, the end of the line or the end of the text stands. */
  readonly end: number;
  readonly isWhole: boolean;
}

function recordAt(text: string, start: number): { record: CsvRecord; end: number } {
  const cells: string[] = [];
  let cell = cellAt(text, start);
  while (text[cell.end] === ',') {
    if (cells.length < MOST_CELLS) cells.push(cell.value);
    cell = cellAt(text, cell.end + 1);
  }
  cells.push(cell.value);
  const isWhole = cell.isWhole && cells.length <= MOST_CELLS;
  return { record: { cells, text: text.slice(start, cell.end), isWhole }, end: cell.end };
}

function cellAt(text: string, start: number): Cell {
  return text[start] === '"' ? quotedAt(text, start + 1) : plainAt(text, start);
}

function plainAt(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && !isEnd(text.charCodeAt(end))) end++;
  return { value: text.slice(start, end), end, isWhole: true };
}

function quotedAt(text: string, start: number): Cell {
  let close = text.indexOf('"', start);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return { value: text.slice(start), end: text.length, isWhole: false };
  const rest = plainAt(text, close + 1);
  const value = text.slice(start, close).replaceAll('""', '"');
  return { ...rest, value: rest.value === '' ? value : value + rest.value };
}

function isEnd(code: number): boolean {
  return code === 44 || code === 10 || code === 13;
}
