/** What goes wrong, for which questions, from which on and how often. */

export type Fault =
  /** Another answer; whatever was asked for is not done. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Headers; readonly body?: unknown }
  /** A page of the gateway where JSON belongs; 200 unless said. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The connection is torn before anything is done. */
  | { readonly kind: 'reset' }
  /** It is done, and the answer never arrives. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** A byte every so many milliseconds. */
  | { readonly kind: 'trickle'; readonly ms: number }
  /** The connection is torn in the middle of the answer. */
  | { readonly kind: 'half' }
  /** Text that stops in the middle, and says that it is whole. */
  | { readonly kind: 'malformed' }
  /** An answer that does not end; 50 MB unless said. */
  | { readonly kind: 'flood'; readonly bytes?: number }
  /** Wherever the field stands, it is not there. */
  | { readonly kind: 'missing'; readonly field: string }
  /** NaN, which JSON does not know, in place of a number. */
  | { readonly kind: 'nan'; readonly field: string }
  | { readonly kind: 'instead'; readonly field: string; readonly value: unknown };

type Headers = Readonly<Record<string, string>>;

export interface Plan {
  /** `GET /trader/v1/accounts/*`: a star is one part of the path, two are the rest; without a method any. */
  readonly at: string;
  /** The first call it happens at, counted from now: 1 is the next. */
  readonly from?: number;
  /** How many calls it happens at; once unless said, 0: for ever. */
  readonly times?: number;
  readonly fault: Fault;
}

export class FaultTable {
  #plans: { readonly plan: Plan; readonly shape: RegExp; calls: number }[] = [];

  add(plan: Plan): void {
    this.#plans.push({ plan, shape: shapeOf(plan.at), calls: 0 });
  }

  clear(): void {
    this.#plans = [];
  }

  get plans(): readonly Plan[] {
    return this.#plans.map(({ plan }) => plan);
  }

  /** What happens to this call; every plan that speaks of it counts it, the first whose turn it is happens. */
  take(method: string, path: string): Fault | null {
    const here = this.#plans.filter(({ shape }) => shape.test(`${method} ${path}`));
    for (const each of here) each.calls += 1;
    return here.find(({ plan, calls }) => isItsTurn(plan, calls))?.plan.fault ?? null;
  }
}

function isItsTurn({ from = 1, times = 1 }: Plan, calls: number): boolean {
  return calls >= from && (times === 0 || calls < from + times);
}

function shapeOf(at: string): RegExp {
  const [method, path] = at.includes(' ') ? at.split(' ') : ['\\w+', at];
  const text = (path ?? '').replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${method} ${text.replace(/\*+/g, (stars) => (stars === '*' ? '[^/]+' : '.+'))}$`);
}
