import type { Actor } from '../../../model/actor.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import { type Outcome, refused } from '../../../model/outcome.ts';
import type { BrokerDeps } from '../brokers.ts';
import { answerIn } from '../parse/landing.ts';
import { type Finished, finishSignIn } from './finish.ts';

/** For those whose callback address leads nowhere: the address the browser stopped at holds the whole answer. */
export async function finishPasted(
  deps: BrokerDeps,
  actor: Actor,
  sessionId: string,
  broker: BrokerKind,
  pasted: string,
): Promise<Outcome<Finished>> {
  const answer = answerIn(pasted);
  return answer === null ? NO_ANSWER : finishSignIn(deps, actor, sessionId, broker, answer);
}

const NO_ANSWER = refused(
  'no-answer',
  'This is not the address you landed on. Copy all of it from the address bar: it begins with http and has a question mark in it.',
  'address',
);
