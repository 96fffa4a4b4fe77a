import assert from 'node:assert/strict';
import test from 'node:test';
import type { Pass } from '../../../src/features/brokers/port.ts';
import { practiceBroker } from '../../../src/features/brokers/practice/broker.ts';
import { brokerContract } from '../../contract/broker.ts';
import { DAY, TUESDAY } from '../../support/practice.ts';

/** As for a connection that was made at this time; 0: nobody says when. */
function passFrom(madeAt: number): Pass {
  const access = async () => (madeAt === 0 ? '' : String(madeAt));
  const { signal } = new AbortController();
  return { app: { key: '', secret: '' }, access, renewed: access, over: () => undefined, signal };
}

brokerContract('practice', async () => ({
  stage: {
    broker: practiceBroker({ clock: () => TUESDAY }),
    pass: passFrom(0),
    from: TUESDAY - 800 * DAY,
    to: TUESDAY,
    known: 'F',
    unknown: 'NOPE',
    name: 'ford mtr',
    many: ['F', 'INFY', 'M&M', 'SPX', 'F     261218P00013000'],
  },
  troubles: [],
  calm: () => {},
  cancelled: null,
}));

test('two accounts in dollars and one in rupees, each with its own name', async () => {
  const accounts = await practiceBroker({ clock: () => TUESDAY }).accounts(passFrom(0));
  assert.deepEqual(
    accounts.map(({ name, currency }) => `${name} ${currency}`),
    ['Individual USD', 'Roth IRA USD', 'Zerodha PR4711 INR'],
  );
});

test('a connection keeps the world it was made in: weeks later its rows are still the same', async () => {
  let now = TUESDAY;
  const broker = practiceBroker({ clock: () => now });
  const pass = passFrom(TUESDAY);
  const read = async () => {
    const [account] = await broker.accounts(pass);
    assert.ok(account);
    const stretch = { from: TUESDAY - 300 * DAY, to: TUESDAY, type: 'TRADE' };
    return (await broker.transactions(pass, account, stretch)).rows;
  };
  const before = await read();
  now += 40 * DAY;
  const after = await practiceBroker({ clock: () => now })
    .accounts(pass)
    .then(read);
  assert.ok(before.length > 50);
  // The row that vanishes is gone by then, the corrected one is another.
  const texts = new Set(after.map(({ text }) => text));
  assert.equal(before.filter(({ text }) => !texts.has(text)).length, 2);
});

test('what the sum of the rows says is what the broker says is held', async () => {
  const broker = practiceBroker({ clock: () => TUESDAY });
  const pass = passFrom(0);
  for (const account of (await broker.accounts(pass)).filter(({ currency }) => currency === 'USD')) {
    const held = new Map<string, number>();
    let cashE4 = 0;
    const rows = new Map<string, Awaited<ReturnType<typeof broker.transactions>>['rows'][number]>();
    for (const stretch of broker.stretches(TUESDAY - 1300 * DAY, TUESDAY))
      for (const row of (await broker.transactions(pass, account, stretch)).rows) rows.set(row.id, row);
    for (const { instrument, quantityE8, netE4 } of broker.parse(account, [...rows.values()]).transactions) {
      cashE4 += netE4;
      const name = instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker;
      if (name !== undefined) held.set(name, (held.get(name) ?? 0) + quantityE8);
    }
    const { positions, balances } = await broker.book(pass, account);
    const found = positions.map(({ instrument, quantityE8 }) => [
      instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker,
      quantityE8,
    ]);
    assert.deepEqual(
      new Map(found as [string, number][]),
      new Map([...held].filter(([, quantity]) => quantity !== 0)),
    );
    assert.equal(balances[0]?.cashE4, cashE4);
  }
});

test('twenty Indian holdings and more; pledged, on their way, of unknown cost, a bond, a series', async () => {
  const broker = practiceBroker({ clock: () => TUESDAY });
  const account = { number: '', handle: '', name: '', currency: 'INR' } as const;
  const holdings = await broker.holdings(passFrom(0), account);
  const one = (symbol: string) => holdings.find((each) => each.symbol === symbol) ?? assert.fail(symbol);
  assert.ok(holdings.length >= 20);
  assert.equal(one('RELIANCE').pledgedE8, 2_500_000_000);
  assert.equal(one('ITC').averagePriceE6, null);
  assert.ok(one('NIFTYBEES').onTheWayE8 > 0);
  assert.ok(one('SGBJUN31I-GB').deliveredE8 > 0 && one('RELINFRA-BE').deliveredE8 > 0);
});
