/** How Schwab writes what the ledger keeps in whole numbers. */
import { instantAt } from '../../../../lib/market-hours.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { draw, seedOf } from '../chance.ts';

/** `2025-04-23T19:59:12+0000`: no colon in the offset. */
export function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+0000`;
}

/** Midnight in New York. */
export function expirationStamp({ expiresOn }: OptionContract): string {
  return stamp(instantAt(expiresOn, '00:00', 'NYSE'));
}

export function dollars(amountE4: number): number {
  return Math.round(amountE4) / 10_000 + 0;
}

export function rounded(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits + 0;
}

export function instrumentId(symbol: string): number {
  return 1_000_000 + (seedOf(symbol) >>> 4);
}

/** Ten digits, of one holding in one account. */
export function positionId(account: string, symbol: string): number {
  return 2_200_000_000 + ((seedOf(`${account} ${symbol}`) >>> 0) % 700_000_000);
}

/** Stands for the account in addresses: 64 hexadecimal digits, in capitals. */
export function hashOf(account: string): string {
  const words = Array.from({ length: 8 }, (_, i) => draw(seedOf(account), i).toString(16).padStart(8, '0'));
  return words.join('').toUpperCase();
}

export function correlation(at: number): string {
  const hex = Array.from({ length: 4 }, (_, i) =>
    draw(Math.floor(at / 1000), i)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
