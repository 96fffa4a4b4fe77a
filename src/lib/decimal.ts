import { Decimal } from 'decimal.js';
import { roundedQuotient, tenTo } from './rounding.ts';

/** How many digits a scaled integer keeps behind the point: money 4, prices 6, quantities 8. */
export const E4 = 4;
export const E6 = 6;
export const E8 = 8;
export type Scale = typeof E4 | typeof E6 | typeof E8;

const PLAIN = /^([+-]?)(\d*)(?:\.(\d+))?$/;
const HalfAway = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** '-12.5' at scale 4 is -125000; null for what is no plain decimal, has too many digits, or is too large. */
export function parseScaled(text: string, scale: Scale): number | null {
  const [match, sign, whole = '', fraction = ''] = PLAIN.exec(text) ?? [];
  if (match === undefined || whole + fraction === '' || fraction.length > scale) return null;
  const size = Number(whole + fraction.padEnd(scale, '0'));
  if (!Number.isSafeInteger(size)) return null;
  return sign === '-' && size > 0 ? -size : size;
}

/** A JSON number as it is printed, rounded half away from zero: binary noise (12.339999999999998) falls away. */
export function scaledFromNumber(value: number, scale: Scale): number | null {
  if (!Number.isFinite(value)) return null;
  // Nearly all numbers of a broker are as short as this, and their digits are the answer: a quarter of the time.
  const plain = parseScaled(String(value), scale);
  if (plain !== null) return plain + 0;
  const scaled = new HalfAway(value)
    .times(10 ** scale)
    .toDecimalPlaces(0)
    .toNumber();
  return Number.isSafeInteger(scaled) ? scaled + 0 : null;
}

/** The exact text, no digit more than it needs: 125000 at scale 4 is '12.5'. */
export function formatScaled(value: number, scale: Scale): string {
  return textOf(value, scale).replace(/\.?0+$/, '');
}

/** The text with so many digits behind the point, rounded half away from zero; a rounded nothing has no sign. */
export function formatFixed(value: number, scale: Scale, digits: number): string {
  if (digits >= scale) return textOf(value, scale) + '0'.repeat(digits - scale);
  return textOf(Number(roundedQuotient(BigInt(value), tenTo(scale - digits))), digits);
}

function textOf(value: number, digits: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a scaled integer`);
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  const point = text.length - digits;
  const sign = value < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}
