import type { Quote } from '../../../../model/quote.ts';
import { toBrokerFault } from '../../asking.ts';
import { BrokerFault } from '../../faults.ts';
import { Newest } from '../../newest.ts';
import { isFault } from '../../parse/faults.ts';
import type { Pass } from '../../port.ts';
import { quoteOfTick } from '../parse/tick-quotes.ts';
import { readTicks } from '../parse/ticks.ts';
import { askKite } from './ask.ts';
import type { ZerodhaMeans } from './means.ts';
import { tokensOf } from './prices.ts';

const MOST_INSTRUMENTS = 3000;
// All of them in full, 186 bytes each, are half of this.
const MOST_BYTES = 1024 * 1024;
// Kite gives a sign of life every second.
const SILENCE_MS = 5000;

type News = Newest<string, Quote>;

/** Kite tells prices by number: what they are is asked first. */
export async function* streamOf(
  means: ZerodhaMeans,
  pass: Pass,
  symbols: readonly string[],
): AsyncGenerator<readonly Quote[], void> {
  if (symbols.length > MOST_INSTRUMENTS) throw tooMany();
  const names = new Map(
    [...(await tokensOf(means, pass, symbols))].map(([symbol, token]) => [token, symbol]),
  );
  if (names.size === 0) return;
  const leaving = new AbortController();
  const news: News = new Newest();
  const signal = AbortSignal.any([pass.signal, leaving.signal]);
  const over = listen(means, { ...pass, signal }, names, news);
  try {
    for (let quotes = await news.take(); quotes.length > 0; quotes = await news.take()) yield quotes;
  } finally {
    leaving.abort();
    await over;
  }
}

async function listen(
  means: ZerodhaMeans,
  pass: Pass,
  names: ReadonlyMap<number, string>,
  news: News,
): Promise<void> {
  const tokens = [...names.keys()];
  const listening = {
    party: 'zerodha',
    address: (isAgain: boolean) => addressOf(means, pass, isAgain),
    opening: [
      { a: 'subscribe', v: tokens },
      { a: 'mode', v: ['full', tokens] },
    ].map((wish) => JSON.stringify(wish)),
    hear: (frame: Uint8Array) => hear(frame, names, news, means.clock()),
    ...{ silenceMs: SILENCE_MS, mostBytes: MOST_BYTES, signal: pass.signal },
  };
  await means.ask.listen(listening).then(
    () => news.end(),
    (error: unknown) => news.end(pass.signal.aborted ? undefined : toBrokerFault(error, 'Zerodha')),
  );
}

async function addressOf(means: ZerodhaMeans, pass: Pass, isAgain: boolean): Promise<URL> {
  // Why a line broke, or was never opened, Kite does not say: whether the access is over an ordinary question tells.
  if (isAgain) await unlessPassing(askKite(means, pass, '/user/profile'));
  const url = new URL(means.tickerUrl);
  url.search = String(new URLSearchParams({ api_key: pass.app.key, access_token: await pass.access() }));
  return url;
}

async function unlessPassing(question: Promise<unknown>): Promise<void> {
  try {
    await question;
  } catch (error) {
    if (error instanceof BrokerFault && ['busy', 'unavailable'].includes(error.kind)) return;
    throw error;
  }
}

function hear(frame: Uint8Array, names: ReadonlyMap<number, string>, news: News, now: number): boolean {
  const read = readTicks(frame);
  if (isFault(read)) return false;
  for (const tick of read.ticks) {
    // Before Kite has heard how much is wanted it tells less: no bid, no ask, no time.
    const symbol = tick.mode === 'full' ? names.get(tick.token) : undefined;
    const quote = symbol === undefined ? null : quoteOfTick(tick, symbol, now);
    if (quote !== null) news.tell(quote.symbol, quote);
  }
  return true;
}

function tooMany(): BrokerFault {
  return new BrokerFault(
    'refused',
    'Zerodha tells the prices of 3,000 instruments at once, and of no more. Ask for fewer.',
  );
}
