// Native big integers: exact by construction, and thirty times faster than the decimal library (0.07 against
// 2.2 µs), which counts when 100,000 rows are grouped.
const POWERS = Array.from({ length: 33 }, (_, exponent) => 10n ** BigInt(exponent));

/** a x b x 10^shift, rounded half away from zero. An e8 times an e6 to an e4 shifts by 4 - 8 - 6 = -10. */
export function product(a: number, b: number, shift: number): number {
  return shifted(BigInt(a) * BigInt(b), 1n, shift);
}

/** a / b x 10^shift, rounded half away from zero. An e4 by an e8 to an e6 shifts by 6 - 4 + 8 = 10. */
export function quotient(a: number, b: number, shift: number): number {
  return shifted(BigInt(a), BigInt(b), shift);
}

/** What falls to `part` of `whole` (both of one scale) of an amount, rounded half away from zero once. */
export function proportion(amount: number, part: number, whole: number): number {
  return shifted(BigInt(amount) * BigInt(part), BigInt(whole), 0);
}

function shifted(dividend: bigint, divisor: bigint, shift: number): number {
  if (shift < 0) return safe(roundedQuotient(dividend, divisor * tenTo(-shift)));
  return safe(roundedQuotient(dividend * tenTo(shift), divisor));
}

export function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new RangeError('nothing can be divided by zero');
  const size = (2n * abs(dividend) + abs(divisor)) / (2n * abs(divisor));
  return dividend < 0n === divisor < 0n ? size : -size;
}

export function tenTo(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

// What people own does not come near this limit (900 billion): beyond it something was multiplied wrongly.
function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is larger than an amount can be`);
  return number;
}
