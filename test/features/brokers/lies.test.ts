// What a broker that is wrong, changed or hostile may say, and what must not come of it.
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { BrokerFault } from '../../../src/features/brokers/faults.ts';
import type { Broker, SignIn } from '../../../src/features/brokers/port.ts';
import { schwabBroker } from '../../../src/features/brokers/schwab/client.ts';
import { zerodhaBroker } from '../../../src/features/brokers/zerodha/client.ts';
import { realOutgoing } from './real-outgoing.ts';
import { element } from './schwab-rows.ts';
import { HASH, NUMBER, schwabAnswer } from './schwab-script.ts';
import { type Asked, json, passOf, type Reply, type Scripted, scripted, tokens, zipped } from './scripted.ts';
import { good, kiteAnswer, PLACES } from './zerodha-script.ts';

const NOW = Date.parse('2026-03-21T12:00:00Z');
const APP = { key: 'app-key', secret: 'app-secret' };
const ACCOUNT = { number: NUMBER, handle: HASH, name: 'Wheel', currency: 'USD' } as const;
const STRETCH = { from: NOW - 86_400_000, to: NOW, type: 'TRADE' };

interface Stand {
  readonly server: Scripted;
  readonly broker: Broker;
  readonly signIn: SignIn;
}

async function stand(
  t: TestContext,
  kind: 'schwab' | 'zerodha',
  answer: (asked: Asked) => Reply,
): Promise<Stand> {
  const server = await scripted(t, answer);
  const ask = realOutgoing(kind, server.url.origin);
  t.after(() => ask.close());
  const means = { ask, clock: () => NOW, baseUrl: server.url };
  const broker = kind === 'schwab' ? schwabBroker(means) : zerodhaBroker({ ...means, ...PLACES });
  assert.ok(broker.signIn);
  return { server, broker, signIn: broker.signIn };
}

/** Where the path ends so, this instead of what a quiet broker says. */
const saying =
  (end: string, reply: Reply, quiet = schwabAnswer) =>
  (asked: Asked) =>
    asked.path.endsWith(end) ? reply : quiet(asked);

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'answered',
    (error: unknown) => (error instanceof BrokerFault ? error.kind : String(error)),
  );
}

const GRANTED = { access_token: 'access', expires_in: 1800, refresh_token: 'refresh' };

for (const [story, changes] of [
  ['with a line end in it', { access_token: 'a\r\nx-admin: 1' }],
  ['with letters that no header takes', { access_token: 'tokén\u{1F600}' }],
  ['longer than any', { access_token: 'a'.repeat(10_000) }],
  ['that lives for a second', { expires_in: 1 }],
  ['that is over at once', { expires_in: 0.0001 }],
  ['whose refresh token is longer than any', { refresh_token: 'a'.repeat(10_000) }],
] as const) {
  test(`an access of Schwab's ${story} is not taken`, async (t) => {
    const { signIn } = await stand(t, 'schwab', () => json({ ...GRANTED, ...changes }));
    const answer = new URLSearchParams('code=C0.x%40');
    assert.equal(await kindOf(signIn.accept(APP, answer, 'https://127.0.0.1')), 'unreadable');
    assert.equal(await kindOf(signIn.refresh(APP, tokens())), 'unreadable');
  });
}

for (const access_token of ['a\r\nx: 1', 'tokén', 'a b', 'a'.repeat(10_000)])
  test(`an access of Zerodha's that no header takes is not taken: ${access_token.length} letters`, async (t) => {
    const { signIn } = await stand(t, 'zerodha', () => good({ access_token }));
    const answer = new URLSearchParams('status=success&request_token=r');
    assert.equal(await kindOf(signIn.accept(APP, answer, '')), 'unreadable');
  });

for (const hashValue of ['..', '.', 'a/b', 'x?y=1', '', '\u{D800}', 'A'.repeat(5000)])
  test(`a handle that leads elsewhere is none: ${JSON.stringify(hashValue.slice(0, 10))}`, async (t) => {
    const reply = json([{ accountNumber: NUMBER, hashValue }]);
    const { broker } = await stand(t, 'schwab', saying('accountNumbers', reply));
    assert.equal(await kindOf(broker.accounts(passOf())), 'unreadable');
  });

