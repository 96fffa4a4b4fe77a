import { backoffMs, retryAfterMs } from '../../lib/backoff.ts';
import {
  abandoned,
  type Circuit,
  CLOSED,
  entered,
  failed,
  turnedAwayFor,
} from '../../lib/circuit-breaker.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Answer, OutgoingFault, type Question } from '../outgoing.ts';
import type { Exchange } from './exchange.ts';
import { circuitOpen, codeOf, toFault } from './faults.ts';
import { Line, type Sleep } from './line.ts';
import { type Note, plainPath } from './note.ts';
import { answerOf, headerOf, isCancelled, isFailure, isTooMany, type Outcome } from './outcome.ts';
import type { Party } from './parties.ts';

export interface DeskMeans {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** In [0, 1). */
  readonly random: () => number;
  readonly note: (note: Note) => void;
}

const MOST_REPETITIONS = 3;

/** Everything that is asked of one party goes over one desk: it keeps the pace, the patience and the circuit. */
export class Desk {
  readonly #party: Party;
  readonly #exchange: Exchange;
  readonly #means: DeskMeans;
  readonly #lines = new Map<string, Line>();
  #circuit: Circuit = CLOSED;

  constructor(party: Party, exchange: Exchange, means: DeskMeans) {
    this.#party = party;
    this.#exchange = exchange;
    this.#means = means;
  }

  async ask(question: Question): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(question, attempt);
      const wait = this.#repeatsIn(question, outcome, attempt);
      if (wait === null) return answerOf(outcome);
      await this.#cancellable(question, this.#means.sleep(wait, question.signal));
    }
  }

  async #attempt(question: Question, attempt: number): Promise<Outcome> {
    this.#refuseWhenOpen();
    await this.#cancellable(question, this.#lineOf(question.budget).turn(question.signal));
    // Asked again: it may have opened while this one stood in line.
    this.#refuseWhenOpen();
    const isProbe = this.#circuit.probedAt !== null;
    this.#circuit = entered(this.#circuit);
    const startedAt = this.#means.clock();
    const { outcome, code } = await this.#exchanged(question);
    this.#circuit = this.#circuitAfter(question, outcome, isProbe);
    this.#note(question, { outcome, code, attempt, ms: this.#means.clock() - startedAt });
    return outcome;
  }

  async #exchanged(question: Question): Promise<{ outcome: Outcome; code: string | null }> {
    try {
      return { outcome: await this.#exchange.answer(question), code: null };
    } catch (error) {
      return { outcome: this.#faultOf(question, error), code: codeOf(error) };
    }
  }

  #refuseWhenOpen(): void {
    const wait = turnedAwayFor(this.#circuit, this.#means.clock());
    if (wait > 0) throw circuitOpen(this.#party.name, wait);
  }

  #circuitAfter(question: Question, outcome: Outcome, isProbe: boolean): Circuit {
    if (isCancelled(outcome)) return isProbe ? abandoned(this.#circuit) : this.#circuit;
    return isFailure(outcome, question) ? failed(this.#circuit, this.#means.clock()) : CLOSED;
  }

  /** null: this outcome is the answer. */
  #repeatsIn(question: Question, outcome: Outcome, attempt: number): number | null {
    const now = this.#means.clock();
    const isWorthIt = isFailure(outcome, question) || isTooMany(outcome);
    if (!question.isRead || !isWorthIt || attempt > MOST_REPETITIONS || turnedAwayFor(this.#circuit, now) > 0)
      return null;
    return backoffMs(attempt, this.#means.random(), retryAfterMs(headerOf(outcome, 'retry-after'), now));
  }

  #lineOf(budget: string): Line {
    const own = this.#party.budgets[budget];
    const name = own === undefined ? '' : budget;
    const line = this.#lines.get(name) ?? new Line(own ?? this.#party.pace, this.#means);
    this.#lines.set(name, line);
    return line;
  }

  async #cancellable(question: Question, waiting: Promise<void>): Promise<void> {
    try {
      await waiting;
    } catch (error) {
      throw this.#faultOf(question, error);
    }
  }

  #faultOf({ signal }: Question, error: unknown): OutgoingFault {
    return toFault(error, this.#party.name, signal?.aborted === true || this.#exchange.isClosed);
  }

  #note(question: Question, done: Attempted): void {
    const { outcome, ...how } = done;
    const isAnswer = !(outcome instanceof OutgoingFault);
    this.#means.note({
      ...how,
      party: question.party,
      method: question.method,
      path: plainPath(question.url),
      status: isAnswer ? outcome.status : null,
      fault: isAnswer ? null : outcome.kind,
    });
  }
}

interface Attempted extends Pick<Note, 'code' | 'ms' | 'attempt'> {
  readonly outcome: Outcome;
}
