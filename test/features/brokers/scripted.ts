import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BrokerFault } from '../../../src/features/brokers/faults.ts';
import type { Pass, Tokens } from '../../../src/features/brokers/port.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** As it came over the wire. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: URLSearchParams;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What goes wrong instead of an answer: a reply, a connection that is cut, or one that says nothing more. */
export type Disorder = Reply | 'reset' | 'silence' | 'half-way' | 'flood';

export interface Scripted {
  readonly url: URL;
  readonly asked: readonly Asked[];
  readonly disorder: Disorder | null;
  /** From the n-th question on, counted from now. */
  disturb(disorder: Disorder, from: number): void;
  forget(): void;
}

/** A server on this machine that answers as it is told. */
export async function scripted(
  t: Pick<TestContext, 'after'>,
  answer: (asked: Asked) => Reply,
): Promise<Scripted> {
  let asked: Asked[] = [];
  let trouble: { readonly disorder: Disorder; readonly from: number } | null = null;
  const server = createServer(async (request, response) => {
    const one = await readAsked(request);
    asked.push(one);
    const isTroubled = trouble !== null && asked.length >= trouble.from;
    send(response, isTroubled && trouble !== null ? trouble.disorder : answer(one));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    get asked() {
      return asked;
    },
    get disorder() {
      return trouble?.disorder ?? null;
    },
    disturb: (disorder, from) => {
      [asked, trouble] = [[], { disorder, from }];
    },
    forget: () => {
      [asked, trouble] = [[], null];
    },
  };
}

export function json(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export function page(status: number): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Access Denied</title></html>',
  };
}

export function zipped(text: string): Reply {
  return { headers: { 'content-type': 'text/csv', 'content-encoding': 'gzip' }, body: gzipSync(text) };
}

export interface TestPass extends Pass {
  readonly renewals: number;
  /** Accesses that were said to be over. */
  readonly ended: readonly string[];
}

/** A pass whose first access is `first`, and whose next ones are those given; then a person has to sign in. */
export function passOf(next: readonly string[] = [], signal = new AbortController().signal): TestPass {
  const left = [...next];
  let [access, renewals] = ['first', 0];
  const ended: string[] = [];
  return {
    app: { key: 'app-key', secret: 'app-secret' },
    signal,
    access: async () => access,
    renewed: async () => {
      renewals++;
      const another = left.shift();
      if (another === undefined) throw new BrokerFault('needs-sign-in', 'Sign in again.');
      access = another;
      return another;
    },
    over: (refused) => void ended.push(refused),
    ended,
    get renewals() {
      return renewals;
    },
  };
}

export function tokens(changes: Partial<Tokens> = {}): Tokens {
  return { access: 'first', accessEndsAt: 1, refresh: 'again', signInEndsAt: 7, ...changes };
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://here');
  let body = '';
  for await (const chunk of request) body += chunk;
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    address: request.url ?? '',
    headers: Object.fromEntries(headers),
    form: new URLSearchParams(body),
  };
}

function send(response: ServerResponse, reply: Disorder): void {
  if (reply === 'reset') response.destroy();
  else if (reply === 'half-way') response.writeHead(200, { 'content-length': '1000' }).write('[{"a":');
  else if (reply === 'flood') response.writeHead(200).end(Buffer.alloc(3_000_000, ' '));
  else if (reply !== 'silence') response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
}
