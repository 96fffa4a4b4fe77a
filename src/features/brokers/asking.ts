import { retryAfterMs } from '../../lib/backoff.ts';
import {
  type Answer,
  type Outgoing,
  OutgoingFault,
  type OutgoingFaultKind,
  type Question,
} from '../../web/outgoing.ts';
import { BrokerFault, type FaultKind, TooMuch } from './faults.ts';
import type { Pass } from './port.ts';

interface Failure {
  readonly kind: FaultKind;
  /** The rest of a sentence that begins with the broker's name. */
  readonly ending: string;
}

const LATER = 'It is asked again later; until then you see what was read last.';

const FAILURES: Readonly<Record<OutgoingFaultKind, Failure>> = {
  'forbidden-host': {
    kind: 'refused',
    ending: 'is not at an address this installation may call. Look at its settings.',
  },
  timeout: { kind: 'unavailable', ending: `took too long to answer. ${LATER}` },
  unreachable: { kind: 'unavailable', ending: `cannot be reached. ${LATER}` },
  untrusted: {
    kind: 'unavailable',
    ending:
      "showed a certificate that this machine does not trust, and nothing was sent to it. Look at this machine's date and time, and at the network it is in.",
  },
  'circuit-open': { kind: 'unavailable', ending: `has failed several times in a row. ${LATER}` },
  cancelled: { kind: 'unavailable', ending: 'was not waited for: the work was stopped. Start it again.' },
  'too-large': {
    kind: 'unreadable',
    ending: `sent more than it ever should. Nothing of it was kept. ${LATER}`,
  },
  redirected: { kind: 'unreadable', ending: `sent us to another address, where we do not go. ${LATER}` },
};

/** Asks; what is no answer becomes a fault of the broker's. */
export async function askBroker(ask: Outgoing, broker: string, question: Question): Promise<Answer> {
  try {
    return await ask.ask(question);
  } catch (error) {
    throw toBrokerFault(error, broker);
  }
}

/** Of what the way out says; anything else as it is. */
export function toBrokerFault(error: unknown, broker: string): unknown {
  if (!(error instanceof OutgoingFault)) return error;
  const { kind, ending } = FAILURES[error.kind];
  const Fault = error.kind === 'too-large' ? TooMuch : BrokerFault;
  return new Fault(kind, `${broker} ${ending}`, error.retryAfterMs);
}

interface Judge {
  /** The access may be the reason: it is worth another one. */
  readonly isRefusal: (answer: Answer) => boolean;
  /** Refused once more, and not for want of a right: a person signs in. */
  readonly isOver: (answer: Answer) => boolean;
}

/** Asks with the pass; an access refused before its time is renewed once, and the second answer is the last. */
export async function askWithPass(
  pass: Pass,
  ask: (access: string) => Promise<Answer>,
  { isRefusal, isOver }: Judge,
): Promise<Answer> {
  const access = await pass.access();
  const answer = await ask(access);
  if (!isRefusal(answer)) return answer;
  const renewed = await pass.renewed(access);
  const last = await ask(renewed);
  if (isOver(last)) pass.over(renewed);
  return last;
}

/** When it wants to be asked again. */
export function waitAskedFor({ headers }: Answer, now: number): number | null {
  return retryAfterMs(headers['retry-after'], now);
}

/** As it stands in an address. Half a letter, which JSON may hold, would be none. */
export function inAddress(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

export function textOf({ body }: Answer): string {
  return body.toString('utf8');
}

/** A gateway's page, where JSON was to be. */
export function isPage(answer: Answer): boolean {
  return /\bhtml\b/.test(answer.headers['content-type'] ?? '') || /^\s*</.test(beginningOf(answer));
}

export function beginningOf({ body }: Answer): string {
  return body.subarray(0, 1000).toString('utf8');
}
