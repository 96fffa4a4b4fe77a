import { E4, E6, E8, formatScaled } from '../../../src/lib/decimal.ts';
import type { Parsed, Transaction } from '../../../src/model/transaction.ts';

/** Rows as Schwab's API sends them: what a test does not name is that of a quiet day. */
export function element(id: number, changes: Readonly<Record<string, unknown>>) {
  const time = changes['time'] ?? '2026-03-20T19:02:45+0000';
  return {
    activityId: id,
    time,
    accountNumber: '12345678',
    type: 'TRADE',
    status: 'VALID',
    subAccount: 'MARGIN',
    tradeDate: time,
    netAmount: 0,
    transferItems: [],
    ...changes,
  };
}

const DOLLARS = {
  assetType: 'CURRENCY',
  status: 'ACTIVE',
  symbol: 'CURRENCY_USD',
  instrumentId: 1,
  closingPrice: 0,
};

export function fee(feeType: string, paid: number) {
  return { instrument: DOLLARS, amount: paid, cost: -paid, feeType };
}

export function cash(amount: number) {
  return { instrument: DOLLARS, amount, cost: 0, price: 0 };
}

export function share(symbol: string, amount: number, cost: number, changes: object = {}) {
  const price = amount === 0 ? 0 : Math.abs(cost / amount);
  const instrument = { assetType: 'EQUITY', status: 'ACTIVE', symbol, type: 'COMMON_STOCK' };
  return { instrument, amount, cost, price, ...changes };
}

/** `F 2026-04-17 P 12` */
export function option(contract: string, amount: number, cost: number, changes: object = {}) {
  return { instrument: contractOf(contract), amount, cost, price: Math.abs(cost / amount / 100), ...changes };
}

export function contractOf(contract: string, changes: object = {}) {
  const [root = '', date = '', letter = '', strike = ''] = contract.split(' ');
  const digits = String(Math.round(Number(strike) * 1000)).padStart(8, '0');
  const own = { assetType: 'EQUITY', symbol: root, type: 'COMMON_STOCK' };
  return {
    assetType: 'OPTION',
    symbol: `${root.padEnd(6)}${date.slice(2).replaceAll('-', '')}${letter}${digits}`,
    expirationDate: `${date}T04:00:00+0000`,
    optionDeliverables: [{ rootSymbol: root, deliverableNumber: 1, deliverableUnits: 100, deliverable: own }],
    optionPremiumMultiplier: 100,
    putCall: letter === 'P' ? 'PUT' : 'CALL',
    strikePrice: Number(strike),
    type: 'VANILLA',
    underlyingSymbol: root,
    ...changes,
  };
}

/** `2026-03-20 TRADE SFM -100 at 172.5 CLOSING for 17249.55 (SEC_FEE 0.35)` */
export function told({ transactions }: Parsed): readonly string[] {
  return transactions.map(line);
}

function line(row: Transaction): string {
  const { instrument, quantityE8, priceE6, effect, feesE4, netE4 } = row;
  const fees = Object.entries(feesE4).map(([type, paid]) => `${type} ${formatScaled(paid, E4)}`);
  return [
    row.tradedOn,
    row.kind,
    instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker,
    quantityE8 === 0 ? null : formatScaled(quantityE8, E8),
    priceE6 === null ? null : `at ${formatScaled(priceE6, E6)}`,
    effect,
    `for ${formatScaled(netE4, E4)}`,
    fees.length === 0 ? null : `(${fees.join(', ')})`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** `BAD_ROW 17` */
export function found({ problems }: Parsed): readonly string[] {
  return problems.map(({ code, transactionIds }) => [code, ...transactionIds].join(' '));
}
