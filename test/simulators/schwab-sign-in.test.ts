import assert from 'node:assert/strict';
import test from 'node:test';
import { DAY } from '../support/practice.ts';
import { allowAtSchwab, submit } from './person.ts';
import { bodyOf, RETURN_TO, SchwabDesk, type Tokens } from './schwab-desk.ts';

const MINUTE = 60_000;
const UGLY =
  /^\{"error":"unsupported_token_type","error_description":"400 Bad Request: \\"\{\\"error_description\\":\\"Exception while authenticating refresh token \[tokenDigest=[\w-]+, Exception=Failed refresh token authentication \[tokenDigest=[\w-]+\]\]\\",\\"error\\":\\"refresh_token_authentication_error\\"\}\\""\}$/;

test('the password is asked for; then back with a code that ends in @, a session and the state', async (t) => {
  const desk = await SchwabDesk.open(t);
  const wrong = await submit(desk.signInAddress(), { username: 'trader', password: 'nope' });
  assert.equal(wrong.status, 401);
  assert.match(await wrong.text(), /is not right/);
  const right = await submit(desk.signInAddress(), { username: 'trader', password: 'practice' });
  assert.match(
    right.headers.get('location') ?? '',
    /^https:\/\/127\.0\.0\.1\?code=C0\.[\w-]+\.[\w-]+%40&session=[0-9a-f-]{36}&state=a%20b%26c$/,
  );
});

test('an address that is not registered is turned away before anyone is asked for a password', async (t) => {
  const desk = await SchwabDesk.open(t);
  for (const wrong of [
    { redirect_uri: `${RETURN_TO}/` },
    { client_id: 'nobody' },
    { response_type: 'token' },
  ]) {
    const answer = await fetch(desk.signInAddress(wrong));
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /Access Denied/);
  }
});

test('who cancels comes back without a code', async (t) => {
  const desk = await SchwabDesk.open(t);
  const landed = await allowAtSchwab(desk.signInAddress(), { cancel: '1' });
  assert.equal(landed.search, '?error=access_denied&state=a%20b%26c');
});

test('only the accounts that were ticked can be seen', async (t) => {
  const desk = await SchwabDesk.open(t);
  const tokens = await desk.signIn({ account: '60377125' });
  const numbers = await bodyOf<{ accountNumber: string }[]>(
    desk.get('/trader/v1/accounts/accountNumbers', tokens),
  );
  assert.deepEqual(
    numbers.map(({ accountNumber }) => accountNumber),
    ['60377125'],
  );
});

test('a code is good once, for half a minute, for the address it was asked with, and decoded', async (t) => {
  const desk = await SchwabDesk.open(t);
  const code = await desk.code();
  assert.equal((await desk.exchange(code)).status, 200);
  const [again, elsewhere, encoded] = [
    await desk.exchange(code),
    await desk.exchange(await desk.code(), `${RETURN_TO}/`),
    await desk.exchange(encodeURIComponent(await desk.code())),
  ];
  const late = await desk.code();
  desk.simulator.clock.add(31_000);
  for (const refused of [again, elsewhere, encoded, await desk.exchange(late)]) {
    assert.equal(refused.status, 400);
    assert.equal((await bodyOf(refused))['error'], 'unsupported_token_type');
  }
});

test('the app says who it is, in the header and in form', async (t) => {
  const desk = await SchwabDesk.open(t);
  const asked = { grant_type: 'authorization_code', code: await desk.code(), redirect_uri: RETURN_TO };
  assert.equal((await desk.token(asked, 'wrong')).status, 401);
  const granted = await bodyOf<Tokens>(desk.token(asked));
  assert.deepEqual(Object.keys(granted), [
    ...['expires_in', 'token_type', 'scope', 'refresh_token', 'access_token', 'id_token'],
  ]);
  assert.equal(granted.expires_in, 1800);
  assert.equal(granted.id_token.split('.').length, 3);
});

test('an access lasts half an hour; a refresh brings another until seven days after the sign-in', async (t) => {
  const desk = await SchwabDesk.open(t);
  const { clock } = desk.simulator;
  const first = await desk.signIn();
  const ask = (tokens: Tokens) => desk.get('/trader/v1/accounts', tokens).then(({ status }) => status);
  assert.equal(await ask(first), 200);
  clock.add(30 * MINUTE);
  assert.equal(await ask(first), 401);
  const second = await bodyOf<Tokens>(desk.refresh(first.refresh_token));
  assert.equal(second.refresh_token, first.refresh_token);
  assert.equal(await ask(second), 200);
  clock.add(7 * DAY - 31 * MINUTE);
  assert.equal((await desk.refresh(first.refresh_token)).status, 200);
  clock.add(MINUTE);
  const over = await desk.refresh(first.refresh_token);
  assert.equal(over.status, 400);
  assert.match(await over.text(), UGLY);
});

test('where refresh tokens rotate, the one that was used is over', async (t) => {
  const desk = await SchwabDesk.open(t, { rotates: true });
  const first = await desk.signIn();
  const second = await bodyOf<Tokens>(desk.refresh(first.refresh_token));
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal((await desk.refresh(first.refresh_token)).status, 400);
  assert.equal((await desk.refresh(second.refresh_token)).status, 200);
});

test('a sign-in elsewhere ends the refresh token before it; a revoked app ends everything', async (t) => {
  const desk = await SchwabDesk.open(t);
  const first = await desk.signIn();
  const second = await desk.signIn();
  assert.equal((await desk.refresh(first.refresh_token)).status, 400);
  assert.equal((await desk.refresh(second.refresh_token)).status, 200);
  desk.simulator.grants.endAccess();
  assert.equal((await desk.get('/trader/v1/accounts', second)).status, 401);
  desk.simulator.grants.endSignIns();
  assert.equal((await desk.refresh(second.refresh_token)).status, 400);
});
