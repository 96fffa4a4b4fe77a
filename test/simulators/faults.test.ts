import assert from 'node:assert/strict';
import test from 'node:test';
import { bodyOf, SchwabDesk } from './schwab-desk.ts';
import type { Fault, Plan } from './wire/faults.ts';

const ACCOUNTS = '/trader/v1/accounts';

async function spoiled(t: test.TestContext, fault: Fault, more: Partial<Plan> = {}) {
  const desk = await SchwabDesk.open(t);
  const tokens = await desk.signIn();
  desk.simulator.faults.add({ at: 'GET /trader/**', fault, ...more });
  return { desk, ask: (path = ACCOUNTS) => desk.get(path, tokens) };
}

test('another status, with headers and a body, and the vendor’s own headers beside them', async (t) => {
  const headers = { 'retry-after': '7' };
  const { ask } = await spoiled(t, { kind: 'status', status: 429, headers, body: { message: 'later' } });
  const answer = await ask();
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7']);
  assert.ok(answer.headers.has('schwab-client-correlid'));
  assert.deepEqual(await bodyOf(answer), { message: 'later' });
  assert.equal((await ask()).status, 200);
});

test('a page where JSON belongs', async (t) => {
  const { ask } = await spoiled(t, { kind: 'html' });
  const answer = await ask();
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'text/html;charset=utf-8']);
});

test('the connection torn before, in the middle of, and after', async (t) => {
  for (const kind of ['reset', 'half', 'lost'] as const) {
    const { ask } = await spoiled(t, { kind });
    await assert.rejects(async () => (await ask()).text(), /fetch failed|terminated/);
  }
});

test('an answer that is lost was given all the same: the refresh token has been used', async (t) => {
  const desk = await SchwabDesk.open(t, { rotates: true });
  const { refresh_token } = await desk.signIn();
  desk.simulator.faults.add({ at: 'POST /v1/oauth/token', fault: { kind: 'lost' } });
  await assert.rejects(desk.refresh(refresh_token));
  assert.equal((await desk.refresh(refresh_token)).status, 400);
});

test('text that stops in the middle and says that it is whole', async (t) => {
  const { ask } = await spoiled(t, { kind: 'malformed' });
  await assert.rejects(bodyOf(ask()), SyntaxError);
});

test('a field that is not there, one that is no number, one that is something else', async (t) => {
  const text = async (fault: Fault) => (await (await spoiled(t, fault)).ask()).text();
  assert.doesNotMatch(await text({ kind: 'missing', field: 'liquidationValue' }), /"liquidationValue"/);
  assert.match(await text({ kind: 'nan', field: 'liquidationValue' }), /"liquidationValue":NaN[,}]/);
  assert.match(await text({ kind: 'instead', field: 'type', value: { a: 1 } }), /"type":\{"a":1\}/);
});

test('late, or a byte at a time', async (t) => {
  const began = performance.now();
  assert.equal((await (await spoiled(t, { kind: 'delay', ms: 80 })).ask()).status, 200);
  assert.ok(performance.now() - began > 70);
  const { ask } = await spoiled(t, { kind: 'trickle', ms: 50 });
  await assert.rejects(async () => {
    const answer = await ask();
    const late = AbortSignal.timeout(200);
    await answer.body?.pipeTo(new WritableStream(), { signal: late });
  }, /timeout/);
});

test('an answer without end comes as fast as it is read', async (t) => {
  const { ask } = await spoiled(t, { kind: 'flood', bytes: 3_000_000 });
  assert.ok((await (await ask()).text()).length >= 3_000_000);
});

test('from the call on that is named, as often as is said, and where it is said', async (t) => {
  const fault: Fault = { kind: 'status', status: 503 };
  const { desk, ask } = await spoiled(t, fault, { at: `GET ${ACCOUNTS}/*`, from: 2, times: 2 });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await ask(`${ACCOUNTS}/accountNumbers`)).status);
  assert.deepEqual(statuses, [200, 503, 503, 200, 200]);
  desk.simulator.faults.add({ at: '/trader/**', times: 0, fault });
  assert.deepEqual([(await ask()).status, (await ask()).status], [503, 503]);
  desk.simulator.faults.clear();
  assert.equal((await ask()).status, 200);
});

test('what was asked is kept, with its body', async (t) => {
  const desk = await SchwabDesk.open(t);
  await desk.signIn();
  const [last] = desk.simulator.asked.slice(-1);
  assert.equal(`${last?.method} ${last?.path}`, 'POST /v1/oauth/token');
  assert.match(last?.body ?? '', /^grant_type=authorization_code&code=C0\./);
});

test('the clock, the faults and the tokens are set by hand as well', async (t) => {
  const desk = await SchwabDesk.open(t);
  const tokens = await desk.signIn();
  const set = async (name: string, value: unknown, method = 'POST') => {
    const body = JSON.stringify(value);
    return fetch(`${desk.simulator.origin}/__control/${name}`, {
      method,
      ...(method === 'POST' ? { body } : {}),
    });
  };
  const ask = () => desk.get(ACCOUNTS, tokens).then(({ status }) => status);
  const before = desk.simulator.clock.now();
  await set('clock', { add: '5m' });
  assert.equal(desk.simulator.clock.now(), before + 300_000);
  await set('clock', { to: '2026-11-17T17:00:00Z' });
  await set('faults', { at: 'GET /trader/**', fault: { kind: 'status', status: 502 } });
  assert.equal((await bodyOf<{ faults: unknown[] }>(set('', null, 'GET'))).faults.length, 1);
  assert.deepEqual([await ask(), await ask()], [502, 200]);
  await set('faults', null, 'DELETE');
  await set('access', true);
  assert.equal(await ask(), 401);
  for (const [name, value] of [
    ['moon', 1],
    ['clock', 'later'],
    ['faults', { at: 1 }],
  ] as const)
    assert.equal((await set(name, value)).status, 400);
});
