/**
 * What Rollbook asks of a broker, and nothing more. Each kind answers in the model's nouns; what it cannot do is not
 * among its capabilities. Everything here may throw a BrokerFault and nothing else.
 */
import type { IsoDate } from '../../lib/dates.ts';
import type { BrokerAccount, BrokerKind } from '../../model/broker.ts';
import type { Candle } from '../../model/candle.ts';
import type { Balance, Holding, Position } from '../../model/holding.ts';
import type { Listing } from '../../model/listing.ts';
import type { Quote } from '../../model/quote.ts';
import type { Parsed } from '../../model/transaction.ts';

export type Capability =
  | 'sign-in'
  | 'transactions'
  | 'positions'
  | 'holdings'
  | 'quotes'
  | 'candles'
  | 'streaming'
  | 'instruments';

/** An app as it is registered with the broker. */
export interface AppKey {
  readonly key: string;
  readonly secret: string;
}

export interface Tokens {
  readonly access: string;
  readonly accessEndsAt: number;
  /** null where the broker has none: then a person signs in whenever the access ends. */
  readonly refresh: string | null;
  /** When a person must sign in again, however often the access is refreshed until then. */
  readonly signInEndsAt: number;
}

/** How a person opens their account to Rollbook. */
export interface SignIn {
  /** The broker's own page. `state` comes back with the answer. */
  address(app: AppKey, state: string, returnTo: string): URL;
  /** The `state` that an answer carries, wherever this broker puts it. */
  stateOf(answer: URLSearchParams): string | null;
  accept(app: AppKey, answer: URLSearchParams, returnTo: string): Promise<Tokens>;
  /** Refused for good: a fault of kind `needs-sign-in`. */
  refresh(app: AppKey, tokens: Tokens): Promise<Tokens>;
  /** Tells the broker that the access is given up, where it can be told. */
  end(app: AppKey, tokens: Tokens): Promise<void>;
}

/** The right to ask, for one connection: knows the tokens, refreshes them, once for all who wait. */
export interface Pass {
  readonly app: AppKey;
  access(): Promise<string>;
  /** The broker refused this access before its time: another one, or a fault of kind `needs-sign-in`. */
  renewed(refused: string): Promise<string>;
  /** The broker takes not even this renewed access: nobody asks with it again, and a person signs in. */
  over(refused: string): void;
  readonly signal: AbortSignal;
}

/** One request's worth of history. Opaque to whoever keeps a list of them; plain data, so that it can be stored. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly type: string;
}

/** A row as the broker wrote it. */
export interface RawRow {
  readonly id: string;
  readonly happenedAt: number;
  readonly type: string;
  readonly text: string;
}

export interface Page {
  readonly rows: readonly RawRow[];
  /** Not empty: the answer was cut off. Ask these instead; `rows` are then worth nothing. */
  readonly instead: readonly Stretch[];
}

/** Something the broker lists that is no position of ours. */
export interface LeftOut {
  readonly symbol: string;
  /** The rest of a sentence that begins with the symbol. */
  readonly reason: string;
}

export interface Book {
  readonly positions: readonly Position[];
  readonly balances: readonly Balance[];
  readonly leftOut: readonly LeftOut[];
}

export interface Broker {
  readonly kind: BrokerKind;
  readonly can: ReadonlySet<Capability>;
  /** null where nobody signs in: the practice market. */
  readonly signIn: SignIn | null;
  accounts(pass: Pass): Promise<readonly BrokerAccount[]>;
  /** All that is to be asked for this time, newest first. Pure. */
  stretches(from: number, to: number): readonly Stretch[];
  transactions(pass: Pass, account: BrokerAccount, stretch: Stretch): Promise<Page>;
  /** What the rows mean. Pure and total: what is not understood is a problem, never an exception. */
  parse(account: BrokerAccount, rows: readonly RawRow[]): Parsed;
  book(pass: Pass, account: BrokerAccount): Promise<Book>;
  holdings(pass: Pass, account: BrokerAccount): Promise<readonly Holding[]>;
  /** Under the symbols asked for; what the broker does not know is missing. */
  quotes(pass: Pass, symbols: readonly string[]): Promise<readonly Quote[]>;
  /**
   * The same as they change, until the pass is given up or nobody listens any more; who listens slowly hears the newest
   * of each. null where prices are not told.
   */
  readonly streamQuotes: ((pass: Pass, symbols: readonly string[]) => AsyncIterable<readonly Quote[]>) | null;
  /** Daily, oldest first, both dates included; none for a symbol the broker does not know. */
  candles(pass: Pass, symbol: string, from: IsoDate, to: IsoDate): Promise<readonly Candle[]>;
  /** What is listed under these words of its name, or under this symbol. */
  listings(pass: Pass, words: string): Promise<readonly Listing[]>;
}
