import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { BrokerFault, type FaultKind } from '../../../src/features/brokers/faults.ts';
import { zerodhaBroker } from '../../../src/features/brokers/zerodha/client.ts';
import { nextSix } from '../../../src/features/brokers/zerodha/parse/times.ts';
import { plainOutgoing } from './plain-outgoing.ts';
import { type Disorder, page, type Reply, scripted, tokens } from './scripted.ts';
import { good, PLACES, refusal } from './zerodha-script.ts';

const NOW = Date.parse('2026-03-20T09:00:00+05:30');
const app = { key: 'the-key', secret: 'the-secret' };
const landed = (query: string) => new URLSearchParams(query);
const ANSWER = landed('action=login&type=login&status=success&request_token=tok32&state=xyz');
const SESSION = good({ user_id: 'AB1234', access_token: 'access-1', refresh_token: '', api_key: 'the-key' });

async function open(t: TestContext, reply: Reply = SESSION) {
  const server = await scripted(t, () => reply);
  const means = { ask: plainOutgoing(() => 300), clock: () => NOW, baseUrl: server.url };
  const { signIn } = zerodhaBroker({ ...means, ...PLACES });
  assert.ok(signIn);
  return { signIn, server };
}

test('the address is that of version 3, and carries the state in redirect_params', async (t) => {
  const { signIn } = await open(t);
  assert.equal(
    signIn.address(app, 'abc', 'https://anywhere.example').href,
    'https://kite.zerodha.com/connect/login?v=3&api_key=the-key&redirect_params=state%3Dabc',
  );
});

test('the request token is exchanged with the checksum of all three', async (t) => {
  const { signIn, server } = await open(t);
  const six = Date.parse('2026-03-21T06:00:00+05:30');
  assert.deepEqual(await signIn.accept(app, ANSWER, ''), {
    access: 'access-1',
    accessEndsAt: six,
    refresh: null,
    signInEndsAt: six,
  });
  const [asked] = server.asked;
  assert.deepEqual(
    [asked?.method, asked?.path, asked?.headers['x-kite-version']],
    ['POST', '/session/token', '3'],
  );
  assert.deepEqual(Object.fromEntries(asked?.form ?? []), {
    api_key: 'the-key',
    request_token: 'tok32',
    checksum: createHash('sha256').update('the-keytok32the-secret').digest('hex'),
  });
});

for (const query of [
  'action=login&type=login&status=error',
  'action=login&status=success',
  'action=logout&status=success&request_token=tok32',
  'request_token=tok32',
  '',
])
  test(`nothing is asked where the sign-in did not succeed: ${query || 'nothing'}`, async (t) => {
    const { signIn, server } = await open(t);
    await assert.rejects(signIn.accept(app, landed(query), ''), isFault('needs-sign-in'));
    assert.equal(server.asked.length, 0);
  });

const ENDS: readonly (readonly [now: string, end: string])[] = [
  ['2026-03-20T02:00:00+05:30', '2026-03-20T06:00:00+05:30'],
  ['2026-03-20T05:59:59+05:30', '2026-03-20T06:00:00+05:30'],
  ['2026-03-20T06:00:00+05:30', '2026-03-21T06:00:00+05:30'],
  ['2026-03-20T23:59:00+05:30', '2026-03-21T06:00:00+05:30'],
  ['2026-12-31T20:00:00Z', '2027-01-01T06:00:00+05:30'],
];

for (const [now, end] of ENDS)
  test(`signed in at ${now}, it is over at ${end}`, () => {
    assert.equal(nextSix(Date.parse(now)), Date.parse(end));
  });

test('six in the morning is always ahead, never more than a day', () => {
  const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2040-01-01') });
  fc.assert(fc.property(instants, (now) => nextSix(now) > now && nextSix(now) - now <= 86_400_000));
});

const REFUSALS: readonly (readonly [story: string, disorder: Disorder, kind: FaultKind])[] = [
  [
    'a request token that is too old',
    refusal(403, 'TokenException', 'Token is invalid or has expired.'),
    'needs-sign-in',
  ],
  ['a wrong secret', refusal(403, 'TokenException', 'Invalid `checksum`.'), 'refused'],
  ['a wrong key', refusal(403, 'TokenException', 'Invalid `api_key`.'), 'refused'],
  ['a question it does not accept', refusal(400, 'InputException', 'Missing'), 'refused'],
  ['too many', refusal(429, 'NetworkException', 'Too many requests'), 'busy'],
  ['maintenance', refusal(503, 'NetworkException', 'Gateway timed out'), 'unavailable'],
  ['a page', page(502), 'unavailable'],
  ['a cut', 'reset', 'unavailable'],
  ['silence', 'silence', 'unavailable'],
  ['no access in it', good({ user_id: 'AB1234' }), 'unreadable'],
  ['half an answer', { body: '{"status":"success","da' }, 'unreadable'],
];

for (const [story, disorder, kind] of REFUSALS)
  test(`at the session's address, ${story} is ${kind}`, async (t) => {
    const { signIn, server } = await open(t);
    server.disturb(disorder, 1);
    await assert.rejects(signIn.accept(app, ANSWER, ''), isFault(kind));
  });

test('there is nothing to refresh: a person signs in', async (t) => {
  const { signIn, server } = await open(t);
  await assert.rejects(signIn.refresh(app, tokens({ refresh: null })), isFault('needs-sign-in'));
  assert.equal(server.asked.length, 0);
});

test('Zerodha is told that the access is given up; one that is over already needs no end', async (t) => {
  const { signIn, server } = await open(t, good(true));
  await signIn.end(app, tokens({ access: 'access-1' }));
  assert.equal(server.asked[0]?.method, 'DELETE');
  assert.equal(server.asked[0]?.address, '/session/token?api_key=the-key&access_token=access-1');
  server.disturb(refusal(403, 'TokenException', 'Incorrect `api_key` or `access_token`.'), 1);
  await signIn.end(app, tokens());
  server.disturb(page(503), 1);
  await assert.rejects(signIn.end(app, tokens()), isFault('unavailable'));
});

function isFault(kind: FaultKind) {
  return (error: unknown) => {
    assert.ok(error instanceof BrokerFault, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, /^[A-Z].*\.$/);
    assert.doesNotMatch(error.message, /the-key|the-secret|tok32|access-1/);
    return true;
  };
}
