import type { Dispatcher, Pool } from 'undici';
import { orAborted } from '../../lib/or-aborted.ts';
import type { Answer, Question } from '../outgoing.ts';
import { piecesOf, TooLarge, wholeOf } from './body.ts';
import { Late, Limit } from './limit.ts';

/** How long each part of a call may take. */
export interface Patience {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly bodyMs: number;
  /** All of it: a drop now and then is no answer either. */
  readonly wholeMs: number;
}

export const PATIENCE: Patience = { connectMs: 5_000, headersMs: 30_000, bodyMs: 15_000, wholeMs: 60_000 };

const MOST_BYTES = 16 * 1024 * 1024;
const CONNECTIONS = 4;
const REDIRECTS = [301, 302, 303, 307, 308];

export class Redirected extends Error {}

/** One request, one answer, on connections that are kept for a while. */
export class Exchange {
  readonly #agent: string;
  readonly #patience: Patience;
  readonly #pools = new Map<string, Pool>();
  isClosed = false;

  constructor(agent: string, patience: Patience) {
    this.#agent = agent;
    this.#patience = patience;
  }

  async answer(question: Question): Promise<Answer> {
    using limit = new Limit(this.#patience.wholeMs, question.signal);
    try {
      // A question that waits for a connection does not hear the signal by itself.
      const answer = await orAborted(this.#request(question, limit.signal), limit.signal);
      return await received(answer, question);
    } catch (error) {
      throw limit.isLate ? new Late() : error;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()));
  }

  async #request({ url, method, headers, body }: Question, signal: AbortSignal) {
    const { default: request } = await import('undici/lib/api/api-request.js');
    return request.call(await this.#poolOf(url.origin), {
      method,
      path: `${url.pathname}${url.search}`,
      headers: { 'user-agent': this.#agent, 'accept-encoding': 'gzip', ...headers },
      body: body ?? null,
      signal,
    });
  }

  async #poolOf(origin: string): Promise<Pool> {
    const { default: NewPool } = await import('undici/lib/dispatcher/pool.js');
    const { connectMs, headersMs, bodyMs } = this.#patience;
    const pool =
      this.#pools.get(origin) ??
      new NewPool(origin, {
        connections: CONNECTIONS,
        allowH2: false,
        // Said here, so that no setting of the environment can say otherwise: tokens go this way.
        connect: { timeout: connectMs, rejectUnauthorized: true },
        headersTimeout: headersMs,
        bodyTimeout: bodyMs,
      });
    this.#pools.set(origin, pool);
    return pool;
  }
}

async function received(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { mostBytes: most = MOST_BYTES, reader }: Question,
): Promise<Answer> {
  try {
    if (REDIRECTS.includes(statusCode)) throw new Redirected();
    if (Number(headers['content-length'] ?? 0) > most) throw new TooLarge();
    const { 'content-encoding': sent = '', ...others } = flat(headers);
    const encoding = sent.trim().toLowerCase();
    const isPacked = encoding === 'gzip';
    const heads = {
      status: statusCode,
      headers: isPacked || encoding === '' ? others : { ...others, 'content-encoding': encoding },
    };
    const pieces = piecesOf(body, encoding, most);
    const read = reader?.(heads) ?? null;
    if (read === null) return { ...heads, body: await wholeOf(pieces) };
    await read(pieces);
    return { ...heads, body: Buffer.alloc(0) };
  } catch (error) {
    // What is not read is not waited for: the connection goes with it.
    body.on('error', () => undefined).destroy();
    throw error;
  }
}

function flat(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));
}
