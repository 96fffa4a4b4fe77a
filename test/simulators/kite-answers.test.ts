import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { KiteDesk, THURSDAY } from './kite-desk.ts';
import { bodyOf } from './schwab-desk.ts';

let desk: KiteDesk;
before(async () => {
  desk = await KiteDesk.open(null);
  await desk.signIn();
});
after(() => desk.simulator.stop());

interface Holding {
  readonly tradingsymbol: string;
  readonly quantity: number;
  readonly t1_quantity: number;
  readonly realised_quantity: number;
}

test('holdings by either reading of quantity', async (t) => {
  t.after(() => desk.simulator.clock.moveTo(THURSDAY));
  const onTheWay = async () => {
    for (let day = 0; day < 60; day++) {
      desk.simulator.clock.moveTo(THURSDAY - day * 86_400_000);
      await desk.signIn();
      const all = await desk.data<readonly Holding[]>('/portfolio/holdings');
      const found = all.find(({ t1_quantity }) => t1_quantity > 0);
      if (found !== undefined) return found;
    }
    return assert.fail('nothing was on its way for two months');
  };
  const plain = await onTheWay();
  assert.equal(plain.quantity, plain.realised_quantity);
  desk.simulator.isOnTheWayCounted = true;
  const counted = await onTheWay();
  assert.equal(counted.quantity, counted.realised_quantity + counted.t1_quantity);
  desk.simulator.isOnTheWayCounted = false;
});

test('margins whole and by segment; positions of both kinds; the orders of the day', async () => {
  const margins = await desk.data('/user/margins');
  assert.deepEqual(await desk.data('/user/margins/equity'), margins['equity']);
  assert.equal((await desk.get('/user/margins/moon')).status, 400);
  assert.deepEqual(Object.keys(await desk.data('/portfolio/positions')), ['net', 'day']);
  const [order] = await desk.data<readonly { order_id: string }[]>('/orders');
  assert.ok(order);
  assert.deepEqual(await desk.data(`/orders/${order.order_id}`), [order]);
  assert.ok(Array.isArray(await desk.data(`/orders/${order.order_id}/trades`)));
  assert.ok(Array.isArray(await desk.data('/trades')));
  assert.equal((await desk.get('/orders/1')).status, 404);
});

test('quotes for every `i`, under the words of the question; what is not listed is missing', async () => {
  for (const path of ['/quote', '/quote/ohlc', '/quote/ltp']) {
    const found = await desk.data(`${path}?i=NSE:INFY&i=NSE:M%26M&i=NSE:NOPE`);
    assert.deepEqual(Object.keys(found), ['NSE:INFY', 'NSE:M&M']);
    assert.equal((await desk.get(path)).status, 400);
  }
  const many = Array.from({ length: 501 }, (_, i) => `i=NSE:A${i}`).join('&');
  assert.equal((await desk.get(`/quote?${many}`)).status, 400);
  assert.equal((await desk.get(`/quote/ltp?${many}`)).status, 200);
});

test('the list of instruments comes packed, as plain CSV, of all exchanges or one', async () => {
  const answer = await desk.get('/instruments/NSE', { 'accept-encoding': 'identity' });
  assert.equal(answer.headers.get('content-type'), 'text/csv');
  assert.equal(answer.headers.get('content-encoding'), 'gzip');
  const lines = (await answer.text()).trim().split('\n');
  assert.match(lines[0] ?? '', /^instrument_token,exchange_token,tradingsymbol,/);
  assert.ok(lines.slice(1).every((line) => line.endsWith(',NSE')));
  assert.ok((await (await desk.get('/instruments')).text()).includes(',BSE\n'));
  assert.equal((await desk.get('/instruments/MOON')).status, 400);
});

test('candles of a stretch, and no longer than an interval reaches', async () => {
  const ask = (interval: string, from: string, token = 408065) =>
    desk.get(
      `/instruments/historical/${token}/${interval}?${new URLSearchParams({ from, to: '2026-11-18' })}`,
    );
  const { data } = await bodyOf<{ data: { candles: readonly unknown[][] } }>(ask('day', '2026-11-12'));
  assert.match(String(data.candles[0]?.[0]), /^2026-11-12T00:00:00\+0530$/);
  assert.equal((await ask('day', '2020-01-01')).status, 400);
  assert.equal((await ask('minute', '2026-09-01 09:15:00')).status, 400);
  assert.equal((await ask('minute', '2026-11-17 09:15:00')).status, 200);
  assert.equal((await ask('fortnight', '2026-11-10')).status, 400);
  assert.equal((await ask('day', '2026-11-10', 1)).status, 400);
});

test('one quote a second, three stretches of candles, ten of the rest', async (t) => {
  const paced = await KiteDesk.open(t, { isPaced: true });
  await paced.signIn();
  const many = (path: string, count: number) =>
    Promise.all(Array.from({ length: count }, () => paced.get(path).then(({ status }) => status)));
  const refused = (statuses: readonly number[]) => statuses.filter((status) => status === 429).length;
  const candles = '/instruments/historical/408065/day?from=2026-11-10&to=2026-11-18';
  assert.equal(refused(await many('/quote/ltp?i=NSE:INFY', 3)), 2);
  assert.equal(refused(await many(candles, 5)), 2);
  assert.equal(refused(await many('/user/profile', 12)), 2);
  const answer = await bodyOf(paced.get('/quote?i=NSE:INFY'));
  assert.deepEqual([answer['message'], answer['error_type']], ['Too many requests', 'NetworkException']);
  await sleep(1050);
  assert.equal(refused(await many('/quote?i=NSE:INFY', 1)), 0);
});

test('where nothing is', async () => {
  assert.equal((await desk.get('/moon')).status, 404);
  assert.equal((await desk.send('DELETE', '/user/profile')).status, 405);
});
