import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { BrokerFault, type FaultKind } from '../../../src/features/brokers/faults.ts';
import type { SignIn } from '../../../src/features/brokers/port.ts';
import { schwabBroker } from '../../../src/features/brokers/schwab/client.ts';
import { plainOutgoing } from './plain-outgoing.ts';
import { type Disorder, json, page, type Reply, type Scripted, scripted, tokens } from './scripted.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const DAY = 86_400_000;
const app = { key: 'the-key', secret: 'the-secret' };
const RETURN_TO = 'https://desk.example/auth/schwab/callback';
const landed = (query: string) => new URLSearchParams(query);
const ANSWER = landed('code=C0.abc.def%40&session=5e55&state=xyz');

const GRANTED = {
  expires_in: 1800,
  token_type: 'Bearer',
  scope: 'api',
  refresh_token: 'refresh-1@',
  access_token: 'I0.access-1@',
  id_token: 'a.b.c',
};

// The inner quotes are escaped once only: what stands inside is no JSON.
const UGLY =
  '{"error":"unsupported_token_type","error_description":"400 Bad Request: \\"{\\"error_description\\":\\"Exception while authenticating refresh token [tokenDigest=SECRET-DIGEST=, Exception=Failed refresh token authentication [tokenDigest=SECRET-DIGEST=]]\\",\\"error\\":\\"refresh_token_authentication_error\\"}\\""}';

async function open(
  t: TestContext,
  reply: Reply = json(GRANTED),
): Promise<{ signIn: SignIn; server: Scripted }> {
  const server = await scripted(t, () => reply);
  const { signIn } = schwabBroker({ ask: plainOutgoing(() => 300), clock: () => NOW, baseUrl: server.url });
  assert.ok(signIn);
  return { signIn, server };
}

test('the address names the app, where to return, and the state', async (t) => {
  const { signIn, server } = await open(t);
  const url = signIn.address(app, 'st/ate', RETURN_TO);
  assert.equal(url.origin, server.url.origin);
  assert.equal(url.pathname, '/v1/oauth/authorize');
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    client_id: 'the-key',
    redirect_uri: RETURN_TO,
    response_type: 'code',
    state: 'st/ate',
  });
});

test('the code is exchanged with its @, and the sign-in lasts seven days', async (t) => {
  const { signIn, server } = await open(t);
  assert.deepEqual(await signIn.accept(app, ANSWER, RETURN_TO), {
    access: 'I0.access-1@',
    accessEndsAt: NOW + 1_800_000,
    refresh: 'refresh-1@',
    signInEndsAt: NOW + 7 * DAY,
  });
  const [asked] = server.asked;
  assert.deepEqual([asked?.method, asked?.path], ['POST', '/v1/oauth/token']);
  assert.equal(
    asked?.headers['authorization'],
    `Basic ${Buffer.from('the-key:the-secret').toString('base64')}`,
  );
  assert.equal(asked?.headers['content-type'], 'application/x-www-form-urlencoded');
  assert.deepEqual(Object.fromEntries(asked?.form ?? []), {
    grant_type: 'authorization_code',
    code: 'C0.abc.def@',
    redirect_uri: RETURN_TO,
  });
});

test('a code that comes encoded once more is the same code', async (t) => {
  const { signIn, server } = await open(t);
  await signIn.accept(app, landed('code=C0.abc.def%2540'), RETURN_TO);
  assert.equal(server.asked[0]?.form.get('code'), 'C0.abc.def@');
});

for (const query of ['error=access_denied&state=xyz', 'state=xyz', 'code=&state=xyz'])
  test(`nothing is asked where no code came: ${query}`, async (t) => {
    const { signIn, server } = await open(t);
    await assert.rejects(
      signIn.accept(app, landed(query), RETURN_TO),
      isFault('needs-sign-in', /Sign in once more/),
    );
    assert.equal(server.asked.length, 0);
  });

test('a refresh renews the access, not the seven days, and keeps the token where none comes', async (t) => {
  const { signIn, server } = await open(
    t,
    json({ ...GRANTED, refresh_token: undefined, access_token: 'access-2' }),
  );
  const renewed = await signIn.refresh(app, tokens({ refresh: 'old', signInEndsAt: NOW + DAY }));
  assert.deepEqual(renewed, {
    access: 'access-2',
    accessEndsAt: NOW + 1_800_000,
    refresh: 'old',
    signInEndsAt: NOW + DAY,
  });
  assert.deepEqual(Object.fromEntries(server.asked[0]?.form ?? []), {
    grant_type: 'refresh_token',
    refresh_token: 'old',
  });
});

