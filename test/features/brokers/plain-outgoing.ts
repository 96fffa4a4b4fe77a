import { Readable } from 'node:stream';
import { type Answer, type Outgoing, OutgoingFault, type Question } from '../../../src/web/outgoing.ts';

const MOST_BYTES = 2_000_000;

/** Asks once and without a pause: a broker's own manners are the thing to be seen, not those of the layer below. */
export function plainOutgoing(patienceMs = () => 5000, most = MOST_BYTES): Outgoing {
  return {
    ask: async (question) => {
      const signal = AbortSignal.any([
        AbortSignal.timeout(patienceMs()),
        question.signal ?? new AbortController().signal,
      ]);
      try {
        return await exchange({ ...question, mostBytes: Math.min(question.mostBytes ?? most, most) }, signal);
      } catch (error) {
        throw asFault(error, question);
      }
    },
    listen: async () => {
      throw new Error('nobody listens here');
    },
    close: async () => {},
  };
}

async function exchange(
  { url, method, headers, body: sent, mostBytes, reader }: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const init = { method, headers: headers ?? {}, redirect: 'manual', signal } as const;
  const response = await fetch(url, sent === undefined ? init : { ...init, body: sent });
  if (response.status >= 300 && response.status < 400) throw new OutgoingFault('redirected', 'elsewhere');
  const heads = { status: response.status, headers: Object.fromEntries(response.headers) };
  const body = await received(response, mostBytes ?? MOST_BYTES);
  const read = reader?.(heads) ?? null;
  if (read === null) return { ...heads, body };
  await read(Readable.from([body]));
  return { ...heads, body: Buffer.alloc(0) };
}

async function received(response: Response, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) throw new OutgoingFault('too-large', 'too large');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function asFault(error: unknown, { signal }: Question): OutgoingFault {
  if (error instanceof OutgoingFault) return error;
  if (signal?.aborted) return new OutgoingFault('cancelled', 'cancelled');
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  return new OutgoingFault(isLate ? 'timeout' : 'unreachable', 'no answer');
}
