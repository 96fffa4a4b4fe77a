import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import test, { type TestContext } from 'node:test';
import type { WebSocket as Socket } from 'ws';
import type { Permission } from '../../src/model/roles.ts';
import { socket } from '../../src/web/sockets.ts';
import { secretOn } from '../support/answers.ts';
import { withRoutes } from '../support/door.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { PASSWORD, type SignedIn, signIn } from '../support/people.ts';
import { rows } from '../support/rows.ts';
import { Visitor } from '../support/visitor.ts';

// The package that ships with the WebSocket plugin.
const { WebSocket } = createRequire(createRequire(import.meta.url).resolve('@fastify/websocket'))('ws') as {
  WebSocket: new (url: string, options: object) => Socket;
};

interface Wire {
  readonly house: TestHouse;
  readonly port: number;
}

/** A house that listens, with two sockets: one for everybody who is signed in, one for administrators. */
async function listening(t: TestContext, env = {}): Promise<Wire> {
  const house = await withRoutes(t, await openTestHouse(t, env), (app) => {
    const echo = (url: string, permission: Permission) =>
      socket(app, null, {
        permission,
        url,
        connected: (opened, request) => {
          opened.send(`hello ${request.identity?.actor.label}`);
          opened.on('message', (data) => opened.send(`${data}`));
        },
      });
    echo('/ws/all', 'today:read');
    echo('/ws/admin', 'people:read');
  });
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  const [address] = house.app.addresses();
  return { house, port: typeof address === 'object' ? address.port : 0 };
}

const cookieOf = (visitor: Visitor) => ({ cookie: `sid=${visitor.cookies.get('sid')}` });

