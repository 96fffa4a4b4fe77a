import { E4, parseScaled } from '../lib/decimal.ts';

export const CURRENCIES = ['USD', 'INR'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** An exact amount in ten-thousandths of its currency. */
export interface Money {
  readonly amountE4: number;
  readonly currency: Currency;
}

export function money(amountE4: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amountE4))
    throw new RangeError(`${amountE4} is not an amount in ten-thousandths`);
  return { amountE4, currency };
}

export function parseMoney(text: string, currency: Currency): Money | null {
  const amountE4 = parseScaled(text, E4);
  return amountE4 === null ? null : { amountE4, currency };
}

export function addMoney(a: Money, b: Money): Money {
  return money(a.amountE4 + sameCurrency(a, b).amountE4, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  return money(a.amountE4 - sameCurrency(a, b).amountE4, a.currency);
}

export function negateMoney(a: Money): Money {
  return { amountE4: 0 - a.amountE4, currency: a.currency };
}

export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const difference = a.amountE4 - sameCurrency(a, b).amountE4;
  if (difference === 0) return 0;
  return difference < 0 ? -1 : 1;
}

// Dollars and rupees meet only after an exchange rate: anywhere else it is a bug, never a user's mistake.
function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} cannot be mixed`);
  return b;
}
