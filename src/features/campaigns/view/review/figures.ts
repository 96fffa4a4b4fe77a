import type { IsoDate } from '../../../../lib/dates.ts';
import { formatMoney } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { Currency } from '../../../../model/money.ts';
import { successorsOf } from '../../engine/successors.ts';
import type { Campaign } from '../../engine/types.ts';
import { amountOf, strategyWords } from '../statistics/words.ts';

export interface Change {
  readonly before: readonly Campaign[];
  readonly after: readonly Campaign[];
  readonly begun: string | null;
}

/** On which day, and in which money. */
export interface Money {
  readonly today: IsoDate;
  readonly currency: Currency;
}

/** Each campaign that would change, as it is now and as it would be. */
export function changeView({ before, after: all, begun }: Change, money: Money) {
  const after = all.filter(({ id }) => id !== begun);
  const successors = successorsOf(before, after);
  const idOf = ({ id }: Campaign) => successors.get(id) ?? id;
  const kept = before.map((was) => lineOf(was, after.find(({ id }) => id === idOf(was)) ?? null, money));
  const known = new Set(before.map(idOf));
  const fresh = all.filter(({ id }) => id === begun || !known.has(id)).map((now) => lineOf(null, now, money));
  return joined(kept, fresh);
}

type Line = ReturnType<typeof lineOf>;

/** Of two that become one, the figures of that one are said once. */
function joined(kept: readonly Line[], fresh: readonly Line[]): readonly Line[] {
  const seen = new Set<string>();
  return [...kept, ...fresh].map((line) => {
    if (line.target === '' || !seen.has(line.target)) {
      seen.add(line.target);
      return line;
    }
    return { ...line, now: { text: '\u2013', tone: 'unknown', detail: 'joins the one above' } };
  });
}

function lineOf(was: Campaign | null, now: Campaign | null, money: Money) {
  const shown = was ?? now;
  return {
    target: now?.id ?? '',
    name: shown === null ? '' : strategyWords(shown.strategy),
    since: shown === null ? '' : `since ${formatDate(shown.startedOn, money.today).slice(4)}`,
    href: was === null ? '' : `/campaigns/${was.id}`,
    was: was === null ? { text: '\u2013', tone: 'unknown', detail: 'new' } : figureOf(was, money),
    now: now === null ? { text: '\u2013', tone: 'unknown', detail: 'gone' } : figureOf(now, money),
  };
}

/** What is realised in the economic book, and what is worth knowing besides. */
function figureOf(campaign: Campaign, money: Money) {
  const { realisedE4 } = campaign;
  const amount =
    realisedE4 === null ? { text: 'unknown', tone: 'unknown' } : amountOf(realisedE4, money.currency);
  return { ...amount, detail: detailOf(campaign, money) };
}

function detailOf({ status, closedOn, basis, breakEvensE4 }: Campaign, { currency, today }: Money): string {
  const price = (amountE4: number) => formatMoney({ amountE4, currency });
  if (status === 'CLOSED') return `closed ${formatDate(closedOn, today).slice(4)}`;
  if (basis !== null) return `basis ${price(basis.economicE4)}`;
  return breakEvensE4.length === 0 ? 'open' : `break-even ${breakEvensE4.map(price).join(' and ')}`;
}
