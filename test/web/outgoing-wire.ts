import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Patience } from '../../src/web/outgoing/exchange.ts';
import type { Note } from '../../src/web/outgoing/note.ts';
import { type OutgoingMeans, openOutgoing } from '../../src/web/outgoing/open.ts';
import type { Outgoing, Question } from '../../src/web/outgoing.ts';

export type Play = (reply: ServerResponse, request: IncomingMessage) => void;

export interface Wire {
  readonly ask: Outgoing;
  readonly url: (path?: string) => URL;
  /** When each request came, by the clock of the test. */
  readonly asked: { readonly at: number; readonly request: IncomingMessage }[];
  readonly notes: Note[];
  readonly time: { now: number };
  /** What the server does from now on: one after the other, the last one for ever. */
  readonly play: (...plays: readonly Play[]) => void;
  readonly read: (more?: Partial<Question>) => Question;
}

const QUICK: Patience = { connectMs: 300, headersMs: 300, bodyMs: 300, wholeMs: 900 };

export const answer =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Play =>
  (reply) =>
    reply.writeHead(status, headers).end(body);

/** A real server on loopback and the way out to it, on a clock that only moves when somebody sleeps. */
export async function openWire(
  t: Pick<TestContext, 'after'>,
  means: Partial<OutgoingMeans> = {},
): Promise<Wire> {
  const time = { now: 1_000_000 };
  const asked: Wire['asked'] = [];
  const notes: Note[] = [];
  let plays: readonly Play[] = [answer(200, 'ok')];
  const server = createServer((request, reply) => {
    asked.push({ at: time.now, request });
    const [play] = plays;
    if (plays.length > 1) plays = plays.slice(1);
    request.resume().on('end', () => play?.(reply, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const party = { name: 'Schwab', origins: [origin], budgets: {}, pace: { burst: 1000, everyMs: 1 } };
  const ask = openOutgoing({
    parties: { schwab: party },
    agent: 'Rollbook/test',
    patience: QUICK,
    clock: () => time.now,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      time.now += ms;
    },
    note: (note) => notes.push(note),
    ...means,
  });
  t.after(async () => {
    await ask.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = (path = '/trader/v1/accounts') => new URL(path, origin);
  const read = (more: Partial<Question> = {}): Question => ({
    party: 'schwab',
    budget: 'trader',
    method: 'GET',
    url: url(),
    isRead: true,
    ...more,
  });
  const play = (...next: readonly Play[]) => {
    plays = next;
  };
  return { ask, url, asked, notes, time, read, play };
}
