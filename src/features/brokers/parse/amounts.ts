import { roundedQuotient, tenTo } from '../../../lib/rounding.ts';

/** So many at that price, to the ten-thousandth; null for more than an account can hold. */
export function amountOf(quantityE8: number, priceE6: number): number | null {
  const amount = Number(roundedQuotient(BigInt(quantityE8) * BigInt(priceE6), tenTo(10)));
  return Number.isSafeInteger(amount) ? amount : null;
}
