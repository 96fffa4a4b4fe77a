/**
 * Rule: chance that can be asked again. The same seed and keys give the same draw, in any order and as often as one
 * likes, so nothing drawn needs to be kept. Example: `uniform(7, 3)` is the same number today and in a year.
 */
export function draw(seed: number, ...keys: readonly number[]): number {
  let state = seed | 0;
  for (const key of keys) state = scramble(state ^ Math.imul(key | 0, 0x9e3779b1)) + 0x6d2b79f5;
  return scramble(state) >>> 0;
}

/** From 0 up to, not including, 1. */
export function uniform(seed: number, ...keys: readonly number[]): number {
  return draw(seed, ...keys) / 2 ** 32;
}

/** Of the normal distribution. */
export function bell(seed: number, ...keys: readonly number[]): number {
  const [first, second] = [draw(seed, ...keys, 1), draw(seed, ...keys, 2)];
  return Math.sqrt(-2 * Math.log((first + 1) / 2 ** 32)) * Math.cos((2 * Math.PI * second) / 2 ** 32);
}

/** A seed from a name. */
export function seedOf(text: string, seed = 0): number {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return scramble(hash);
}

// The finish of MurmurHash3: every bit of what comes in moves half of those that go out.
function scramble(value: number): number {
  let state = value | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