test('a refresh that brings another refresh token is believed', async (t) => {
  const { signIn } = await open(t, json({ ...GRANTED, refresh_token: 'new' }));
  assert.equal((await signIn.refresh(app, tokens({ refresh: 'old' }))).refresh, 'new');
});

const REFUSALS: readonly (readonly [story: string, reply: Reply, kind: FaultKind])[] = [
  [
    'the ugly body',
    { status: 400, headers: { 'content-type': 'application/json' }, body: UGLY },
    'needs-sign-in',
  ],
  [
    'invalid_grant',
    json({ error: 'invalid_grant', error_description: 'expired or revoked' }, 400),
    'needs-sign-in',
  ],
  [
    'invalid_client about the refresh token',
    json({ error: 'invalid_client', error_description: 'refresh token invalid' }, 400),
    'needs-sign-in',
  ],
  ['the same with 401', json({ error: 'invalid_client: refresh token invalid' }, 401), 'needs-sign-in'],
  ['a wrong key', json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401), 'refused'],
  ['a client without rights', json({ error: 'unauthorized_client' }, 401), 'refused'],
  ['a question it does not understand', json({ error: 'invalid_request' }, 400), 'refused'],
];

for (const [story, reply, kind] of REFUSALS)
  test(`${story} is ${kind}, for a code as for a refresh`, async (t) => {
    const { signIn } = await open(t, reply);
    await assert.rejects(signIn.refresh(app, tokens()), isFault(kind));
    await assert.rejects(signIn.accept(app, ANSWER, RETURN_TO), isFault(kind));
  });

const DISORDERS: readonly (readonly [story: string, disorder: Disorder, kind: FaultKind])[] = [
  ['Access Denied for hours', page(403), 'unavailable'],
  ['a page with 400', page(400), 'unavailable'],
  ['a page with 200', page(200), 'unavailable'],
  ['too many', { status: 429, headers: { 'retry-after': '30' }, body: '' }, 'busy'],
  ['500', page(500), 'unavailable'],
  ['502', { status: 502, body: '' }, 'unavailable'],
  ['silence', 'silence', 'unavailable'],
  ['a cut', 'reset', 'unavailable'],
  ['half an answer', { body: '{"access_token":"abc' }, 'unreadable'],
  ['no access in it', json({ expires_in: 1800 }), 'unreadable'],
  ['an access that lives for ever', json({ ...GRANTED, expires_in: 1e9 }), 'unreadable'],
  ['an error with 200', json({ error: 'server_error' }), 'unreadable'],
  ['a flood', 'flood', 'unreadable'],
];

for (const [story, disorder, kind] of DISORDERS)
  test(`at the token's address, ${story} is ${kind}`, async (t) => {
    const { signIn, server } = await open(t);
    server.disturb(disorder, 1);
    await assert.rejects(signIn.accept(app, ANSWER, RETURN_TO), isFault(kind));
    await assert.rejects(signIn.refresh(app, tokens()), isFault(kind));
  });

test('a first answer without a refresh token is none', async (t) => {
  const { signIn } = await open(t, json({ ...GRANTED, refresh_token: '' }));
  await assert.rejects(signIn.accept(app, ANSWER, RETURN_TO), isFault('unreadable'));
});

test('without a refresh token nothing is asked', async (t) => {
  const { signIn, server } = await open(t);
  await assert.rejects(signIn.refresh(app, tokens({ refresh: null })), isFault('needs-sign-in'));
  await signIn.end(app, tokens());
  assert.equal(server.asked.length, 0);
});

test('no sentence tells a token, a code, a key or what Schwab wrote', async (t) => {
  const { signIn, server } = await open(t);
  const old = tokens({ refresh: 'refresh-x' });
  for (const [, disorder] of [...REFUSALS, ...DISORDERS]) {
    server.disturb(disorder, 1);
    await assert.rejects(signIn.accept(app, ANSWER, RETURN_TO), isSilent);
    await assert.rejects(signIn.refresh(app, old), isSilent);
  }
});

function isSilent(error: unknown): boolean {
  assert.ok(error instanceof BrokerFault);
  assert.doesNotMatch(error.message, /DIGEST|the-key|the-secret|C0\.|refresh-x|Exception|unsupported/);
  return true;
}

function isFault(kind: FaultKind, words = /^[A-Z].*\.$/) {
  return (error: unknown) => {
    assert.ok(error instanceof BrokerFault, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, words);
    return true;
  };
}
