import assert from 'node:assert/strict';
import test from 'node:test';
import { KiteDesk, THURSDAY } from './kite-desk.ts';
import { signInAtKite, submit } from './person.ts';
import { bodyOf } from './schwab-desk.ts';
import { nextSix } from './zerodha/sessions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('password and code are asked for; then back with a request token and what was to be echoed', async (t) => {
  const desk = await KiteDesk.open(t);
  const person = { user_id: 'PR4711', password: 'practice' };
  assert.equal((await submit(desk.signInAddress(), { ...person, password: 'nope' })).status, 403);
  assert.equal((await submit(desk.signInAddress(), { ...person, code: '000000' })).status, 403);
  const landed = await signInAtKite(desk.signInAddress());
  assert.equal(`${landed.origin}${landed.pathname}`, desk.simulator.app.returnTo);
  assert.match(landed.search, /^\?action=login&type=login&status=success&request_token=\w{32}&state=a%20b$/);
});

test('who cancels comes back with another status and no token', async (t) => {
  const desk = await KiteDesk.open(t);
  const landed = await signInAtKite(desk.signInAddress(), { cancel: '1' });
  assert.deepEqual(
    [landed.searchParams.get('status'), landed.searchParams.has('request_token')],
    ['cancelled', false],
  );
});

test('without version 3, or for an app nobody knows, there is no page', async (t) => {
  const desk = await KiteDesk.open(t);
  for (const wrong of [{ v: '2' }, { api_key: 'nobody' }])
    assert.equal((await fetch(desk.signInAddress(wrong))).status, 400);
});

test('a request token is good once, for five minutes, with the right checksum', async (t) => {
  const desk = await KiteDesk.open(t);
  const token = await desk.requestToken();
  assert.equal((await desk.exchange(token)).status, 200);
  const [again, unsigned] = [
    await desk.exchange(token),
    await desk.exchange(await desk.requestToken(), 'nope'),
  ];
  const late = await desk.requestToken();
  desk.simulator.clock.add(6 * MINUTE);
  for (const refused of [again, unsigned, await desk.exchange(late)]) {
    assert.equal(refused.status, 403);
    assert.deepEqual(await bodyOf(refused), {
      status: 'error',
      message: 'Token is invalid or has expired.',
      data: null,
      error_type: 'TokenException',
    });
  }
});

test('a session says who signed in, and when by the clocks of India', async (t) => {
  const desk = await KiteDesk.open(t);
  const session = await desk.signIn();
  assert.equal(session['login_time'], '2026-11-19 14:30:00');
  assert.deepEqual([session['user_id'], session['refresh_token']], ['PR4711', '']);
  assert.equal((await desk.get('/user/profile')).status, 200);
});

test('it is over at six in the morning, however late it began', async (t) => {
  const desk = await KiteDesk.open(t);
  await desk.signIn();
  const ask = () => desk.get('/user/profile').then(({ status }) => status);
  desk.simulator.clock.moveTo(THURSDAY + 15.5 * HOUR - 1);
  assert.equal(await ask(), 200);
  desk.simulator.clock.add(1);
  assert.equal(await ask(), 403);
  const atTwo = Date.parse('2026-11-20T02:00:00+05:30');
  assert.equal(nextSix(atTwo), Date.parse('2026-11-20T06:00:00+05:30'));
});

test('it is over with a sign-out, and with a sign-in elsewhere', async (t) => {
  const desk = await KiteDesk.open(t);
  await desk.signIn();
  const { access } = desk;
  await desk.signIn();
  const path = (token: string) => `/session/token?api_key=${desk.simulator.app.key}&access_token=${token}`;
  assert.equal((await desk.send('DELETE', path(access))).status, 403);
  assert.deepEqual(await bodyOf(desk.send('DELETE', path(desk.access))), { status: 'success', data: true });
  assert.equal((await desk.get('/user/profile')).status, 403);
});

test('a question without the version, or with half a token, is nobody’s', async (t) => {
  const desk = await KiteDesk.open(t);
  await desk.signIn();
  for (const headers of [{ 'x-kite-version': '2' }, { authorization: desk.access }]) {
    const answer = await desk.get('/user/profile', headers);
    assert.equal(answer.status, 403);
    assert.equal((await bodyOf(answer))['error_type'], 'TokenException');
  }
});
