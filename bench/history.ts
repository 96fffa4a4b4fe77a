import { addDays } from '../src/lib/dates.ts';
import { formatOccSymbol, type OptionContract } from '../src/model/instrument.ts';
import type { Transaction } from '../src/model/transaction.ts';

const CONTRACT_E8 = 100_000_000;

/** Years of selling a put and buying it back, on so many tickers: the same every time. */
export function history(tickers: number, rowsEach: number): readonly Transaction[] {
  return Array.from({ length: tickers }, (_, ticker) => ofTicker(ticker, rowsEach)).flat();
}

function ofTicker(ticker: number, rows: number): readonly Transaction[] {
  const name = `T${ticker.toString(36).toUpperCase()}`;
  return Array.from({ length: rows / 2 }, (_, trade) => {
    const soldOn = addDays('2019-01-02', trade);
    const contract = put(name, 40 + (trade % 7), addDays(soldOn, 30));
    const id = (ticker * rows + trade * 2 + 1) * 10;
    return [row(id, soldOn, contract, -1, 1_493_400), row(id + 1, addDays(soldOn, 1), contract, 1, -506_600)];
  }).flat();
}

function put(ticker: string, strike: number, expiresOn: string): OptionContract {
  const parts = { root: ticker, expiresOn, type: 'PUT', strikeE6: strike * 1_000_000 } as const;
  const { root: _, ...rest } = parts;
  return {
    kind: 'OPTION',
    ticker,
    symbol: formatOccSymbol(parts),
    ...rest,
    multiplier: 100,
    deliverableE8: 100 * CONTRACT_E8,
  };
}

function row(
  id: number,
  on: string,
  instrument: OptionContract,
  quantity: number,
  netE4: number,
): Transaction {
  return {
    id: String(id),
    part: 0,
    account: 'A',
    orderId: `o${id}`,
    executedAt: Date.parse(`${on}T15:00:00Z`),
    tradedOn: on,
    hasTime: true,
    effectiveOn: null,
    kind: 'TRADE',
    instrument,
    quantityE8: quantity * CONTRACT_E8,
    priceE6: 1_500_000,
    effect: quantity < 0 ? 'OPENING' : 'CLOSING',
    feesE4: { COMMISSION: 6_600 },
    netE4,
    currency: 'USD',
    description: '',
  };
}
