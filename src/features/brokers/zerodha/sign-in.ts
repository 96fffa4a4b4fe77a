import { createHash } from 'node:crypto';
import type { Answer } from '../../../web/outgoing.ts';
import { askBroker, textOf } from '../asking.ts';
import { BrokerFault } from '../faults.ts';
import type { AppKey, SignIn, Tokens } from '../port.ts';
import { orThrow } from './client/ask.ts';
import { faultOf, refusalIn, signInOver } from './client/faults.ts';
import type { ZerodhaMeans } from './client/means.ts';
import { type Refusal, readData } from './parse/answers.ts';
import { readSession } from './parse/session.ts';
import { nextSix } from './parse/times.ts';

export function zerodhaSignIn(means: ZerodhaMeans): SignIn {
  return {
    address: (app, state) => addressOf(means, app, state),
    stateOf: (answer) => answer.get('state'),
    accept: (app, answer) => accept(means, app, answer),
    refresh: async () => {
      throw signInOver();
    },
    end: (app, tokens) => end(means, app, tokens),
  };
}

// Kite knows no `state`, and returns to the registered address only; but what stands in redirect_params comes along.
function addressOf({ loginUrl }: ZerodhaMeans, { key }: AppKey, state: string): URL {
  const url = new URL('/connect/login', loginUrl);
  const redirect = String(new URLSearchParams({ state }));
  url.search = String(new URLSearchParams({ v: '3', api_key: key, redirect_params: redirect }));
  return url;
}

async function accept(means: ZerodhaMeans, app: AppKey, answer: URLSearchParams): Promise<Tokens> {
  const request_token = requestTokenIn(answer);
  const checksum = createHash('sha256').update(`${app.key}${request_token}${app.secret}`).digest('hex');
  const askedAt = means.clock();
  const form = new URLSearchParams({ api_key: app.key, request_token, checksum });
  const given = await askSession(means, 'POST', '/session/token', String(form));
  const fault = acceptFault(given, means.clock());
  if (fault !== null) throw fault;
  const { access } = orThrow(readSession(orThrow(readData(textOf(given))).data));
  const endsAt = nextSix(askedAt);
  return { access, accessEndsAt: endsAt, refresh: null, signInEndsAt: endsAt };
}

function requestTokenIn(answer: URLSearchParams): string {
  const token = answer.get('request_token') ?? '';
  const isLogin = (answer.get('action') ?? 'login') === 'login' && answer.get('status') === 'success';
  if (!isLogin || token === '') throw notAllowed();
  return token;
}

/** What is over already need not be ended. */
async function end(means: ZerodhaMeans, { key }: AppKey, { access }: Tokens): Promise<void> {
  const query = new URLSearchParams({ api_key: key, access_token: access });
  const answer = await askSession(means, 'DELETE', `/session/token?${query}`);
  const fault = faultOf(answer, means.clock());
  if (fault !== null && fault.kind !== 'needs-sign-in') throw fault;
}

function askSession(
  means: ZerodhaMeans,
  method: 'POST' | 'DELETE',
  path: string,
  body?: string,
): Promise<Answer> {
  return askBroker(means.ask, 'Zerodha', {
    party: 'zerodha',
    budget: 'trader',
    method,
    url: new URL(path, means.baseUrl),
    headers: { 'x-kite-version': '3', 'content-type': 'application/x-www-form-urlencoded' },
    ...(body === undefined ? {} : { body }),
    isRead: false,
    mostBytes: 64 * 1024,
  });
}

function acceptFault(answer: Answer, now: number): BrokerFault | null {
  const fault = faultOf(answer, now);
  if (fault?.kind !== 'needs-sign-in') return fault;
  const refusal = refusalIn(answer);
  return refusal !== null && isAboutApp(refusal) ? wrongKey() : tokenOver();
}

// "Invalid `checksum`.", "Invalid `api_key`.": of a request token that is too old it says "Token is invalid or has expired."
function isAboutApp({ message }: Refusal): boolean {
  return /checksum|api_key/i.test(message);
}

function wrongKey(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Zerodha does not accept this API key or secret. Compare both with those at developers.kite.trade.',
  );
}

function tokenOver(): BrokerFault {
  return new BrokerFault(
    'needs-sign-in',
    'Zerodha no longer takes this sign-in: it is good for a few minutes and once. Sign in once more.',
  );
}

function notAllowed(): BrokerFault {
  return new BrokerFault(
    'needs-sign-in',
    'Zerodha sent you back without opening your account. Sign in once more, and allow the access.',
  );
}
