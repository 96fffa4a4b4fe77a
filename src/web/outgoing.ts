/** Every call to another machine goes through here; see `Outgoing`. */
export interface Question {
  /** One circuit breaker and one set of buckets each: `schwab`, `zerodha`. */
  readonly party: string;
  /** The budget it draws on: `trader`, `quote`, `historical`. */
  readonly budget: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Changes nothing over there: may be asked again when it fails. */
  readonly isRead: boolean;
  readonly mostBytes?: number;
  readonly signal?: AbortSignal;
  /** Says of a status that looks like a failure of theirs that it is none: it is not asked again, nor held against them. */
  readonly isAnswer?: (answer: Answer) => boolean;
}

export interface Answer {
  readonly status: number;
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type OutgoingFaultKind =
  | 'forbidden-host'
  | 'timeout'
  | 'unreachable'
  /** Their certificate is none that this machine trusts: nothing was sent. */
  | 'untrusted'
  | 'too-large'
  | 'redirected'
  | 'circuit-open'
  | 'cancelled';

export class OutgoingFault extends Error {
  override readonly name = 'OutgoingFault';
  readonly kind: OutgoingFaultKind;
  readonly retryAfterMs: number | null;

  constructor(kind: OutgoingFaultKind, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Outgoing {
  /** Any HTTP status is an answer; what is none is an OutgoingFault. 429 and 5xx of reads have been retried. */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}
