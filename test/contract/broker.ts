/** What every broker keeps to, whichever it is and whatever stands behind it: a script, a simulator, the practice market. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { BrokerFault, type FaultKind } from '../../src/features/brokers/faults.ts';
import type { Broker, Page, Pass, RawRow, Stretch } from '../../src/features/brokers/port.ts';
import type { BrokerAccount } from '../../src/model/broker.ts';
import type { Instrument } from '../../src/model/instrument.ts';

export interface Stage {
  readonly broker: Broker;
  readonly pass: Pass;
  /** When history is asked for; something happened in it. */
  readonly from: number;
  readonly to: number;
  /** One that has a price and a history of prices, and one that has not. */
  readonly known: string;
  readonly unknown: string;
  /** Words of a name that is listed. */
  readonly name: string;
  /** More symbols than one question takes; none where there is no limit. */
  readonly many: readonly string[];
}

export interface Trouble {
  readonly story: string;
  readonly kind: FaultKind;
  /** Lets it happen from the n-th question on, counted from now. */
  readonly begin: (from: number) => void;
  /** What a broker may do without: such a method either fails as it should or answers in full. */
  readonly forgiving?: readonly string[];
}

export interface Stand {
  readonly stage: Stage;
  readonly troubles: readonly Trouble[];
  /** All is well again. */
  readonly calm: () => void;
  /** The same with a pass that has been given up. */
  readonly cancelled: Pass | null;
}

export function brokerContract(name: string, open: (t: TestContext) => Promise<Stand>): void {
  const story = (what: string, tell: (stage: Stage, stand: Stand) => Promise<void>) =>
    test(`${name}: ${what}`, async (t) => {
      const stand = await open(t);
      await tell(stand.stage, stand);
    });

  story('accounts have a number, a handle, a name and a currency, and are told apart', accountsAreNamed);
  story('stretches are plain data, newest first, and cover what was asked', stretchesCover);
  story('history is whole: unique rows with their text, whatever had to be cut', historyIsWhole);
  story('what rows mean is exact, names its row, and is the same every time', rowsAreExact);
  story('a row of anything at all is a problem, never an exception', anythingIsParsed);
  story('positions and balances are exact, each instrument once', bookIsExact);
  story('holdings are exact, each share once, or refused', holdingsAreExact);
  story('quotes come under the names asked for; an unknown one is missing', quotesAreNamed);
  story('a history of prices stays within its dates, in order', candlesAreInOrder);
  story('a listed name is found, an unlisted one is not', namesAreFound);
  story('the sign-in carries its state there and back', stateComesBack);
  story('each trouble ends each method in its fault, at the first, second and third call', troublesAreTyped);
  story('what was given up ends as a fault', givingUpIsTyped);
}

async function accountsAreNamed({ broker, pass }: Stage): Promise<void> {
  const accounts = await broker.accounts(pass);
  assert.ok(accounts.length > 0);
  assert.equal(new Set(accounts.map(({ number }) => number)).size, accounts.length);
  for (const { number, handle, name, currency } of accounts) {
    assert.ok(number && handle && name);
    assert.ok(['USD', 'INR'].includes(currency));
  }
}

async function stretchesCover({ broker, from, to }: Stage): Promise<void> {
  const stretches = broker.stretches(from, to);
  assert.deepEqual(structuredClone(stretches), stretches);
  assert.deepEqual(broker.stretches(from, to), stretches);
  assert.deepEqual(broker.stretches(to, from), []);
  const ends = stretches.map((stretch) => stretch.to);
  assert.deepEqual(
    ends,
    [...ends].sort((a, b) => b - a),
  );
  assert.ok(
    stretches.every((stretch) => stretch.from < stretch.to && stretch.from >= from && stretch.to <= to),
  );
}

async function historyIsWhole(stage: Stage): Promise<void> {
  for (const account of await stage.broker.accounts(stage.pass)) {
    const rows = await historyOf(stage, account);
    for (const { id, happenedAt, type, text } of rows) {
      assert.ok(id && type && text);
      assert.ok(Number.isSafeInteger(happenedAt));
    }
  }
}

async function rowsAreExact(stage: Stage): Promise<void> {
  const { broker, pass } = stage;
  const perAccount = await Promise.all(
    (await broker.accounts(pass)).map(async (account) => ({
      account,
      rows: await historyOf(stage, account),
    })),
  );
  for (const { account, rows } of perAccount) {
    const ids = new Set(rows.map(({ id }) => id));
    const { transactions, problems } = broker.parse(account, rows);
    assert.deepEqual(broker.parse(account, rows), { transactions, problems });
    for (const row of transactions) {
      assert.ok(ids.has(row.id));
      assert.equal(row.account, account.number);
      assert.ok([row.quantityE8, row.netE4, row.executedAt, row.priceE6 ?? 0].every(Number.isSafeInteger));
    }
    assert.ok(problems.every(({ transactionIds }) => transactionIds.every((id) => ids.has(id))));
  }
  assert.ok(perAccount.some(({ account, rows }) => broker.parse(account, rows).transactions.length > 0));
}

