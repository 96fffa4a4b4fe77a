/**
 * Rule: a ticker before other words narrows what they are searched in, and a strike behind it means its contracts, as
 * they are called on every page. Example: "amd wheel" are AMD's wheels; "amd 170 call" and "amd 170c" its calls of 170,
 * which their symbols spell C00170000.
 */
export interface Asked {
  /** null: in all of them. */
  readonly ticker: string | null;
  readonly words: string;
  /** What rows are searched for: the words, or a strike as symbols spell it. */
  readonly inRows: string;
}

const STRIKE = /^(\d{1,5})(?:\.(\d{1,3}))? ?(p|c|put|call)?s?,?(?: .*)?$/i;

export function askedOf(text: string, tickers: readonly string[]): Asked {
  const [first = '', ...rest] = text.split(/\s+/);
  const ticker = first.toUpperCase();
  const words = rest.join(' ');
  if (words === '' || !tickers.includes(ticker)) return { ticker: null, words: text, inRows: text };
  return { ticker, words, inRows: strikeIn(words) ?? words };
}

function strikeIn(words: string): string | null {
  const [match, whole = '', fraction = '', type = ''] = STRIKE.exec(words) ?? [];
  if (match === undefined) return null;
  return `${type.charAt(0).toUpperCase()}${whole.padStart(5, '0')}${fraction.padEnd(3, '0')}`;
}
