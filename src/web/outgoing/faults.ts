import { OutgoingFault, type OutgoingFaultKind } from '../outgoing.ts';
import { TooLarge } from './body.ts';
import { Redirected } from './exchange.ts';
import { Late } from './limit.ts';

const TIMEOUTS = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];
// What OpenSSL and Node call a certificate that does not hold: CERT_HAS_EXPIRED, SELF_SIGNED_CERT_IN_CHAIN, ...
const CERTIFICATE =
  /CERT|^UNABLE_TO_(GET|VERIFY|DECODE)|^(HOSTNAME|SUBJECT_ISSUER)_MISMATCH$|^PATH_LENGTH_EXCEEDED$/;

type Ended = Exclude<OutgoingFaultKind, 'forbidden-host' | 'circuit-open'>;

const ENDINGS: Readonly<Record<Ended, string>> = {
  timeout: 'did not answer in time.',
  unreachable: 'cannot be reached, or broke off in the middle of its answer.',
  untrusted: 'showed a certificate that this machine does not trust: nothing was sent.',
  'too-large': 'sent more than it ever should.',
  redirected: 'sent us to another address, where we do not go.',
  cancelled: 'was not waited for.',
};

/** Nothing of the error itself goes along: it may hold what was sent. */
export function toFault(error: unknown, party: string, isCancelled: boolean): OutgoingFault {
  const kind = isCancelled ? 'cancelled' : kindOf(error);
  return new OutgoingFault(kind, `${party} ${ENDINGS[kind]}`);
}

export function forbiddenHost(url: URL): OutgoingFault {
  return new OutgoingFault('forbidden-host', `${url.origin} is not among the addresses Rollbook may ask.`);
}

export function circuitOpen(party: string, waitMs: number): OutgoingFault {
  const seconds = Math.ceil(waitMs / 1000);
  const message = `${party} has failed several times in a row and is left alone for another ${seconds} seconds.`;
  return new OutgoingFault('circuit-open', message, waitMs);
}

export function neverBegun(): OutgoingFault {
  return new OutgoingFault('cancelled', 'This was stopped before it began.');
}

/** The system's name for what happened, for the log. */
export function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

function kindOf(error: unknown): Ended {
  if (error instanceof TooLarge) return 'too-large';
  if (error instanceof Redirected) return 'redirected';
  if (CERTIFICATE.test(codeOf(error) ?? '')) return 'untrusted';
  return error instanceof Late || TIMEOUTS.includes(codeOf(error) ?? '') ? 'timeout' : 'unreachable';
}