async function anythingIsParsed({ broker, pass }: Stage): Promise<void> {
  const [account] = await broker.accounts(pass);
  assert.ok(account);
  const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom('', 'null', '{', '[]', '{"activityId":1}'));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
      const rows = texts.map((one, index) => ({
        id: String(index),
        happenedAt: 0,
        type: 'TRADE',
        text: one,
      }));
      const { transactions, problems } = broker.parse(account, rows);
      const named = problems.flatMap(({ transactionIds }) => transactionIds);
      const told = new Set([...transactions.map(({ id }) => id), ...named]);
      assert.ok(rows.every(({ id }) => told.has(id)));
    }),
    { numRuns: 200 },
  );
}

async function bookIsExact({ broker, pass }: Stage): Promise<void> {
  for (const account of await broker.accounts(pass)) {
    const { positions, balances, leftOut } = await broker.book(pass, account);
    const names = positions.map(({ instrument }) => nameOf(instrument));
    assert.equal(new Set(names).size, names.length);
    for (const { quantityE8, averagePriceE6, marketValueE4, currency } of positions) {
      assert.ok(quantityE8 !== 0 && currency === account.currency);
      assert.ok([quantityE8, averagePriceE6 ?? 1, marketValueE4 ?? 0].every(Number.isSafeInteger));
      assert.ok(averagePriceE6 === null || averagePriceE6 > 0);
    }
    assert.equal(new Set(balances.map(({ currency }) => currency)).size, balances.length);
    assert.ok(balances.every(({ cashE4, valueE4 }) => [cashE4, valueE4 ?? 0].every(Number.isSafeInteger)));
    assert.ok(leftOut.every(({ reason }) => reason !== ''));
  }
}

async function holdingsAreExact({ broker, pass }: Stage): Promise<void> {
  const [account] = await broker.accounts(pass);
  assert.ok(account);
  if (!broker.can.has('holdings'))
    return assert.rejects(broker.holdings(pass, account), isFault(['refused']));
  const holdings = await broker.holdings(pass, account);
  assert.equal(new Set(holdings.map(({ isin }) => isin)).size, holdings.length);
  for (const { isin, symbol, exchange, averagePriceE6, ...numbers } of holdings) {
    assert.ok(isin && symbol && exchange);
    assert.ok(averagePriceE6 === null || averagePriceE6 > 0);
    assert.ok(Object.values(numbers).every(Number.isSafeInteger));
  }
}

async function quotesAreNamed({ broker, pass, known, unknown, many }: Stage): Promise<void> {
  assert.equal(broker.can.has('streaming'), broker.streamQuotes !== null);
  assert.deepEqual(await broker.quotes(pass, []), []);
  assert.deepEqual(await broker.quotes(pass, [unknown]), []);
  const [quote, ...others] = await broker.quotes(pass, [known, unknown]);
  assert.deepEqual([quote?.symbol, others], [known, []]);
  assert.ok(
    quote && quote.priceE6 > 0 && Number.isSafeInteger(quote.priceE6) && Number.isSafeInteger(quote.at),
  );
  const all = await broker.quotes(pass, many);
  assert.deepEqual(
    all.map(({ symbol }) => symbol),
    many,
  );
}

async function candlesAreInOrder({ broker, pass, known, unknown, from, to }: Stage): Promise<void> {
  if (!broker.can.has('candles')) return;
  const [start, end] = [dateOf(from), dateOf(to)];
  const candles = await broker.candles(pass, known, start, end);
  const dates = candles.map(({ tradedOn }) => tradedOn);
  assert.ok(dates.length > 0);
  assert.deepEqual(dates, [...new Set(dates)].sort());
  assert.ok(dates.every((date) => date >= start && date <= end));
  for (const { openE6, highE6, lowE6, closeE6, volume } of candles) {
    assert.ok([openE6, highE6, lowE6, closeE6, volume].every(Number.isSafeInteger));
    assert.ok(lowE6 <= Math.min(openE6, closeE6) && highE6 >= Math.max(openE6, closeE6));
  }
  assert.deepEqual(await broker.candles(pass, unknown, start, end), []);
}

