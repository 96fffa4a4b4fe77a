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
  /** Reads a long answer as it comes, to its end, once for each attempt; null where it is to be kept whole. */
  readonly reader?: (answer: Omit<Answer, 'body'>) => Reader | null;
}

/** What it throws is the fault of the attempt. */
export type Reader = (pieces: AsyncIterable<Buffer>) => Promise<void>;

export interface Answer {
  readonly status: number;
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where a reader has read it. */
  readonly body: Buffer;
}

/** A line that stays open: over there they say what is new, and when. */
export interface Listening {
  readonly party: string;
  /** Asked before the line is opened, and again whenever it broke: what it holds may be over by then. What it throws ends it all. */
  readonly address: (isAgain: boolean) => Promise<URL>;
  /** What is said there first. */
  readonly opening: readonly string[];
  /** Bytes as they come; text only shows that somebody is there. false: this is nonsense, open the line anew. */
  readonly hear: (bytes: Uint8Array) => boolean;
  /** So long without a word, and nobody is there. */
  readonly silenceMs: number;
  /** In one message. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
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
  /** Until the signal says so; a line that breaks is opened again. */
  listen(listening: Listening): Promise<void>;
  close(): Promise<void>;
}
