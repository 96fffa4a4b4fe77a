import type { TransactionKind } from '../../../../../model/transaction.ts';

/** What Schwab's website calls a row, and what it is to us. */
export interface Meaning {
  readonly kind: TransactionKind;
  /** Trades are written without a sign: the action says which way. Elsewhere the quantity has its own. */
  readonly side?: 1 | -1;
  readonly effect?: 'OPENING' | 'CLOSING';
}

const TRADES = {
  Buy: { kind: 'TRADE', side: 1 },
  Sell: { kind: 'TRADE', side: -1 },
  'Sell Short': { kind: 'TRADE', side: -1, effect: 'OPENING' },
  'Buy to Cover': { kind: 'TRADE', side: 1, effect: 'CLOSING' },
  'Buy to Open': { kind: 'TRADE', side: 1, effect: 'OPENING' },
  'Buy to Close': { kind: 'TRADE', side: 1, effect: 'CLOSING' },
  'Sell to Open': { kind: 'TRADE', side: -1, effect: 'OPENING' },
  'Sell to Close': { kind: 'TRADE', side: -1, effect: 'CLOSING' },
  'Reinvest Shares': { kind: 'TRADE', side: 1 },
  'Cancel Buy': { kind: 'TRADE', side: -1 },
  'Cancel Sell': { kind: 'TRADE', side: 1 },
} as const satisfies Record<string, Meaning>;

const OTHERS = {
  ASSIGNMENT: ['Assigned'],
  EXERCISE: ['Exchange or Exercise'],
  EXPIRATION: ['Expired'],
  SPLIT: ['Stock Split', 'Options Frwd Split', 'Stock Div Dist'],
  ADJUSTMENT: [
    'Stock Split Adj',
    'Options Frwd Split Adj',
    'Reverse Split',
    'Spin-off',
    'Stock Merger',
    'Cash Merger',
    'Cash Merger Adj',
    'Name Change',
    'Conversion',
    'Full Redemption',
    'Full Redemption Adj',
  ],
  DIVIDEND: [
    'Cash Dividend',
    'Qualified Dividend',
    'Non-Qualified Div',
    'Special Dividend',
    'Special Qual Div',
    'Special Non Qual Div',
    'Qual Div Reinvest',
    'Reinvest Dividend',
    'Pr Yr Cash Div',
    'Pr Yr Div Reinvest',
    'Pr Yr Special Div',
    'Pr Yr Non Qual Div',
    'Div Adjustment',
    'Cash In Lieu',
    'Long Term Cap Gain',
    'Long Term Cap Gain Reinvest',
    'Short Term Cap Gain',
    'Short Term Cap Gain Reinvest',
  ],
  WITHHOLDING: ['NRA Tax Adj', 'NRA Withholding', 'Foreign Tax Paid'],
  // With shares a move between accounts, without any a move of cash.
  TRANSFER: ['Journal', 'Journaled Shares', 'Security Transfer', 'Internal Transfer', 'Stock Plan Activity'],
  CASH: [
    'Bank Interest',
    'Bond Interest',
    'Credit Interest',
    'Margin Interest',
    'Interest Adj',
    'ADR Mgmt Fee',
    'Service Fee',
    'Advisor Fee',
    'Misc Cash Entry',
    'Misc Credits',
    'MoneyLink Transfer',
    'MoneyLink Deposit',
    'MoneyLink Adj',
    'Wire Sent',
    'Wire Received',
    'Wire Funds',
    'Wire Funds Adj',
    'Wire Funds Received',
    'Funds Received',
    'Funds Paid',
    'Futures MM Sweep',
    'Promotional Award',
    'Visa Purchase',
  ],
} as const satisfies Partial<Record<TransactionKind, readonly string[]>>;

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...Object.entries(TRADES).map(([name, meaning]): [string, Meaning] => [keyOf(name), meaning]),
  ...Object.entries(OTHERS).flatMap(([kind, names]) =>
    names.map((name): [string, Meaning] => [keyOf(name), { kind: kind as keyof typeof OTHERS }]),
  ),
]);

/** null for a name we have not met. */
export function meaningOf(action: string): Meaning | null {
  return MEANINGS.get(keyOf(action)) ?? null;
}

function keyOf(action: string): string {
  return action.toLowerCase().replace(/\s+/g, ' ').trim();
}