async function namesAreFound({ broker, pass, name }: Stage): Promise<void> {
  if (!broker.can.has('instruments')) return;
  const [found] = await broker.listings(pass, name);
  assert.ok(found?.symbol && found.name);
  assert.ok((await broker.listings(pass, found.symbol)).some(({ symbol }) => symbol === found.symbol));
  assert.deepEqual(await broker.listings(pass, 'nobody is called this'), []);
  assert.deepEqual(await broker.listings(pass, ' '), []);
}

async function stateComesBack({ broker, pass }: Stage): Promise<void> {
  if (broker.signIn === null) return assert.ok(!broker.can.has('sign-in'));
  const address = broker.signIn.address(pass.app, 'a state/&=', 'https://desk.example/back');
  const carried = [...address.searchParams.values()].map((value) => new URLSearchParams(value));
  assert.ok([address.searchParams, ...carried].some((query) => query.get('state') === 'a state/&='));
  assert.ok(!address.href.includes(pass.app.secret));
  assert.equal(broker.signIn.stateOf(new URLSearchParams({ state: 'a state/&=' })), 'a state/&=');
  assert.equal(broker.signIn.stateOf(new URLSearchParams('')), null);
}

async function troublesAreTyped(stage: Stage, { troubles, calm }: Stand): Promise<void> {
  calm();
  for (const [name, ask] of await methodsOf(stage)) {
    const whole = await ask();
    const cells = troubles.flatMap((trouble) => [1, 2, 3].map((from) => ({ trouble, from })));
    for (const { trouble, from } of cells) {
      trouble.begin(from);
      const end = await endOf(() => ask());
      calm();
      const mayAnswer = from > 1 && (trouble.forgiving?.includes(name) || sameAs(whole, end));
      judge(`${trouble.story}, ${name}, call ${from}`, end, trouble.kind, mayAnswer);
    }
  }
}

function judge(cell: string, end: unknown, kind: FaultKind, mayAnswer: boolean): void {
  if (end instanceof BrokerFault) {
    assert.deepEqual([cell, end.kind], [cell, kind]);
    assert.match(end.message, /^[A-Z].*\.$/, cell);
  } else assert.ok(mayAnswer, `${cell}: ended as if nothing were wrong`);
}

async function givingUpIsTyped(stage: Stage, { cancelled }: Stand): Promise<void> {
  if (cancelled === null) return;
  const methods = await methodsOf(stage);
  for (const [name, ask] of methods)
    assert.ok((await endOf(() => ask(cancelled))) instanceof BrokerFault, `${name} went on`);
}

type Method = readonly [name: string, ask: (pass?: Pass) => Promise<unknown>];

async function methodsOf(stage: Stage): Promise<readonly Method[]> {
  const { broker, known, many, name, from, to } = stage;
  const [account] = await broker.accounts(stage.pass);
  assert.ok(account);
  const methods: readonly (readonly [string, boolean, Method[1]])[] = [
    ['accounts', true, (pass = stage.pass) => broker.accounts(pass)],
    [
      'history',
      broker.can.has('transactions'),
      (pass = stage.pass) => historyOf({ ...stage, pass }, account),
    ],
    ['book', broker.can.has('positions'), (pass = stage.pass) => broker.book(pass, account)],
    ['holdings', broker.can.has('holdings'), (pass = stage.pass) => broker.holdings(pass, account)],
    ['quotes', broker.can.has('quotes'), (pass = stage.pass) => broker.quotes(pass, [known, ...many])],
    [
      'candles',
      broker.can.has('candles'),
      (pass = stage.pass) => broker.candles(pass, known, dateOf(from), dateOf(to)),
    ],
    ['listings', broker.can.has('instruments'), (pass = stage.pass) => broker.listings(pass, name)],
  ];
  return methods.filter(([, isAble]) => isAble).map(([method, , ask]) => [method, ask]);
}

/** All there is, each row once; what was cut off is asked for in smaller parts. */
async function historyOf(
  { broker, pass, from, to }: Stage,
  account: BrokerAccount,
): Promise<readonly RawRow[]> {
  const rows = new Map<string, RawRow>();
  const left: Stretch[] = [...broker.stretches(from, to)];
  for (let stretch = left.shift(); stretch !== undefined; stretch = left.shift()) {
    const page: Page = await broker.transactions(pass, account, stretch);
    assert.ok(page.rows.length === 0 || page.instead.length === 0);
    assert.equal(new Set(page.rows.map(({ id }) => id)).size, page.rows.length);
    left.unshift(...page.instead);
    for (const row of page.rows) rows.set(row.id, row);
  }
  return [...rows.values()];
}

async function endOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BrokerFault) return error;
    throw error;
  }
}

function sameAs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isFault(kinds: readonly FaultKind[]) {
  return (error: unknown) => error instanceof BrokerFault && kinds.includes(error.kind);
}

function nameOf(instrument: Instrument): string {
  return instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker;
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
