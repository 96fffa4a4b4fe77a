import type { IsoDate } from '../../../../lib/dates.ts';
import { formatWhole } from '../../../../lib/format.ts';
import { formatDate, formatLocal } from '../../../../lib/format-time.ts';
import type { Balance, CashBalance, Difference, State } from '../../engine/balance/types.ts';
import { cashView, whyNoCash } from './cash.ts';
import { differenceView, lineView, type Named, PILLS } from './lines.ts';

export interface Moment {
  readonly timeZone: string;
  readonly now: number;
  readonly today: IsoDate;
}

export function accountView(account: Named, balance: Balance, moment: Moment) {
  const { differences, agreeing, cash, begins, readAt, currency } = balance;
  const own = differences.filter(({ state }) => state !== 'carried');
  const carried = differences.filter(({ state }) => state === 'carried');
  return {
    id: `account-${account.id}`,
    name: account.name,
    isPractice: account.broker === 'practice',
    read: `Asked ${formatLocal(readAt, moment.timeZone, moment.now)}.`,
    since: begins === null ? 'No rows yet.' : `Rows since ${formatDate(begins, moment.today)}.`,
    pill: PILLS[worstOf(own, cash)],
    cash: cash === null ? false : cashView(cash, balance, account, moment.today),
    noCash: cash === null ? whyNoCash(currency) : '',
    differences: own.slice(0, MOST_LINES).map((each) => differenceView(each, balance, account, moment.today)),
    moreDifferences: moreWords(own.length),
    lines: [...carried, ...agreeing].slice(0, MOST_LINES).map((line) => lineView(line, moment.today)),
    moreLines: moreWords(carried.length + agreeing.length),
    agreeWords: agreeWords(carried.length + agreeing.length, own.length),
  };
}

const MOST_LINES = 100;

function moreWords(count: number): string {
  return count > MOST_LINES ? `The first ${MOST_LINES} of ${formatWhole(count)}.` : '';
}

function worstOf(differences: readonly Difference[], cash: CashBalance | null): State {
  const states = [...differences.map(({ state }) => state), cash?.state ?? 'agrees'];
  return states.find((state) => state === 'differs') ?? (states.includes('waiting') ? 'waiting' : 'agrees');
}

function agreeWords(count: number, differing: number): string {
  if (count === 0) return '';
  const words = count === 1 ? '1 position agrees' : `${count} positions agree`;
  return differing === 0 && count > 1 ? `All ${words}` : words;
}
