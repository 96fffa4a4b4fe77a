// Schwab as a sync sees it, with a year of 100,000 rows printed beforehand: what is measured is the reader, not the printer.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { transactionsOf } from '../src/features/brokers/practice/schwab/transactions.ts';
import { anchorOf, MAIN, makeWorld } from '../src/features/brokers/practice/world.ts';

const MOST_ROWS = 3000;
const now = Number(process.argv[2]);

interface Row {
  readonly at: number;
  readonly type: string;
  readonly text: string;
}

const world = makeWorld({ seed: 1, anchor: anchorOf(now), size: { tickers: 512, weeks: 52, rowsEach: 200 } });
const rows: readonly Row[] = transactionsOf(world, MAIN, now)
  .map(({ postedAt, type, print }) => ({ at: postedAt, type, text: JSON.stringify(print()) }))
  .slice(0, 100_000);

/** The same year in questions that are answered with nearly as many rows as an answer can have. */
function stretches(): readonly object[] {
  const ofType = Map.groupBy(rows, ({ type }) => type);
  return [...ofType].flatMap(([type, all]) => {
    const found: object[] = [];
    for (let start = 0; start < all.length; ) {
      const to = all[start]?.at ?? 0;
      let end = Math.min(all.length, start + MOST_ROWS - 1);
      while (end < all.length && all[end]?.at === all[end - 1]?.at) end--;
      found.push({ from: all[end - 1]?.at, to, type });
      start = end;
    }
    return found;
  });
}

const account = { accountNumber: MAIN, hashValue: 'A'.repeat(64) };
const book = { securitiesAccount: { accountNumber: MAIN, currentBalances: { cashBalance: 1000 } } };

const server = createServer((request, reply) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
  if (pathname.endsWith('/accountNumbers')) return json(reply, [account]);
  if (pathname.endsWith('/token')) return json(reply, TOKENS);
  if (!pathname.endsWith('/transactions')) return json(reply, pathname.includes('/accounts/') ? book : {});
  const [from, to] = ['startDate', 'endDate'].map((name) => Date.parse(searchParams.get(name) ?? ''));
  const types = new Set((searchParams.get('types') ?? '').split(','));
  const found = rows.filter(({ at, type }) => at >= (from ?? 0) && at <= (to ?? 0) && types.has(type));
  const page = found.slice(0, MOST_ROWS).map(({ text }) => text);
  reply.writeHead(200, { 'content-type': 'application/json' }).end(`[${page.join(',')}]`);
});

const TOKENS = {
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 1800,
  token_type: 'Bearer',
  scope: 'api',
};

function json(reply: ServerResponse, value: unknown): void {
  reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port, rows: rows.length, stretches: stretches() })}\n`);
});
