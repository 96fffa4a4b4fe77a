import type { Answer } from '../../../../web/outgoing.ts';
import { beginningOf, isPage, waitAskedFor } from '../../asking.ts';
import { BrokerFault, TooMuch } from '../../faults.ts';

const LATER = 'It is asked again later; until then you see what was read last.';

export const signInOver = () =>
  new BrokerFault('needs-sign-in', 'Schwab has ended your sign-in. Sign in at Schwab again.');

export const wrongKey = () =>
  new BrokerFault(
    'refused',
    'Schwab does not accept this app key or secret. Compare both with those at developer.schwab.com.',
  );

export const unavailable = (retryMs: number | null = null) =>
  new BrokerFault('unavailable', `Schwab is not available just now. ${LATER}`, retryMs);

export function unreadable(fault: string): BrokerFault {
  return new BrokerFault('unreadable', `What Schwab answered ${fault}. Nothing of it was kept. ${LATER}`);
}

/** What any answer but a good one means; null for a good one. */
export function faultOf(answer: Answer, now: number): BrokerFault | null {
  const { status } = answer;
  if (status === 429) return busy(waitAskedFor(answer, now));
  if (isTooBig(answer)) return tooMuch();
  if (status >= 500 || isPage(answer) || isGatewayFault(answer))
    return unavailable(waitAskedFor(answer, now));
  if (status === 200) return null;
  if (status === 401) return lacksProduct(answer) ? missingProduct() : signInOver();
  if (status === 403) return forbidden();
  return status >= 400 ? wrongQuestion(status) : unreadable(`has the status ${status}`);
}

// An access ended before its time is refused in the same words: only one that was got in its place tells the two apart.
function lacksProduct(answer: Answer): boolean {
  return /client not authorized/i.test(beginningOf(answer));
}

// The gateway before Schwab: `{"fault":{"faultstring":"Body buffer overflow",...}}`, under whatever status.
function isGatewayFault(answer: Answer): boolean {
  return /^\s*\{\s*"fault"\s*:/.test(beginningOf(answer));
}

/** It would have answered, but with more than its gateway lets through: asked again it says the same. */
export function isTooBig(answer: Answer): boolean {
  return isGatewayFault(answer) && beginningOf(answer).includes('protocol.http.TooBigBody');
}

const tooMuch = () =>
  new TooMuch('unavailable', `Schwab has more to say than fits into one answer. ${LATER}`);

function busy(retryMs: number | null): BrokerFault {
  return new BrokerFault(
    'busy',
    'Schwab has had more questions from this app than it takes in a minute. It is asked again in a while.',
    retryMs,
  );
}

function missingProduct(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Your Schwab app may not ask for this. Look at developer.schwab.com whether it is ready for use and has both products, Accounts and Trading and Market Data.',
  );
}

function forbidden(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Schwab does not let your app see this. Look at developer.schwab.com whether it is ready for use.',
  );
}

function wrongQuestion(status: number): BrokerFault {
  return new BrokerFault(
    'refused',
    `Schwab did not accept the question (${status}). Disconnect and connect again, so that its accounts are read anew.`,
  );
}
