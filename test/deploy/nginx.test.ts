import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../src/config.ts';
import { socket } from '../../src/web/sockets.ts';
import { type Browser, launchBrowser, visit } from '../support/browser.ts';
import { nginxIsMissing } from '../support/nginx.ts';
import { ask, type OpenHouse, openHouseWith, sessionCookie } from './house.ts';

const options = { skip: nginxIsMissing };
let house: OpenHouse;
let browser: Browser;
let slow: Promise<number>;

before(async () => {
  if (nginxIsMissing) return;
  [house, browser] = await Promise.all([openHouseWith(addWitnesses), launchBrowser()]);
  slow = speakSlowly(house);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** Addresses that say what arrived, and a socket that answers. */
function addWitnesses(app: FastifyInstance, config: Config): void {
  const witness = (url: string) =>
    app.get(url, { config: { access: 'public', limit: 'none' } }, ({ ip, protocol, host, headers }) => ({
      ip,
      protocol,
      host,
      authorization: headers.authorization ?? '',
      upgrade: headers.upgrade ?? '',
    }));
  witness('/seen');
  witness('/api/seen');
  socket(app, config.publicUrl, {
    permission: 'me:read',
    url: '/ws/echo',
    connected: (opened) => opened.on('message', (data) => opened.send(`heard: ${String(data)}`)),
  });
}

const seen = async (path: string, headers: Readonly<Record<string, string>>) =>
  JSON.parse((await ask(house.gate, path, { headers })).text);

test('the app sees the address, the name and the TLS of whoever asks', options, async () => {
  const { ip, protocol, host } = await seen('/seen', { authorization: house.gate.basic });
  assert.deepEqual(
    { ip, protocol, host },
    { ip: '127.0.0.1', protocol: 'https', host: new URL(house.gate.origin).host },
  );
});

test('what a client claims about itself does not reach the app', options, async () => {
  const claims = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'elsewhere.test',
    'x-forwarded-proto': 'http',
    'x-real-ip': '203.0.113.9',
    forwarded: 'for=203.0.113.9;host=elsewhere.test;proto=http',
  };
  const honest = await seen('/seen', { authorization: house.gate.basic });
  assert.deepEqual(await seen('/seen', { authorization: house.gate.basic, ...claims }), honest);
});

test("the gate's password stays at the gate", options, async () => {
  assert.equal((await seen('/seen', { authorization: house.gate.basic })).authorization, '');
  assert.equal((await seen('/api/seen', { authorization: house.gate.basic })).authorization, '');
});

test('an API token passes the gate of the API and reaches the app', options, async () => {
  assert.equal(
    (await seen('/api/seen', { authorization: 'Bearer rb_abc-_9' })).authorization,
    'Bearer rb_abc-_9',
  );
});

test(
  'what the app would not read as a token does not pass, and nothing passes to the pages',
  options,
  async () => {
    for (const word of [
      'Bearer abc',
      'Bearer rb_',
      'Bearer rb_a b',
      'Bearer rb_a!',
      'bearer rb_a',
      'Basic cmI6cmI=',
    ]) {
      assert.equal(
        (await ask(house.gate, '/api/seen', { headers: { authorization: word } })).status,
        401,
        word,
      );
    }
    assert.equal(
      (await ask(house.gate, '/seen', { headers: { authorization: 'Bearer rb_abc' } })).status,
      401,
    );
  },
);

test('only a WebSocket address may change the protocol', options, async () => {
  const headers = { authorization: house.gate.basic, connection: 'upgrade', upgrade: 'websocket' };
  assert.equal((await seen('/seen', headers)).upgrade, '');
});

test('in a browser a WebSocket gets through with the session alone', options, async () => {
  const { gate } = house;
  const value = await sessionCookie(house);
  await visit(browser, {}, async (page) => {
    await page.context().addCookies([{ name: '__Host-sid', value, url: gate.origin, secure: true }]);
    await page.goto(`${gate.origin}/site.webmanifest`);
    assert.equal(await page.evaluate(ECHO), 'heard: hello');
  });
});

test('a WebSocket without a session is turned away by the app, not by the gate', options, async () => {
  const answer = await ask(house.gate, '/ws/echo', { headers: { accept: 'application/json' } });
  assert.equal(answer.status, 401);
  assert.deepEqual(answer.all('www-authenticate'), []);
});

test('who sends a request header by header is cut off', options, async () => {
  const seconds = await slow;
  assert.ok(seconds > 8 && seconds < 14, `the connection lived ${seconds} s`);
});

const ECHO = `new Promise((resolve) => {
  const socket = new WebSocket('wss://' + location.host + '/ws/echo');
  socket.onopen = () => socket.send('hello');
  socket.onmessage = ({ data }) => resolve(data);
  socket.onerror = () => resolve('refused');
})`;

/** One header a second, never the last one; answers the seconds until the connection is gone. */
async function speakSlowly({ gate }: OpenHouse): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const from = Date.now();
  const line = connect({ host: '127.0.0.1', port: gate.port, rejectUnauthorized: false }, () => {
    line.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
  });
  const drip = setInterval(() => line.write('X-More: and more\r\n'), 1000);
  line.on('error', () => undefined).on('close', () => resolve());
  line.resume();
  await promise;
  clearInterval(drip);
  return (Date.now() - from) / 1000;
}
