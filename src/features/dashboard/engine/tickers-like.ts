/**
 * Rule: a ticker is found by how it begins, its own name first, and by words of its company. Example: "k" finds KO and
 * KHC, "ko" finds KO before KOPN, "coca" finds KO.
 */
export interface FoundTicker {
  readonly ticker: string;
  /** As dividends call it; '' where none has told. */
  readonly company: string;
}

const SHORTEST_NAME = 3;

export function tickersLike(
  text: string,
  tickers: readonly string[],
  companies: ReadonlyMap<string, string>,
  limit: number,
): readonly FoundTicker[] {
  const wanted = text.toUpperCase();
  if (wanted === '') return [];
  const begins = tickers.filter((ticker) => ticker.startsWith(wanted));
  const named = tickers.filter(
    (ticker) => !ticker.startsWith(wanted) && isNamed(companies.get(ticker) ?? '', wanted),
  );
  const all = [...begins.toSorted((a, b) => Number(b === wanted) - Number(a === wanted)), ...named];
  return all.slice(0, limit).map((ticker) => ({ ticker, company: companies.get(ticker) ?? '' }));
}

function isNamed(company: string, wanted: string): boolean {
  return wanted.length >= SHORTEST_NAME && company.toUpperCase().includes(wanted);
}
