import type { Answer } from '../../../../web/outgoing.ts';
import { isPage, textOf, waitAskedFor } from '../../asking.ts';
import { BrokerFault } from '../../faults.ts';
import { type Refusal, readRefusal } from '../parse/answers.ts';

const LATER = 'It is asked again later; until then you see what was read last.';

export const signInOver = () =>
  new BrokerFault(
    'needs-sign-in',
    'Your sign-in at Zerodha is over, as it is every morning at six. Sign in at Zerodha again.',
  );

export function unreadable(fault: string): BrokerFault {
  return new BrokerFault('unreadable', `What Zerodha answered ${fault}. Nothing of it was kept. ${LATER}`);
}

/** What any answer but a good one means; null for a good one. */
export function faultOf(answer: Answer, now: number): BrokerFault | null {
  const { status } = answer;
  if (status === 429) return busy(waitAskedFor(answer, now));
  if (isPage(answer)) return unavailable(waitAskedFor(answer, now));
  const refusal = refusalIn(answer);
  if (refusal !== null) return faultOfType(refusal, waitAskedFor(answer, now));
  if (status >= 500) return unavailable(waitAskedFor(answer, now));
  if (status === 200) return null;
  return refused(`(${status})`);
}

/** An access that Zerodha no longer takes, in whatever words. */
export function isTokenRefused(answer: Answer): boolean {
  return [200, 401, 403].includes(answer.status) && refusalIn(answer)?.type === 'TokenException';
}

/** Errors are short: a list of instruments is not to be read as one. */
export function refusalIn(answer: Answer): Refusal | null {
  return answer.body.length > 16_384 ? null : readRefusal(textOf(answer));
}

function faultOfType({ type }: Refusal, retryMs: number | null): BrokerFault {
  if (type === 'TokenException') return signInOver();
  if (type === 'PermissionException') return lacking();
  if (['NetworkException', 'DataException', 'GeneralException', ''].includes(type))
    return unavailable(retryMs);
  return refused(`(${type.replace(/[^A-Za-z]/g, '').slice(0, 40)})`);
}

function busy(retryMs: number | null): BrokerFault {
  return new BrokerFault(
    'busy',
    'Zerodha has had more questions from this app than it takes at once. It is asked again in a moment.',
    retryMs,
  );
}

function unavailable(retryMs: number | null): BrokerFault {
  return new BrokerFault(
    'unavailable',
    `Zerodha is not available just now. Kite is often in maintenance at night and before eight in the morning. ${LATER}`,
    retryMs,
  );
}

function lacking(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Your Kite app may not ask for this. Look at developers.kite.trade what its subscription covers.',
  );
}

function refused(why: string): BrokerFault {
  return new BrokerFault(
    'refused',
    `Zerodha did not accept the question ${why}. Disconnect and connect again.`,
  );
}
