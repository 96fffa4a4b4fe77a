/** The five ways in which a broker fails us, each with what follows from it. */
export type FaultKind =
  /** The access is over: a person signs in again. Nothing is retried. */
  | 'needs-sign-in'
  /** Asked for something it will not give: the wrong key, a product the app lacks. Nothing is retried. */
  | 'refused'
  /** Too many requests: later, at the time it named. */
  | 'busy'
  /** Maintenance, timeouts, resets, gateway pages: later. */
  | 'unavailable'
  /** It answered, and what it said is not what it should be. Nothing of the answer is kept. */
  | 'unreadable';

export class BrokerFault extends Error {
  override readonly name = 'BrokerFault';
  readonly kind: FaultKind;
  /** When it may be asked again, where it said so. */
  readonly retryAfterMs: number | null;

  /** `message` is a sentence for the user: what happened and what comes next. Never a token, a code or an account. */
  constructor(kind: FaultKind, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The answer was more than fits, theirs or ours: a narrower question may do. */
export class TooMuch extends BrokerFault {}
