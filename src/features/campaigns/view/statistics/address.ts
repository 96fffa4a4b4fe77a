import * as z from 'zod';
import { isIsoDate } from '../../../../lib/dates.ts';
import { CURRENCIES } from '../../../../model/money.ts';
import { BOOKS } from '../../engine/statistics/narrowing.ts';

/** A field of a form that was left blank is none. */
function optional<T>(schema: z.ZodType<T>) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

const date = z.string().refine(isIsoDate, 'This is not a date like 2026-03-20.');
const month = z
  .string()
  .refine((text) => isIsoDate(`${text}-01`), 'This is not a month like 2026-03.')
  .refine((text) => text >= '1970-01' && text <= '2199-12', 'This month is too far away.');

/** What narrows statistics and calendar alike, in their addresses. */
const chosen = z.object({
  account: optional(z.string().max(60)),
  ticker: optional(z.string().trim().toUpperCase().max(30, 'No ticker is so long.')),
  strategy: optional(z.string().trim().toUpperCase().max(30, 'No strategy is called so.')),
  tag: optional(z.string().trim().max(60, 'No tag is so long.')),
  book: optional(z.enum(BOOKS, { error: 'The book is economic or tax.' })),
  currency: optional(z.enum(CURRENCIES, { error: 'The currency is USD or INR.' })),
});

const inTime = chosen.extend({ from: optional(date), to: optional(date) });

const RESULT = /^(\d{4}-\d\d-\d\d)\.(\S{1,200})$/;
const ROW = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})\.(\d{1,9})$/;

export const statisticsQuery = inTime.extend({
  after: optional(z.string().regex(RESULT, 'This is not a place in the list.')),
});

export const premiumQuery = inTime.extend({
  part: optional(z.enum(['new', 'rolled', 'closed'], { error: 'The part is new, rolled or closed.' })),
  after: optional(z.string().regex(ROW, 'This is not a place in the list.')),
});

const day = date.refine((text) => month.safeParse(text.slice(0, 7)).success, 'This day is too far away.');

export const calendarQuery = chosen.extend({ month: optional(month), day: optional(day) });

export type Chosen = z.infer<typeof chosen>;
export type InTime = z.infer<typeof inTime>;
export type StatisticsQuery = z.infer<typeof statisticsQuery>;
export type PremiumQuery = z.infer<typeof premiumQuery>;
export type CalendarQuery = z.infer<typeof calendarQuery>;

export function toResultPlace(after: string | undefined) {
  const [, closedOn, id] = RESULT.exec(after ?? '') ?? [];
  return closedOn === undefined || id === undefined ? null : { closedOn, id };
}

export function toRowPlace(after: string | undefined) {
  const [, on, campaignKey, position] = ROW.exec(after ?? '') ?? [];
  return on === undefined ? null : { on, campaignKey: Number(campaignKey), position: Number(position) };
}

type Asked = Readonly<Record<string, string | undefined>>;

/** What is not asked is not in the address; nor is the economic book, which is the one that is meant. */
export function addressOf(path: string, query: Asked): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value && !(name === 'book' && value === 'economic') ? [[name, value] as const] : [],
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(asked))}`;
}
