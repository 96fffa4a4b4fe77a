import { daysBetween, type IsoDate } from '../../../../lib/dates.ts';
import { formatMoney, formatQuantity } from '../../../../lib/format.ts';
import { formatDate } from '../../../../lib/format-time.ts';
import type { Currency } from '../../../../model/money.ts';
import type { Day } from '../../engine/calendar/days.ts';
import type { Expiry } from '../../engine/calendar/expiries.ts';
import type { CalendarFound } from '../../engine/calendar/found.ts';
import type { Week } from '../../engine/calendar/month.ts';
import { monthAfter, monthOf } from '../../engine/statistics/months.ts';
import { addressOf, type CalendarQuery } from '../statistics/address.ts';
import { activeView, filterView, keptView, switchesView } from '../statistics/filter.ts';
import { rowView } from '../statistics/rows.ts';
import { amountOf, contractWords, counted, monthWords, strategyWords } from '../statistics/words.ts';

const PATH = '/campaigns/calendar';

export function calendarView(found: CalendarFound, query: CalendarQuery, today: IsoDate) {
  const { told, choice, narrowing } = found;
  const { month } = told;
  const { day: _day, ...chosen } = query;
  const asked = { ...chosen, month };
  const active = activeView(PATH, asked, choice, today);
  const isThisMonth = month === monthOf(today);
  const means: Means = {
    ...{ asked, today, currency: narrowing.currency },
    opened: found.opened?.on ?? null,
    most: largest(told.weeks),
  };
  return {
    isEmpty: choice.currencies.length === 0,
    title: monthWords(month),
    earlier: { label: monthWords(monthAfter(month, -1)), href: at(asked, monthAfter(month, -1)) },
    later: { label: monthWords(monthAfter(month)), href: at(asked, monthAfter(month)) },
    now: isThisMonth ? '' : addressOf(PATH, { ...chosen, month: undefined }),
    switches: switchesView(PATH, asked, narrowing.currency, choice),
    filter: {
      ...filterView(chosen, choice),
      hasTime: false,
      kept: keptView(asked, ['month', 'book', 'currency']),
    },
    active,
    clear: addressOf(PATH, { month, book: query.book, currency: query.currency }),
    figures: figuresOf(found, means),
    ahead: found.ahead.map((one) => aheadView(one, means)),
    hasWeekends: told.hasWeekends,
    isBare: told.weeks.every((week) => week.days.every((day) => !hasNews(day))),
    weeks: told.weeks.map((week) => ({ ...weekView(week, means), opened: openedIn(week, found, today) })),
    notes: notesOf(found),
  };
}

const TAX =
  'The tax book counts the premium of an assigned contract on the day its shares go. Wash sales and holding periods are not reckoned.';

function notesOf({ unknownCount, narrowing }: CalendarFound) {
  const left = `${counted(unknownCount, 'campaign')} left out: what the shares had cost is unknown.`;
  return [
    ...(narrowing.book === 'tax' ? [{ text: TAX, href: '', label: '' }] : []),
    ...(unknownCount === 0 ? [] : [{ text: left, href: '/campaigns/review', label: 'Enter the cost' }]),
  ];
}

interface Means {
  readonly asked: CalendarQuery;
  readonly currency: Currency;
  readonly today: IsoDate;
  readonly opened: IsoDate | null;
  /** The largest gain or loss of a day of the month. */
  readonly most: number;
}

function at(asked: CalendarQuery, month: string): string {
  return addressOf(PATH, { ...asked, month });
}

function hasNews({ realised, expiries }: Day): boolean {
  return realised !== null || expiries.length > 0;
}

function largest(weeks: readonly Week[]): number {
  const days = weeks.flatMap((week) => week.days);
  return Math.max(0, ...days.map(({ realised }) => Math.abs(realised?.realisedE4 ?? 0)));
}

function weekView(week: Week, means: Means) {
  return {
    days: week.days.map((day) => dayView(day, means)),
    sum: week.count === 0 ? false : amountOf(week.realisedE4, means.currency),
  };
}

function dayView(day: Day, means: Means) {
  const { on, realised, expiries } = day;
  const isOpened = means.opened === on;
  return {
    on,
    number: String(Number(on.slice(8))),
    name: formatDate(on, means.today),
    isInMonth: day.isInMonth,
    isToday: day.isToday,
    isPast: day.daysAway < 0,
    isWeekend: day.isWeekend,
    isHoliday: day.isHoliday && day.isInMonth,
    hasNews: hasNews(day),
    marks: marksOf(day),
    href: realised === null ? '' : addressOf(PATH, { ...means.asked, day: isOpened ? undefined : on }),
    isOpened,
    amount: realised === null ? false : amountOf(realised.realisedE4, means.currency),
    rows: realised === null ? '' : counted(realised.count, 'row'),
    heat: realised === null ? '' : heatOf(realised.realisedE4, means.most),
    isLate: day.daysAway < 0,
    away: expiries.length === 0 ? '' : awayWords(day),
    ending: [...Map.groupBy(expiries, ({ campaign }) => campaign).values()].flatMap(endingView),
  };
}

