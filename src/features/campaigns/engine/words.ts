/** How a trader says it. */
import { formatScaled } from '../../../lib/decimal.ts';
import { formatDuration } from '../../../lib/format-time.ts';
import type { OptionContract } from '../../../model/instrument.ts';

export function contractName({ strikeE6, type, expiresOn, ticker }: OptionContract): string {
  return `${ticker} ${formatScaled(strikeE6, 6)} ${type.toLowerCase()} of ${expiresOn}`;
}

export function quantityWords(quantityE8: number, noun: 'contract' | 'share'): string {
  const count = formatScaled(Math.abs(quantityE8), 8);
  return `${count} ${noun}${count === '1' ? '' : 's'}`;
}

export function price(priceE6: number): string {
  return formatScaled(priceE6, 6);
}

export function apartWords(milliseconds: number): string {
  return milliseconds === 0 ? 'at the same time' : `${formatDuration(milliseconds)} apart`;
}