test('no account at all is no reason to forget those that are known', async (t) => {
  const { broker } = await stand(t, 'schwab', saying('accountNumbers', json([])));
  assert.equal(await kindOf(broker.accounts(passOf())), 'refused');
});

test('rows of another account are not kept under this one', async (t) => {
  const rows = [element(10_000_000_001, {}), element(10_000_000_002, { accountNumber: '87654321' })];
  const { broker } = await stand(t, 'schwab', saying('transactions', json(rows)));
  assert.equal(await kindOf(broker.transactions(passOf(), ACCOUNT, STRETCH)), 'unreadable');
});

test('half a letter in a symbol, a name or a handle is a question like any other', async (t) => {
  const half = 'A\u{D83D}';
  for (const [kind, quiet] of [
    ['schwab', schwabAnswer],
    ['zerodha', kiteAnswer],
  ] as const) {
    const { broker } = await stand(t, kind, quiet);
    const work = [
      broker.quotes(passOf(), [half]),
      broker.candles(passOf(), half, '2026-03-01', '2026-03-20'),
      broker.listings(passOf(), half),
      broker.book(passOf(), { ...ACCOUNT, handle: half }),
    ];
    for (const kindThen of await Promise.all(work.map(kindOf)))
      assert.ok(['answered', 'refused', 'unreadable'].includes(kindThen), kindThen);
  }
});

const TOO_BIG = {
  fault: { faultstring: 'Body buffer overflow', detail: { errorcode: 'protocol.http.TooBigBody' } },
};

for (const [story, reply, kind] of [
  ['the gateway', json(TOO_BIG, 502), 'unavailable'],
  ['the gateway, in a good mood', json(TOO_BIG, 200), 'unavailable'],
  ['Rollbook', { status: 200, body: `[${' '.repeat(17 * 1024 * 1024)}]` }, 'unreadable'],
] as const) {
  test(`history that is too much for ${story} is asked for in halves, once each, for as long as it takes`, async (t) => {
    const { broker, server } = await stand(t, 'schwab', saying('transactions', reply));
    let stretch = { ...STRETCH, from: NOW - 364 * 86_400_000 };
    for (let halves = 1; halves <= 8; halves++) {
      const page = await broker.transactions(passOf(), ACCOUNT, stretch);
      assert.deepEqual([page.rows.length, page.instead.length], [0, 2]);
      assert.equal(server.asked.length, halves);
      stretch = page.instead[0] ?? stretch;
    }
    const second = { ...stretch, from: NOW - 1000, to: NOW };
    assert.equal(await kindOf(broker.transactions(passOf(), ACCOUNT, second)), kind);
  });
}

const LIST = `instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange
408065,1594,INFY,"INFOSYS",0,,0,0.05,1,EQ,NSE,NSE
256265,1001,RELIANCE,"RELIANCE INDUSTRIES",0,,0,0.05,1,EQ,NSE,NSE
`;

const listed = (text: string) => saying('/instruments/NSE', zipped(text), kiteAnswer);

test('a list of instruments that breaks off anywhere in its last line is not taken for whole', async (t) => {
  const start = LIST.indexOf('256265');
  for (let length = start + 1; length < LIST.length - 1; length += 3) {
    const { broker } = await stand(t, 'zerodha', listed(LIST.slice(0, length)));
    assert.equal(
      await kindOf(broker.listings(passOf(), 'nothing of this name')),
      'unreadable',
      LIST.slice(start, length),
    );
  }
});

test('a list that is whole is read, whether or not its last line ends', async (t) => {
  for (const text of [LIST, LIST.trimEnd(), LIST.replaceAll('\n', '\r\n'), `${LIST}\n`]) {
    const { broker } = await stand(t, 'zerodha', listed(text));
    const [found] = await broker.listings(passOf(), 'reliance industries');
    assert.equal(found?.symbol, 'RELIANCE');
  }
});
