import type { IsoDate } from '../../../../lib/dates.ts';
import { formatMoney } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { Currency } from '../../../../model/money.ts';
import type { Balance, CashBalance, State } from '../../engine/balance/types.ts';
import { type Named, PILLS, rowView } from './lines.ts';

export function cashView(cash: CashBalance, { currency, begins }: Balance, { id }: Named, today: IsoDate) {
  const amount = (amountE4: number, plus = false) => formatMoney({ amountE4, currency }, { plus });
  return {
    pill: cash.state === 'waiting' || cash.state === 'differs' ? PILLS[cash.state] : false,
    facts: [
      fact(`Before ${formatDate(begins, today)}`, amount(cash.carriedE4)),
      fact('All rows since', amount(cash.rowsE4, true)),
      fact('The broker says', amount(cash.brokerE4)),
      ...(cash.byE4 === 0 ? [] : [fact('Between them', amount(cash.byE4, true))]),
    ],
    words: CASH_WORDS[cash.state],
    rows: cash.rows.map((row) => rowView(row, today)),
    all: { label: 'All rows of the account', href: `/transactions?account=${id}` },
  };
}

const CASH_WORDS: Readonly<Record<State, string>> = {
  agrees: '',
  carried:
    'History begins in the middle: what was there before is taken over, and rows and broker follow each other from there.',
  waiting: 'The rows below are newer than the balance: it follows when they are settled.',
  differs: 'Interest, a charge or a deposit that no row tells, or a row that is not booked yet.',
};

function fact(term: string, text: string) {
  return { term, text, tone: '', numeric: true };
}

export function whyNoCash(currency: Currency): string {
  return currency === 'INR'
    ? 'Cash cannot be compared: Zerodha tells neither deposits nor charges as rows.'
    : 'Cash cannot be compared: the broker did not say how much there is.';
}
