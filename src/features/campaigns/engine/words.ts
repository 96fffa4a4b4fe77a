/** How a trader says it. Example: "2 of the KO 60 put of 2026-03-20", "7 min apart", 0.5 of a share as "0.5 shares". */
import { E4, E6, E8, formatFixed, formatScaled } from '../../../lib/decimal.ts';
import { formatDuration } from '../../../lib/format-time.ts';
import type { OptionContract } from '../../../model/instrument.ts';

const CENT_E6 = 10_000;

export function contractName({ strikeE6, type, expiresOn, ticker }: OptionContract): string {
  return `${ticker} ${formatScaled(strikeE6, E6)} ${type.toLowerCase()} of ${expiresOn}`;
}

export function quantityWords(quantityE8: number, noun: 'contract' | 'share'): string {
  const count = formatScaled(Math.abs(quantityE8), E8);
  return `${count} ${noun}${count === '1' ? '' : 's'}`;
}

/** "2 of the KO 60 put of 2026-03-20" */
export function contractsWords(quantityE8: number, contract: OptionContract): string {
  return `${formatScaled(Math.abs(quantityE8), E8)} of the ${contractName(contract)}`;
}

/** To the cent, and finer where it is. */
export function price(priceE6: number): string {
  return priceE6 % CENT_E6 === 0 ? formatFixed(priceE6, E6, 2) : formatScaled(priceE6, E6);
}

export function money(amountE4: number): string {
  return formatFixed(amountE4, E4, 2);
}

export function apartWords(milliseconds: number): string {
  return milliseconds === 0 ? 'at the same time' : `${formatDuration(milliseconds)} apart`;
}
