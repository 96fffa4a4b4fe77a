/**
 * Rule: history that begins in the middle leaves what was held then; whoever compares for the first time takes it over
 * and follows from there. Not where the cash of all rows is the broker's to the cent: such history is whole. Not what
 * contradicts the rows: shares that went unseen, or a contract whose first row opens it the other way. Example: rows
 * from August 2023 on, and 100 shares more than they say: they were bought before.
 */
import type { Facts, Known, Line } from './types.ts';

export function mayBeFromBefore({ instrument, byE8 }: Line, facts: Facts, rows: readonly Known[]): boolean {
  if (!isFirstTime(facts) || isWhole(facts)) return false;
  if (instrument.kind === 'SHARE') return byE8 > 0;
  const first = rows.toSorted((a, b) => a.executedAt - b.executedAt)[0];
  return first?.effect !== 'OPENING' || Math.sign(first.quantityE8) === Math.sign(byE8);
}

/** Not compared before with this history. */
export function isFirstTime({ carried, begins }: Facts): boolean {
  return carried === null || carried.begins !== begins;
}

function isWhole({ tellsCash, begins, rowsCashE4, brokerCashE4 }: Facts): boolean {
  return tellsCash && begins !== null && rowsCashE4 === brokerCashE4;
}
