/** So many in so long, by the machine's own time: the clock of a test may stand still. */
export interface Allowance {
  readonly most: number;
  readonly inMs: number;
}

export class Pace {
  readonly #times = new Map<string, number[]>();

  /** Whether one more is still allowed; one that is refused does not count. */
  allows(name: string, { most, inMs }: Allowance): boolean {
    const now = performance.now();
    const lately = (this.#times.get(name) ?? []).filter((at) => at > now - inMs);
    const isAllowed = lately.length < most;
    this.#times.set(name, isAllowed ? [...lately, now] : lately);
    return isAllowed;
  }
}
