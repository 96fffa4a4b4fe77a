import type { IsoDate } from '../../../../lib/dates.ts';
import { formatQuantity } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { SummedRow } from '../../engine/statistics/summed-row.ts';
import { amountOf, contractWords, strategyWords } from './words.ts';

export function rowView(row: SummedRow, today: IsoDate) {
  return {
    id: `${row.campaignKey}-${row.position}`,
    when: formatDate(row.on, today),
    what: `${row.ticker} ${told(row, today)}`,
    href: `/transactions/${row.record}`,
    campaign: {
      label: `${row.ticker} ${strategyWords(row.strategy).toLowerCase()}`,
      href: `/campaigns/${encodeURIComponent(row.campaign)}`,
    },
    amount: amountOf(row.amountE4, row.currency),
  };
}

/** "bought back 2 × 60 put 20 Mar", "2 × 60 put 20 Mar expired", "dividend". */
function told(row: SummedRow, today: IsoDate): string {
  const { kind } = row;
  if (kind === 'TRADE') return `${traded(row)} ${thing(row, today)}`;
  if (kind === 'DIVIDEND' || kind === 'WITHHOLDING') return HAPPENED[kind];
  return `${thing(row, today)} ${kind in HAPPENED ? HAPPENED[kind as keyof typeof HAPPENED] : 'booked'}`;
}

function thing({ quantityE8, strikeE6, type, expiresOn }: SummedRow, today: IsoDate): string {
  const count = formatQuantity(Math.abs(quantityE8));
  if (strikeE6 === null || type === null || expiresOn === null) return `${count} shares`;
  return `${count} × ${contractWords({ strikeE6, type, expiresOn }, today)}`;
}

function traded({ role, quantityE8, symbol }: SummedRow): string {
  if (quantityE8 < 0) return 'sold';
  return symbol !== null && role === 'CLOSING' ? 'bought back' : 'bought';
}

const HAPPENED = {
  ASSIGNMENT: 'assigned',
  EXERCISE: 'exercised',
  EXPIRATION: 'expired',
  CASH_SETTLEMENT: 'settled in cash',
  DIVIDEND: 'dividend',
  WITHHOLDING: 'tax withheld',
  TRANSFER: 'transferred',
} as const;
