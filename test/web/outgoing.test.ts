import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import test from 'node:test';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openOutgoing } from '../../src/web/outgoing/open.ts';
import { OutgoingFault, type OutgoingFaultKind, type Question } from '../../src/web/outgoing.ts';
import { answer, openWire, type Play, type Wire } from './outgoing-wire.ts';

const POST = { method: 'POST', isRead: false, body: 'grant_type=refresh_token' } as const;

async function faultOf(work: Promise<unknown>): Promise<OutgoingFault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof OutgoingFault, String(error));
  return error;
}

const reset: Play = (reply) => reply.socket?.resetAndDestroy();
const silence: Play = () => undefined;
const halfJson: Play = (reply) => {
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  reply.write('[{"activityId":1', () => reply.socket?.destroy());
};
const halfChunk: Play = (reply) => {
  reply.writeHead(200, { 'content-type': 'application/json' });
  reply.write('[{"activityId":1', () => reply.socket?.destroy());
};
const big: Play = (reply) => {
  reply.writeHead(200);
  const pour = () => {
    while (!reply.destroyed && reply.write(Buffer.alloc(64 * 1024)));
  };
  reply.on('drain', pour);
  pour();
};
const drop: Play = (reply) => {
  reply.writeHead(200);
  const drip = setInterval(() => reply.write(' '), 50);
  reply.on('close', () => clearInterval(drip));
};
const begun: Play = (reply) => {
  reply.writeHead(200, { 'content-length': '100' });
  reply.write('[');
};

test('an answer comes back with its status, its headers in small letters, and its bytes', async (t) => {
  const wire = await openWire(t);
  wire.play(answer(200, '{"a":1}', { 'Content-Type': 'application/json', 'X-Two': 'b' }));
  const { status, headers, body } = await wire.ask.ask(wire.read({ headers: { authorization: 'Bearer x' } }));
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(body.toString(), '{"a":1}');
  const [first] = wire.asked;
  assert.equal(first?.request.headers['user-agent'], 'Rollbook/test');
  assert.equal(first?.request.headers.authorization, 'Bearer x');
});

