/** A number as it is to be printed: never quoted, never changed. */
export interface Figure {
  readonly figure: string;
}

/** null: an empty cell. */
export type CsvCell = string | Figure | null;

/** One line, its end included. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(printed).join(',')}\r\n`;
}

export function figure(text: string | null): Figure | null {
  return text === null ? null : { figure: text };
}

// A spreadsheet takes what begins so for a formula and works it out, wherever the text came from.
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const QUOTED = /[",\r\n\t]|^\s|\s$/;

function printed(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return cell.figure;
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
