/** What every broker keeps to that tells prices as they change. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { BrokerFault } from '../../src/features/brokers/faults.ts';
import type { Broker, Pass } from '../../src/features/brokers/port.ts';
import type { Quote } from '../../src/model/quote.ts';

export interface LiveStand {
  readonly broker: Broker;
  readonly pass: Pass;
  readonly known: readonly string[];
  readonly unknown: string;
  /** How many listen over there. */
  readonly listeners: () => number;
  /** How many lines were ever opened. */
  readonly opened: () => number;
  /** A minute passes, and what has changed is told. */
  readonly move: () => void;
  /** The line is cut. */
  readonly cut: () => void;
  /** Nothing more comes, and the line stays. */
  readonly hush: (isSilent: boolean) => void;
  /** Half of what was to be told. */
  readonly breakOff: () => void;
  /** Far more than anybody asked for. */
  readonly flood: () => void;
  /** The access is no longer taken. */
  readonly expire: () => void;
}

export function streamContract(name: string, open: (t: TestContext) => Promise<LiveStand>): void {
  const story = (what: string, tell: (stand: LiveStand) => Promise<void>) =>
    test(`${name}: ${what}`, async (t) => tell(await open(t)));

  story('live prices are the quotes, under the names asked for', pricesAreQuotes);
  story('who stops listening is let go', leavingEnds);
  story('who is stopped hears no more, and it is no fault', stoppingEnds);
  for (const trouble of ['cut', 'breakOff', 'hush'] as const)
    story(`after trouble (${trouble}) the line is opened again`, (stand) => troublePasses(stand, trouble));
  story('who listens slowly hears the newest of each, once', slownessIsBounded);
  story('an access that is over ends it with its fault', accessEnds);
  story('more than it can tell is refused, nothing at all is over at once', limitsAreSaid);
}

async function pricesAreQuotes(stand: LiveStand): Promise<void> {
  const { broker, pass, known, unknown, move } = stand;
  const heard = new Map<string, Quote>();
  for await (const quotes of live(stand, [...known, unknown])) {
    for (const quote of quotes) heard.set(quote.symbol, quote);
    if (heard.size === known.length) break;
  }
  assert.deepEqual(
    [...heard.values()].toSorted(bySymbol),
    (await broker.quotes(pass, known)).toSorted(bySymbol),
  );
  move();
}

async function leavingEnds(stand: LiveStand): Promise<void> {
  for await (const quotes of live(stand)) {
    assert.ok(quotes.length > 0 && stand.listeners() === 1);
    break;
  }
  await until(() => stand.listeners() === 0);
}

async function stoppingEnds(stand: LiveStand): Promise<void> {
  const stopping = new AbortController();
  for await (const _ of live({ ...stand, pass: { ...stand.pass, signal: stopping.signal } }))
    stopping.abort();
  await until(() => stand.listeners() === 0);
}

async function troublePasses(stand: LiveStand, trouble: 'cut' | 'breakOff' | 'hush'): Promise<void> {
  let batches = 0;
  for await (const quotes of live(stand)) {
    assert.ok(quotes.every(({ priceE6 }) => priceE6 > 0));
    if (++batches === 2) break;
    stand[trouble](true);
    await until(() => stand.opened() === 2);
    stand.hush(false);
  }
  await until(() => stand.listeners() === 0);
}

async function slownessIsBounded(stand: LiveStand): Promise<void> {
  let batches = 0;
  for await (const quotes of live(stand)) {
    assert.equal(new Set(quotes.map(({ symbol }) => symbol)).size, quotes.length);
    if (++batches > 3) break;
    stand.flood();
    await new Promise((resolve) => setTimeout(resolve, 300));
    stand.move();
  }
}

async function accessEnds(stand: LiveStand): Promise<void> {
  const listening = (async () => {
    for await (const _ of live(stand)) stand.expire();
  })();
  await assert.rejects(listening, (fault) => fault instanceof BrokerFault && fault.kind === 'needs-sign-in');
  assert.equal(stand.listeners(), 0);
}

async function limitsAreSaid(stand: LiveStand): Promise<void> {
  const many = Array.from({ length: 100_000 }, (_, index) => `S${index}`);
  await assert.rejects(
    collect(live(stand, many)),
    (fault) => fault instanceof BrokerFault && fault.kind === 'refused',
  );
  assert.deepEqual(await collect(live(stand, [])), []);
  assert.deepEqual(await collect(live(stand, [stand.unknown])), []);
}

function live({ broker, pass, known }: LiveStand, symbols = known): AsyncIterable<readonly Quote[]> {
  assert.ok(broker.can.has('streaming') && broker.streamQuotes !== null);
  return broker.streamQuotes(pass, symbols);
}

async function collect<T>(things: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const thing of things) all.push(thing);
  return all;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function bySymbol(a: Quote, b: Quote): number {
  return a.symbol < b.symbol ? -1 : 1;
}