test('a form is posted as it is', async (t) => {
  const wire = await openWire(t);
  const told: string[] = [];
  wire.play((reply, request) => {
    told.push(`${request.method} ${request.headers['content-length']} ${request.headers['content-type']}`);
    reply.end();
  });
  await wire.ask.ask(
    wire.read({ ...POST, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  );
  assert.deepEqual(told, [`POST ${POST.body.length} application/x-www-form-urlencoded`]);
});

for (const [story, play, kind] of [
  ['silence', silence, 'timeout'],
  ['a body that stops', begun, 'timeout'],
  ['a body in drops, each in time', drop, 'timeout'],
  ['a reset', reset, 'unreachable'],
  ['half a body of a known length', halfJson, 'unreachable'],
  ['half a body in chunks', halfChunk, 'unreachable'],
  ['a body without end', big, 'too-large'],
  ['a body that says that it is 50 MB', answer(200, '', { 'content-length': '52428800' }), 'too-large'],
  ['a gzip bomb', answerZipped(Buffer.alloc(20_000_000)), 'too-large'],
  [
    'half a gzip',
    answerBytes(gzipSync('[1,2,3]').subarray(0, 12), { 'content-encoding': 'gzip' }),
    'unreachable',
  ],
  ['a redirect to elsewhere', answer(302, '', { location: 'http://127.0.0.1:1/steal' }), 'redirected'],
  ['something that is no HTTP', (reply) => reply.socket?.end('220 mail ready\r\n'), 'unreachable'],
] as const satisfies readonly (readonly [string, Play, OutgoingFaultKind])[]) {
  test(`${story}: ${kind}, with nothing of the answer`, async (t) => {
    const wire = await openWire(t);
    wire.play(play);
    const fault = await faultOf(wire.ask.ask(wire.read({ ...POST, mostBytes: 1_000_000 })));
    assert.equal(fault.kind, kind);
    assert.equal(wire.asked.length, 1);
    assert.match(fault.message, /^Schwab /);
  });
}

test('a 50 MB body is given up after its first megabyte', async (t) => {
  const wire = await openWire(t);
  let sent = 0;
  wire.play((reply) => {
    reply.writeHead(200);
    const pour = () => {
      while (!reply.destroyed && sent < 50_000_000) {
        sent += 65_536;
        if (!reply.write(Buffer.alloc(65_536))) return;
      }
    };
    reply.on('drain', pour);
    pour();
  });
  await faultOf(wire.ask.ask(wire.read({ mostBytes: 1_000_000 })));
  assert.ok(sent < 20_000_000, `${sent} bytes were sent`);
});

for (const status of [401, 403, 404, 400]) {
  test(`${status} is an answer, and is not asked for again`, async (t) => {
    const wire = await openWire(t);
    wire.play(answer(status, '<html>Access Denied</html>', { 'content-type': 'text/html' }));
    const { status: got, body } = await wire.ask.ask(wire.read());
    assert.deepEqual([got, body.toString()], [status, '<html>Access Denied</html>']);
    assert.equal(wire.asked.length, 1);
  });
}

for (const [story, play] of [
  ['500', answer(500)],
  ['502 with a page', answer(502, '<html>Bad Gateway</html>')],
  ['503', answer(503)],
  ['429', answer(429)],
  ['a reset', reset],
  ['silence', silence],
  ['half a body', halfJson],
] as const) {
  test(`${story}, then good: a read is asked again, each time later, and a change never`, async (t) => {
    const wire = await openWire(t);
    wire.play(play, play, play, answer(200, 'good'));
    const { body } = await wire.ask.ask(wire.read());
    assert.equal(body.toString(), 'good');
    assert.deepEqual(gaps(wire), [375, 750, 1500]);
    wire.play(play, answer(200, 'good'));
    await wire.ask.ask(wire.read(POST)).catch(() => undefined);
    assert.equal(wire.asked.length, 5);
  });
}

test('after three repetitions the last word counts', async (t) => {
  const wire = await openWire(t);
  wire.play(answer(503, 'maintenance'));
  const { status, body } = await wire.ask.ask(wire.read());
  assert.deepEqual([status, body.toString(), wire.asked.length], [503, 'maintenance', 4]);
});

test('two who fail together do not come back together', async (t) => {
  const wire = await openWire(t, { random: () => 0.99 });
  wire.play(answer(503), answer(200));
  await wire.ask.ask(wire.read());
  assert.deepEqual(gaps(wire), [498]);
});

test('Retry-After is the least one waits', async (t) => {
  const wire = await openWire(t);
  wire.play(answer(429, '', { 'retry-after': '7' }), answer(200));
  await wire.ask.ask(wire.read());
  assert.deepEqual(gaps(wire), [7375]);
});

test('a Retry-After that is a date counts from now', async (t) => {
  const wire = await openWire(t);
  const then = new Date(wire.time.now + 4000).toUTCString();
  wire.play(answer(503, '', { 'retry-after': then }), answer(200));
  await wire.ask.ask(wire.read());
  assert.deepEqual(gaps(wire), [4375]);
});

test('who is told to wait for an hour is told so at once', async (t) => {
  const wire = await openWire(t);
  wire.play(answer(429, '', { 'retry-after': '3600' }), answer(200));
  const { status, headers } = await wire.ask.ask(wire.read());
  assert.deepEqual([status, headers['retry-after'], wire.asked.length], [429, '3600', 1]);
});

test('a packed answer arrives unpacked, and no header says otherwise', async (t) => {
  const wire = await openWire(t);
  wire.play(answerZipped(Buffer.from('instrument_token,name\n')));
  const { headers, body } = await wire.ask.ask(wire.read());
  assert.equal(body.toString(), 'instrument_token,name\n');
  assert.equal(headers['content-encoding'], undefined);
});

test('GZIP is gzip, however it is spelled', async (t) => {
  const wire = await openWire(t);
  wire.play(answerBytes(gzipSync('[]'), { 'content-encoding': 'GZIP' }));
  assert.equal((await wire.ask.ask(wire.read())).body.toString(), '[]');
});

test('what can be said to be an answer is one, whatever its status: asked once, and no failure', async (t) => {
  const wire = await openWire(t);
  wire.play(answer(502, 'TooBigBody'));
  const isAnswer = ({ body }: { readonly body: Buffer }) => body.includes('TooBigBody');
  for (let i = 0; i < 10; i++) assert.equal((await wire.ask.ask(wire.read({ isAnswer }))).status, 502);
  assert.equal(wire.asked.length, 10);
});

test('what we ourselves would send wrongly is no failure of theirs', async (t) => {
  const wire = await openWire(t);
  const headers = { authorization: 'Bearer two\r\nlines: 1' };
  for (let i = 0; i < 10; i++)
    await assert.rejects(
      wire.ask.ask(wire.read({ headers })),
      /^Error: the header authorization cannot be sent$/,
    );
  assert.equal(wire.asked.length, 0);
  assert.equal((await wire.ask.ask(wire.read())).status, 200);
});

test('a host that is not on the list is never asked, whatever the party', async (t) => {
  const wire = await openWire(t);
  for (const url of ['http://127.0.0.1:1/', 'https://api.schwabapi.com.evil.test/', 'https://127.0.0.1/']) {
    const fault = await faultOf(wire.ask.ask(wire.read({ url: new URL(url) })));
    assert.equal(fault.kind, 'forbidden-host');
  }
  assert.equal((await faultOf(wire.ask.ask(wire.read({ party: 'someone' })))).kind, 'forbidden-host');
  assert.equal(wire.asked.length, 0);
});

test('a name that nobody knows, a port where nobody listens, a port that never says a word', async (t) => {
  const mute = createServer(() => undefined);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  t.after(() => mute.close());
  const port = (mute.address() as AddressInfo).port;
  const origins = ['http://nobody.invalid', 'http://127.0.0.1:1', `https://127.0.0.1:${port}`];
  const party = { name: 'Schwab', origins, budgets: {}, pace: { burst: 9, everyMs: 1 } };
  const notes: (string | null)[] = [];
  const ask = openOutgoing({
    parties: { schwab: party },
    agent: 'Rollbook/test',
    patience: { connectMs: 300, headersMs: 300 },
    note: ({ code }) => notes.push(code),
  });
  t.after(() => ask.close());
  const question = (origin: string): Question => ({
    party: 'schwab',
    budget: 'trader',
    method: 'POST',
    url: new URL(origin),
    isRead: false,
  });
  const kinds: string[] = [];
  for (const origin of origins) kinds.push((await faultOf(ask.ask(question(origin)))).kind);
  assert.deepEqual(kinds, ['unreachable', 'unreachable', 'timeout']);
  assert.equal(notes[1], 'ECONNREFUSED');
});

test('whoever is stopped goes at once: before, in the line, during the call, between two calls', async (t) => {
  const wire = await openWire(t);
  const stopped = AbortSignal.abort();
  assert.equal((await faultOf(wire.ask.ask(wire.read({ signal: stopped })))).kind, 'cancelled');
  assert.equal(wire.asked.length, 0);

  const during = new AbortController();
  wire.play((reply) => {
    reply.writeHead(200).write('[');
    during.abort();
  });
  assert.equal((await faultOf(wire.ask.ask(wire.read({ signal: during.signal })))).kind, 'cancelled');

  const between = new AbortController();
  wire.play((reply) => {
    reply
      .on('finish', () => between.abort())
      .writeHead(503)
      .end();
  });
  assert.equal((await faultOf(wire.ask.ask(wire.read({ signal: between.signal })))).kind, 'cancelled');
  assert.equal(wire.asked.length, 2);
});

test('what is told of a call names no account, no symbol, no question and no header', async (t) => {
  const wire = await openWire(t);
  const hash = 'A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90';
  wire.play(answer(200, 'canary-body'));
  const url = wire.url(`/trader/v1/accounts/${hash}/transactions?code=canary-code&api_key=canary-key`);
  await wire.ask.ask(wire.read({ url, headers: { authorization: 'Bearer canary-token' } }));
  await wire.ask.ask(wire.read({ url: wire.url('/marketdata/v1/AAPL/quotes') }));
  await wire.ask.ask(wire.read({ url: wire.url('/instruments/historical/408065/day') }));
  assert.deepEqual(
    wire.notes.map(({ path }) => path),
    ['/trader/v1/accounts/*/transactions', '/marketdata/v1/*/quotes', '/instruments/historical/*/day'],
  );
  assert.deepEqual(wire.notes[0], {
    party: 'schwab',
    method: 'GET',
    path: '/trader/v1/accounts/*/transactions',
    status: 200,
    fault: null,
    code: null,
    ms: 0,
    attempt: 1,
  });
  assert.ok(!JSON.stringify(wire.notes).includes('canary'));
});

test('no error repeats what was sent, however deep one looks', async (t) => {
  const wire = await openWire(t);
  wire.play(reset);
  const url = wire.url('/v1/oauth/token?code=canary-code');
  const question = wire.read({
    ...POST,
    url,
    body: 'canary-body',
    headers: { authorization: 'canary-token' },
  });
  const fault = await faultOf(wire.ask.ask(question));
  assert.ok(!inspect(fault, { depth: 10, showHidden: true }).includes('canary'));
});

test('closing ends what is under way, and nothing begins any more', async (t) => {
  const wire = await openWire(t);
  wire.play(silence);
  const waiting = faultOf(wire.ask.ask(wire.read()));
  while (wire.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await wire.ask.close();
  assert.equal((await waiting).kind, 'cancelled');
  assert.equal((await faultOf(wire.ask.ask(wire.read()))).kind, 'cancelled');
  assert.equal(wire.asked.length, 1);
});

function answerBytes(bytes: Buffer, headers: Readonly<Record<string, string>>): Play {
  return (reply) => reply.writeHead(200, headers).end(bytes);
}

function answerZipped(bytes: Buffer): Play {
  return answerBytes(gzipSync(bytes), { 'content-encoding': 'gzip' });
}

function gaps({ asked }: Wire): readonly number[] {
  return asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
}

test('a long answer can be read as it comes, anew for each attempt, and its limit stays', async (t) => {
  const wire = await openWire(t);
  let text = '';
  const reader = () => async (pieces: AsyncIterable<Buffer>) => {
    text = '';
    for await (const piece of pieces) text += piece;
  };
  const half: Play = (reply) =>
    reply.writeHead(200, { 'content-length': 10 }).write('12345', () => reply.destroy());
  wire.play(half, answer(200, '1234567890'));
  const { body } = await wire.ask.ask(wire.read({ reader }));
  assert.deepEqual([text, body.length, wire.asked.length], ['1234567890', 0, 2]);
  const whole = await wire.ask.ask(wire.read({ reader: () => null }));
  assert.equal(String(whole.body), '1234567890');
  await assert.rejects(wire.ask.ask(wire.read({ reader, mostBytes: 9 })), { kind: 'too-large' });
});
