import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import type { Note } from '../../src/web/outgoing/note.ts';
import { type OutgoingMeans, openOutgoing } from '../../src/web/outgoing/open.ts';
import type { Listening } from '../../src/web/outgoing.ts';
import { cert, key } from './outgoing-certificate.ts';

interface Pretender {
  readonly scheme: 'ws' | 'wss';
  /** How many bytes the message has that greets whoever comes; null: nobody is let in. */
  readonly greeting: number | null;
}

/** A server that opens lines by hand, and the way out to it; nobody sleeps, and how long they would have is kept. */
async function open(t: TestContext, { scheme, greeting }: Pretender, means: Partial<OutgoingMeans> = {}) {
  const asked: string[] = [];
  const refuse: RequestListener = (_request, reply) => reply.writeHead(404).end();
  const server = scheme === 'ws' ? createServer(refuse) : createTlsServer({ cert, key }, refuse);
  server.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => undefined);
    if (greeting === null) return void socket.end('HTTP/1.1 403 Refused\r\ncontent-length: 0\r\n\r\n');
    socket.write(acceptanceOf(request.headers['sec-websocket-key'] ?? ''));
    socket.write(messageOf(greeting));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const party = { name: 'Zerodha', origins: [origin], budgets: {}, pace: { burst: 9, everyMs: 1 } };
  const notes: Note[] = [];
  const pauses: number[] = [];
  const sleep = async (ms: number) => void pauses.push(ms);
  const note = (call: Note) => notes.push(call);
  const all = { agent: 'Rollbook/test', sleep, note, random: () => 1, ...means };
  const out = openOutgoing({ parties: { zerodha: party }, ...all });
  t.after(async () => {
    await out.close();
    server.closeAllConnections();
    server.close();
  });
  /** Stopped when it would be opened once more than so many times. */
  const listen = (times: number, more: Partial<Listening> = {}) => {
    const stopping = new AbortController();
    let left = times;
    const address = async () => {
      if (left-- === 0) stopping.abort();
      return new URL('/?access_token=canary', origin);
    };
    const quick = { silenceMs: 200, mostBytes: 100, signal: stopping.signal };
    return out.listen({ party: 'zerodha', address, opening: [], hear: () => true, ...quick, ...more });
  };
  return { out, listen, asked, notes, pauses };
}

function acceptanceOf(word: string): string {
  const accept = createHash('sha1').update(`${word}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const headers = ['upgrade: websocket', 'connection: upgrade', `sec-websocket-accept: ${accept}`];
  return `HTTP/1.1 101 Switching Protocols\r\n${headers.join('\r\n')}\r\n\r\n`;
}

function messageOf(size: number): Buffer {
  return Buffer.concat([Buffer.of(0x82, 126, size >> 8, size & 0xff), Buffer.alloc(size)]);
}

test('a host that is not on the list is never listened to', async (t) => {
  const { listen, asked } = await open(t, { scheme: 'ws', greeting: 1 });
  const address = async () => new URL('ws://127.0.0.1:9/?access_token=canary');
  await assert.rejects(listen(1, { address }), { kind: 'forbidden-host' });
  assert.deepEqual(asked, []);
});

test('where nobody is let in the pauses grow up to a minute, and what is told names no token', async (t) => {
  const { listen, asked, notes, pauses } = await open(t, { scheme: 'ws', greeting: null });
  await listen(9);
  assert.equal(asked.length, 9);
  assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  assert.deepEqual(new Set(notes.map(({ fault }) => fault)), new Set(['unreachable']));
  assert.ok(!JSON.stringify(notes).includes('canary'));
});

test('a line that held for long is opened again soon', async (t) => {
  const time = { now: 0 };
  const clock = () => {
    time.now += 61_000;
    return time.now;
  };
  const { listen, pauses } = await open(t, { scheme: 'ws', greeting: null }, { clock });
  await listen(3);
  assert.deepEqual(pauses, [500, 500, 500]);
});

test('who says nothing for a while is not there; a message that is too long is none', async (t) => {
  const { listen, notes } = await open(t, { scheme: 'ws', greeting: 101 });
  const heard: number[] = [];
  await listen(1, { hear: ({ length }) => heard.push(length) > 0 });
  await listen(1, { mostBytes: 200, hear: ({ length }) => heard.push(length) > 0 });
  assert.deepEqual(heard, [101]);
  const faults = notes.map(({ fault }) => fault);
  assert.deepEqual(faults, ['unreachable', 'timeout']);
});

test('nothing is said to a certificate that nobody vouches for, whatever the environment says', async (t) => {
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  t.after(() => {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  });
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const { listen, asked } = await open(t, { scheme: 'wss', greeting: 1 });
  await listen(2);
  assert.deepEqual(asked, []);
});

test('when the way out is closed nobody listens any more', async (t) => {
  const { listen, out } = await open(t, { scheme: 'ws', greeting: 1 });
  const heard = Promise.withResolvers<boolean>();
  const listening = listen(1, {
    silenceMs: 60_000,
    hear: () => {
      heard.resolve(true);
      return true;
    },
  });
  await heard.promise;
  await out.close();
  await listening;
});
