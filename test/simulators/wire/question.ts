import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What came in, read to its end. */
export interface Question {
  readonly method: string;
  readonly path: string;
  /** What stood in the path's places. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The simulator's time. */
  readonly at: number;
}

const MOST_BYTES = 1_000_000;

export async function readQuestion(request: IncomingMessage, at: number): Promise<Question> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
  const { method = 'GET', headers } = request;
  const body = await bodyOf(request);
  return { method, path: pathname, params: {}, query: searchParams, headers, body, at };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('more came in than any of these addresses takes');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** null where it is no form, whatever it looks like. */
export function formOf({ headers, body }: Question): URLSearchParams | null {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return isForm ? new URLSearchParams(body) : null;
}
