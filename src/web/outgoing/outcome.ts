import { type Answer, OutgoingFault, type Question } from '../outgoing.ts';

/** How one attempt ended. */
export type Outcome = Answer | OutgoingFault;

export function answerOf(outcome: Outcome): Answer {
  if (outcome instanceof OutgoingFault) throw outcome;
  return outcome;
}

export function headerOf(outcome: Outcome, name: string): string | undefined {
  return outcome instanceof OutgoingFault ? undefined : outcome.headers[name];
}

/** It does not work over there. A refusal, a redirect, too much of an answer: that is work of a kind. */
export function isFailure(outcome: Outcome, { isAnswer }: Pick<Question, 'isAnswer'>): boolean {
  if (outcome instanceof OutgoingFault) return outcome.kind === 'timeout' || outcome.kind === 'unreachable';
  return outcome.status >= 500 && isAnswer?.(outcome) !== true;
}

export function isTooMany(outcome: Outcome): boolean {
  return !(outcome instanceof OutgoingFault) && outcome.status === 429;
}

export function isCancelled(outcome: Outcome): boolean {
  return outcome instanceof OutgoingFault && outcome.kind === 'cancelled';
}
