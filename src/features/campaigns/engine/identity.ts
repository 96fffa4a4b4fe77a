/**
 * Rule: a campaign is named after its account and the first unit it opened: the row, the symbol, the how-manieth of it.
 * So its name stays when rows are added after it, and changes only when older history arrives.
 */
const PRIME = 0x100000001b3n;
const OFFSET = 0xcbf29ce484222325n;
const MASK = (1n << 64n) - 1n;

/** Fowler, Noll and Vo's 1a of 64 bits, as twelve signs: short in an address, and not to be guessed back by eye. */
export function nameOf(...parts: readonly string[]): string {
  let hash = OFFSET;
  for (const sign of parts.join('|')) hash = ((hash ^ BigInt(sign.codePointAt(0) ?? 0)) * PRIME) & MASK;
  return hash.toString(36).padStart(13, '0').slice(-12);
}
