import * as z from 'zod';
import { E4, E6, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { CURRENCIES } from '../../../model/money.ts';
import type { Due } from '../engine/due.ts';
import type { Brought, Open } from '../engine/open.ts';
import type { Today } from '../view/today.ts';

const decimal = z.string();
const currency = z.enum(CURRENCIES);

const leg = z.strictObject({ symbol: z.string(), quantity: decimal });

export const todayShape = z.strictObject({
  /** The day it is in New York. */
  date: z.iso.date(),
  needs: z.strictObject({
    due: z.array(
      z.strictObject({
        campaign: z.string(),
        ticker: z.string(),
        expires_on: z.iso.date(),
        days_left: z.number(),
        tested: z.boolean(),
        legs: z.array(leg),
      }),
    ),
    review: z.number(),
    sign_in: z.string().nullable(),
    sign_ins_ending: z.array(z.strictObject({ broker: z.string(), ends_at: z.iso.datetime() })),
    books: z.string().nullable(),
  }),
  /** What the month has brought so far. */
  month: z.array(
    z.strictObject({
      currency,
      premium: z.strictObject({ new: decimal, rolls: decimal, closed: decimal, total: decimal }),
      realised: decimal,
      /** Campaigns left out of it: what their shares had cost is unknown. */
      left_out: z.number(),
    }),
  ),
  open: z.array(
    z.strictObject({
      id: z.string(),
      ticker: z.string(),
      currency,
      strategy: z.string(),
      phase: z.string(),
      shares: decimal,
      open_legs: z.array(leg),
      basis: decimal.nullable(),
      break_evens: z.array(decimal),
      price: decimal.nullable(),
      price_at: z.iso.datetime().nullable(),
      realised: decimal.nullable(),
      unrealised: decimal.nullable(),
      total: decimal.nullable(),
    }),
  ),
});

const money = (amountE4: number) => formatFixed(amountE4, E4, 2);
const maybe = (amountE4: number | null) => (amountE4 === null ? null : money(amountE4));

export function todayJson({ today, open, brought, waiting }: Today): z.infer<typeof todayShape> {
  const { due, review, banner, ending, books } = waiting;
  return {
    date: today,
    needs: {
      due: due.map(dueJson),
      review: review.count,
      sign_in: banner === false ? null : banner.title,
      sign_ins_ending: ending.map(({ name, endsAt }) => ({
        broker: name,
        ends_at: new Date(endsAt).toISOString(),
      })),
      books: books?.words ?? null,
    },
    month: brought.map(monthJson),
    open: open.map(openJson),
  };
}

function dueJson({ campaign, expiresOn, daysLeft, isTested, legs }: Due) {
  const { id, ticker } = campaign;
  return {
    ...{ campaign: id, ticker, expires_on: expiresOn, days_left: daysLeft, tested: isTested },
    legs: legs.map(legJson),
  };
}

function legJson({ contract, quantityE8 }: Open['openLegs'][number]) {
  return { symbol: contract.symbol, quantity: formatScaled(quantityE8, E8) };
}

function monthJson({ currency, newE4, rolledE4, closedE4, realisedE4, unknownCount }: Brought) {
  const total = money(newE4 + rolledE4 + closedE4);
  return {
    currency,
    premium: { new: money(newE4), rolls: money(rolledE4), closed: money(closedE4), total },
    realised: money(realisedE4),
    left_out: unknownCount,
  };
}

function openJson(campaign: Open) {
  const { id, ticker, currency, strategy, phase, sharesE8, openLegs, basis, breakEvensE4, underlying } =
    campaign;
  return {
    ...{ id, ticker, currency, strategy, phase },
    shares: formatScaled(sharesE8, E8),
    open_legs: openLegs.map(legJson),
    basis: basis === null ? null : formatFixed(basis.economicE4, E4, 4),
    break_evens: breakEvensE4.map((each) => formatFixed(each, E4, 4)),
    price: underlying === null ? null : formatScaled(underlying.priceE6, E6),
    price_at: underlying === null ? null : new Date(underlying.at).toISOString(),
    realised: maybe(campaign.realisedE4),
    unrealised: maybe(campaign.unrealisedE4),
    total: maybe(campaign.totalE4),
  };
}
