/**
 * An access is renewed when it is used after four fifths of its life. Example: got at 9:00 for half an hour, used at 9:23
 * it is good, used at 9:24 it is renewed first.
 */
interface Got {
  readonly gotAt: number;
  readonly tokens: { readonly accessEndsAt: number };
}

const FRESH_MS = 60_000;

export function dueAt({ gotAt, tokens: { accessEndsAt } }: Got): number {
  return gotAt + Math.floor(((accessEndsAt - gotAt) * 4) / 5);
}

export function isFresh({ gotAt }: Got, now: number): boolean {
  return Math.abs(now - gotAt) < FRESH_MS;
}
