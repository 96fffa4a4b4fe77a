import { addDays, type IsoDate, weekday } from '../../../src/lib/dates.ts';
import { isSession, previousSession } from '../../../src/lib/market-calendar.ts';
import { formatOccSymbol, type OptionContract } from '../../../src/model/instrument.ts';

/** One ticker in one account: what is held of it. */
export interface Book {
  readonly account: string;
  readonly ticker: string;
  readonly company: string;
  /** About what a share costs, in dollars. */
  price: number;
  shares: number;
  readonly positions: Map<string, Position>;
}

export interface Position {
  readonly contract: OptionContract;
  /** Negative: short. */
  count: number;
}

const COMPANIES = {
  KO: ['COCA COLA CO', 60],
  F: ['FORD MTR CO DEL', 12],
  PLTR: ['PALANTIR TECHNOLOGIES INC', 100],
} as const;

const PLACES = [
  ['MAIN', 'KO'],
  ['MAIN', 'F'],
  ['OTHER', 'KO'],
  ['OTHER', 'PLTR'],
  ['MAIN', 'PLTR'],
] as const;

export function booksOf(count: number): readonly Book[] {
  return PLACES.slice(0, count).map(([account, ticker]) => {
    const [company, price] = COMPANIES[ticker];
    return { account, ticker, company, price, shares: 0, positions: new Map() };
  });
}

/** The ticker of a dividend, which names only a company. */
export function tickerOfCompany(description: string): string | null {
  const found = Object.entries(COMPANIES).find(([, [company]]) => description.includes(company));
  return found?.[0] ?? null;
}

/** The last session of the week that begins so many weeks from now. */
export function expiryAfter(day: IsoDate, weeks: number): IsoDate {
  const friday = addDays(day, 5 - weekday(day) + 7 * weeks);
  return isSession(friday) ? friday : previousSession(friday);
}

export function contractOf(
  { ticker }: Book,
  type: OptionContract['type'],
  strike: number,
  expiresOn: IsoDate,
): OptionContract {
  const strikeE6 = Math.max(1, strike) * 1_000_000;
  const symbol = formatOccSymbol({ root: ticker, expiresOn, type, strikeE6 });
  const deliverableE8 = 10_000_000_000;
  return { kind: 'OPTION', symbol, ticker, expiresOn, type, strikeE6, multiplier: 100, deliverableE8 };
}

/** Shares no short call may ask for. */
export function freeShares({ shares, positions }: Book): number {
  const calls = [...positions.values()].filter(
    ({ contract, count }) => contract.type === 'CALL' && count < 0,
  );
  return calls.reduce((left, { count }) => left + 100 * count, shares);
}
