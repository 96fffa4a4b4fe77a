import type { Answer } from '../../../web/outgoing.ts';
import { askBroker, isPage, textOf, waitAskedFor } from '../asking.ts';
import { BrokerFault } from '../faults.ts';
import { isFault } from '../parse/faults.ts';
import type { AppKey, SignIn, Tokens } from '../port.ts';
import { orThrow } from './client/ask.ts';
import { faultOf, signInOver, unavailable, unreadable, wrongKey } from './client/faults.ts';
import type { SchwabMeans } from './client/means.ts';
import { readAnswer } from './parse/answer-text.ts';
import { type Granted, readTokens, refusalOf } from './parse/tokens.ts';

const SEVEN_DAYS = 7 * 86_400_000;

export function schwabSignIn(means: SchwabMeans): SignIn {
  return {
    address: ({ key }, state, returnTo) => {
      const url = new URL('/v1/oauth/authorize', means.baseUrl);
      url.search = String(
        new URLSearchParams({ client_id: key, redirect_uri: returnTo, response_type: 'code', state }),
      );
      return url;
    },
    stateOf: (answer) => answer.get('state'),
    accept: (app, answer, returnTo) => accept(means, app, answer, returnTo),
    refresh: (app, tokens) => refresh(means, app, tokens),
    // Schwab has no address for it: what was given ends by itself.
    end: async () => {},
  };
}

async function accept(
  means: SchwabMeans,
  app: AppKey,
  answer: URLSearchParams,
  returnTo: string,
): Promise<Tokens> {
  const form = { grant_type: 'authorization_code', code: codeIn(answer), redirect_uri: returnTo };
  const askedAt = means.clock();
  const granted = await grant(means, app, form, codeOver);
  if (granted.refresh === null) throw unreadable('holds no means of renewing the access');
  return tokensOf(granted, granted.refresh, askedAt, askedAt + SEVEN_DAYS);
}

async function refresh(means: SchwabMeans, app: AppKey, tokens: Tokens): Promise<Tokens> {
  if (tokens.refresh === null) throw signInOver();
  const askedAt = means.clock();
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh };
  const granted = await grant(means, app, form, signInOver);
  return tokensOf(granted, granted.refresh ?? tokens.refresh, askedAt, tokens.signInEndsAt);
}

function tokensOf(
  { access, livesMs }: Granted,
  refresh: string,
  askedAt: number,
  signInEndsAt: number,
): Tokens {
  return { access, accessEndsAt: askedAt + livesMs, refresh, signInEndsAt };
}

// It ends with @, which the address spells %40; who copies it from there may bring it encoded once more.
function codeIn(answer: URLSearchParams): string {
  const code = answer.get('code') ?? '';
  if (answer.has('error') || code === '') throw notAllowed();
  return code.replace(/%40$/i, '@');
}

async function grant(
  means: SchwabMeans,
  app: AppKey,
  form: Readonly<Record<string, string>>,
  over: () => BrokerFault,
): Promise<Granted> {
  const answer = await askBroker(means.ask, 'Schwab', {
    party: 'schwab',
    budget: 'trader',
    method: 'POST',
    url: new URL('/v1/oauth/token', means.baseUrl),
    headers: headersFor(app),
    body: String(new URLSearchParams(form)),
    isRead: false,
    mostBytes: 64 * 1024,
  });
  const fault = grantFault(answer, means.clock(), over);
  if (fault !== null) throw fault;
  const read = readAnswer(textOf(answer));
  if (isFault(read)) throw unreadable(read.fault);
  return orThrow(readTokens(read.value));
}

function headersFor({ key, secret }: AppKey): Readonly<Record<string, string>> {
  return {
    authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
}

// For hours at a time the gateway answers here with a page, "Access Denied": that says nothing about the sign-in.
function grantFault(answer: Answer, now: number, over: () => BrokerFault): BrokerFault | null {
  if (isPage(answer)) return unavailable(waitAskedFor(answer, now));
  if (![400, 401].includes(answer.status)) return faultOf(answer, now);
  const refusal = refusalOf(answer.status, textOf(answer));
  if (refusal === 'ended') return over();
  return refusal === 'wrong-key' ? wrongKey() : notUnderstood();
}

function codeOver(): BrokerFault {
  return new BrokerFault(
    'needs-sign-in',
    'Schwab no longer takes this sign-in: it is good for half a minute and once, and only for the callback address your app is registered with. Sign in once more.',
  );
}

function notAllowed(): BrokerFault {
  return new BrokerFault(
    'needs-sign-in',
    'Schwab sent you back without opening your account. Sign in once more, and allow the accounts you want to see.',
  );
}

function notUnderstood(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Schwab did not accept the sign-in. Compare the callback address and the app key with those at developer.schwab.com.',
  );
}