/** An opened socket and its first words, or the status with which the upgrade was refused. */
async function open({ port }: Wire, path: string, headers: Record<string, string>) {
  const origin = `http://127.0.0.1:${port}`;
  const ws = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { origin, ...headers } });
  const heard = once(ws, 'message').catch(() => []);
  const status = await new Promise<number>((resolve) => {
    ws.on('unexpected-response', (_, answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    ws.on('open', () => resolve(101));
    ws.on('error', () => resolve(-1));
  });
  const [hello] = status === 101 ? await heard : [''];
  return { ws, status, hello: String(hello) };
}

async function opened(wire: Wire, headers: Record<string, string>, path = '/ws/all') {
  const { ws, status } = await open(wire, path, headers);
  assert.equal(status, 101);
  const closed = once(ws, 'close', { signal: AbortSignal.timeout(5000) }).then(([code]) => Number(code));
  closed.catch(() => undefined);
  return { ws, closed };
}

async function tokenOf({ visitor }: SignedIn): Promise<string> {
  return secretOn((await visitor.post('/settings/security/tokens', { name: 'x', scope: 'read' })).body);
}

test('before the upgrade: who it is, whether they may, and from where they ask', async (t) => {
  const wire = await listening(t);
  const ada = await signIn(wire.house, 'user', 'ada');
  const admin = await signIn(wire.house, 'admin');
  const cases: readonly (readonly [path: string, headers: Record<string, string>, status: number])[] = [
    ['/ws/all', {}, 401],
    ['/ws/all', { cookie: 'sid=wrong' }, 401],
    ['/ws/all', cookieOf(ada.visitor), 101],
    ['/ws/admin', cookieOf(ada.visitor), 403],
    ['/ws/admin', cookieOf(admin.visitor), 101],
    ['/ws/all', { ...cookieOf(ada.visitor), origin: 'https://evil.example' }, 403],
    ['/ws/all', { ...cookieOf(ada.visitor), origin: 'null' }, 403],
    ['/ws/all', { ...cookieOf(ada.visitor), origin: `http://127.0.0.1:${wire.port + 1}` }, 403],
    ['/ws/all', { authorization: `Bearer ${await tokenOf(ada)}`, origin: '' }, 101],
    ['/ws/all', { authorization: 'Bearer rb_wrong' }, 401],
    ['/ws/admin', { authorization: `Bearer ${await tokenOf(ada)}` }, 403],
    ['/ws/nothing', cookieOf(ada.visitor), 404],
    ['/ws/all', { ...cookieOf(ada.visitor), host: 'evil.example' }, 421],
  ];
  for (const [path, headers, expected] of cases) {
    const { ws, status, hello } = await open(wire, path, headers);
    assert.equal(status, expected, `${path} ${JSON.stringify(headers)}`);
    if (status === 101) assert.match(hello, /^hello (ada|admin)@example\.com( \(x\))?$/);
    ws.terminate();
  }
});

test('a refused upgrade leaves no connection behind, whether its sender goes or stays', async (t) => {
  const { house, port } = await listening(t);
  const refusals = ['/ws/all', '/nothing', '/%ZZ', '/ws/all'].map((path) => {
    const line = connect(port, '127.0.0.1').resume();
    const lines = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    line.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${[...lines, key].join('\r\n')}\r\n\r\n`);
    return once(line, 'end');
  });
  await Promise.all(refusals);
  const open = await new Promise<number>((resolve) => {
    setTimeout(() => house.app.server.getConnections((_, found) => resolve(found)), 50);
  });
  assert.equal(open, 0);
});

test('an address for sockets tells a browser that comes by mistake what it is', async (t) => {
  const { house } = await listening(t);
  const ada = await signIn(house, 'user', 'ada');
  const answer = await ada.visitor.get('/ws/all', { origin: 'http://localhost' });
  assert.ok([403, 426].includes(answer.statusCode));
});

type End = (house: TestHouse, ada: SignedIn, admin: SignedIn) => Promise<unknown>;

const ENDS: readonly (readonly [story: string, end: End])[] = [
  ['the session signs out', (_, { visitor }) => visitor.post('/logout')],
  [
    'the password changes',
    (_, { visitor }) =>
      visitor.post('/settings/security/password', {
        password: PASSWORD,
        newPassword: 'a long walk beside the sea',
      }),
  ],
  ['the person is shut out', (_, { id }, admin) => admin.visitor.delete(`/admin/users/${id}/access`)],
  [
    'the role changes',
    (_, { id }, admin) => admin.visitor.post(`/admin/users/${id}/role`, { role: 'viewer' }),
  ],
  [
    'another of their sessions ends all others',
    async (house, { email }) => {
      const other = new Visitor(house.app);
      await other.post('/login', { email, password: PASSWORD });
      await other.get('/settings');
      await other.delete('/settings/security/sessions');
    },
  ],
  [
    'a link is used to choose a new password',
    async (house, { id }, admin) => {
      const page = await admin.visitor.post(`/admin/users/${id}/password-link`);
      const token = new URL(secretOn(page.body)).searchParams.get('token') ?? '';
      await new Visitor(house.app).post('/new-password', { token, password: 'a long walk beside the sea' });
    },
  ],
];

for (const [story, end] of ENDS) {
  test(`a socket is closed at once when ${story}, and nobody else's with it`, async (t) => {
    const wire = await listening(t);
    const ada = await signIn(wire.house, 'user', 'ada');
    const admin = await signIn(wire.house, 'admin');
    const hers = await opened(wire, cookieOf(ada.visitor));
    const theirs = await opened(wire, cookieOf(admin.visitor));
    await end(wire.house, ada, admin);
    assert.equal(await hers.closed, 1008);
    assert.equal(theirs.ws.readyState, theirs.ws.OPEN);
    theirs.ws.terminate();
  });
}

test('a token’s socket is closed when the token is revoked', async (t) => {
  const wire = await listening(t);
  const ada = await signIn(wire.house, 'user', 'ada');
  const { closed } = await opened(wire, { authorization: `Bearer ${await tokenOf(ada)}` });
  const [row] = rows(wire.house, 'SELECT id FROM api_tokens');
  await ada.visitor.post(`/settings/security/tokens/${row?.['id']}/revocation`);
  assert.equal(await closed, 1008);
});

test('four kilobytes are heard, one sign more ends the socket', async (t) => {
  const wire = await listening(t);
  const ada = await signIn(wire.house, 'user', 'ada');
  const { ws, closed } = await opened(wire, cookieOf(ada.visitor));
  ws.send('x'.repeat(4096));
  const [echo] = await once(ws, 'message');
  assert.equal(String(echo).length, 4096);
  ws.send('x'.repeat(4097));
  assert.equal(await closed, 1009);
  assert.equal((await wire.house.app.inject('/healthz')).statusCode, 200);
});

test('when the program ends, every socket is told that it goes away', async (t) => {
  const wire = await listening(t);
  const ada = await signIn(wire.house, 'user', 'ada');
  const sockets = [await opened(wire, cookieOf(ada.visitor)), await opened(wire, cookieOf(ada.visitor))];
  await wire.house.app.close();
  assert.deepEqual(await Promise.all(sockets.map(({ closed }) => closed)), [1001, 1001]);
});
