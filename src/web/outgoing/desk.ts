import { backoffMs, retryAfterMs } from '../../lib/backoff.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Answer, OutgoingFault, type Question } from '../outgoing.ts';
import type { Board } from './board.ts';
import { Breaker } from './breaker.ts';
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

/**
 * Everything that a thread asks of one party goes over one desk: it keeps the patience, and with the other threads' the
 * pace and the circuit.
 */
export class Desk {
  readonly #party: Party;
  readonly #exchange: Exchange;
  readonly #means: DeskMeans;
  readonly #breaker: Breaker;
  readonly #line: Line;
  readonly #lines: ReadonlyMap<string, Line>;

  constructor(party: Party, exchange: Exchange, means: DeskMeans, board: Board) {
    this.#party = party;
    this.#exchange = exchange;
    this.#means = means;
    this.#breaker = new Breaker(board.cell());
    this.#line = new Line(party.pace, means, board.cell());
    const own = Object.entries(party.budgets);
    this.#lines = new Map(own.map(([name, pace]) => [name, new Line(pace, means, board.cell())]));
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
    const { clock } = this.#means;
    this.#refuseFor(this.#breaker.turnedAwayFor(clock()));
    await this.#cancellable(question, this.#lineOf(question.budget).turn(question.signal));
    // Asked again: it may have opened while this one stood in line.
    const { wait, isProbe } = this.#breaker.enter(clock());
    this.#refuseFor(wait);
    const startedAt = clock();
    const { outcome, code } = await this.#exchanged(question);
    this.#remember(question, outcome, isProbe);
    this.#note(question, { outcome, code, attempt, ms: clock() - startedAt });
    return outcome;
  }

  async #exchanged(question: Question): Promise<{ outcome: Outcome; code: string | null }> {
    try {
      return { outcome: await this.#exchange.answer(question), code: null };
    } catch (error) {
      return { outcome: this.#faultOf(question, error), code: codeOf(error) };
    }
  }

  #refuseFor(wait: number): void {
    if (wait > 0) throw circuitOpen(this.#party.name, wait);
  }

  #remember(question: Question, outcome: Outcome, isProbe: boolean): void {
    const now = this.#means.clock();
    if (isFailure(outcome, question)) this.#breaker.fail(now);
    else if (!isCancelled(outcome)) this.#breaker.succeed();
    else if (isProbe) this.#breaker.abandon(now);
  }

  /** null: this outcome is the answer. */
  #repeatsIn(question: Question, outcome: Outcome, attempt: number): number | null {
    const now = this.#means.clock();
    const isWorthIt = isFailure(outcome, question) || isTooMany(outcome);
    if (!question.isRead || !isWorthIt || attempt > MOST_REPETITIONS || this.#breaker.turnedAwayFor(now) > 0)
      return null;
    return backoffMs(attempt, this.#means.random(), retryAfterMs(headerOf(outcome, 'retry-after'), now));
  }

  #lineOf(budget: string): Line {
    return this.#lines.get(budget) ?? this.#line;
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