/** In four steps, so that a large day is seen among small ones. */
function heatOf(realisedE4: number, most: number): string {
  if (realisedE4 === 0) return '';
  const step = Math.max(1, Math.ceil((4 * Math.abs(realisedE4)) / most));
  return `${realisedE4 > 0 ? 'gain' : 'loss'} heat-${step}`;
}

function marksOf({ isHoliday, isShort, isMonthly, isInMonth }: Day): readonly string[] {
  if (!isInMonth) return [];
  return [
    ...(isHoliday ? ['NYSE closed'] : []),
    ...(isShort ? ['closes 13:00'] : []),
    ...(isMonthly ? ['monthly expiry'] : []),
  ];
}

function awayWords({ daysAway }: Day): string {
  if (daysAway < 0) return 'no record yet';
  if (daysAway === 0) return 'expires today';
  return `in ${counted(daysAway, 'day')}`;
}

/** All that ends of one campaign on a day: a condor is one thing with four legs. */
function endingView(legs: readonly Expiry[]) {
  const [first] = legs;
  if (first === undefined) return [];
  return [
    {
      href: `/campaigns/${encodeURIComponent(first.campaign)}`,
      ticker: first.ticker,
      strategy: strategyWords(first.strategy),
      isOneLeg: legs.length === 1,
      legs: legs.map(({ contract, quantityE8 }) => ({
        what: `${formatQuantity(Math.abs(quantityE8))} × ${contractWords(contract)}`,
        side: quantityE8 < 0 ? 'short' : 'long',
      })),
    },
  ];
}

function figuresOf({ told, today }: CalendarFound, { currency }: Means) {
  const { best, worst, gainDays, lossDays, expiries, realisedE4 } = told;
  const named = (day: { readonly on: IsoDate; readonly realisedE4: number } | null) => ({
    value: day === null ? 'none' : formatMoney({ amountE4: day.realisedE4, currency }),
    detail: day === null ? '' : formatDate(day.on, today),
    tone: day === null ? '' : amountOf(day.realisedE4, currency).tone,
  });
  const next = expiries.map(({ contract }) => contract.expiresOn).find((on) => on >= today);
  const contracts = expiries.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
  const days = next === undefined ? 0 : daysBetween(today, next);
  const isQuiet = told.weeks.every(({ count }) => count === 0);
  const rest = { change: false, spark: false, href: '' };
  return [
    {
      ...rest,
      label: 'Realised',
      value: isQuiet ? 'none' : formatMoney({ amountE4: realisedE4, currency }),
      tone: amountOf(realisedE4, currency).tone,
      detail: isQuiet ? 'nothing has ended' : `${counted(gainDays, 'day')} up, ${lossDays} down`,
    },
    { ...rest, label: 'Best day', ...named(best) },
    { ...rest, label: 'Worst day', ...named(worst) },
    {
      ...rest,
      label: 'Expiring',
      value: contracts === 0 ? 'none' : counted(contracts / 10 ** 8, 'contract'),
      tone: '',
      detail:
        next === undefined
          ? 'nothing ahead in this month'
          : `next ${formatDate(next, today)}, ${days === 0 ? 'today' : `in ${counted(days, 'day')}`}`,
    },
  ];
}

/** A day on which something expires, in whatever month it is. */
function aheadView({ on, contractsE8 }: CalendarFound['ahead'][number], { asked, today }: Means) {
  const days = daysBetween(today, on);
  return {
    label: formatDate(on, today),
    href: at(asked, monthOf(on)),
    count: `${counted(contractsE8 / 10 ** 8, 'contract')}, ${days === 0 ? 'today' : counted(days, 'day')}`,
  };
}

/** Under its week the day that is opened. */
function openedIn({ days }: Week, { opened }: CalendarFound, today: IsoDate) {
  const day = days.find(({ on }) => on === opened?.on);
  if (opened === null || day === undefined) return false;
  const { on, rows } = opened;
  const left = (day.realised?.count ?? 0) - rows.length;
  return {
    title: formatDate(on, today),
    rows: rows.map((row) => rowView(row, today)),
    more: left > 0 ? `${counted(left, 'more row')} of this day: narrow it to see them.` : '',
  };
}
