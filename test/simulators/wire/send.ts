import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';

const FLOOD = 50_000_000;

/** Over the wire, whole or as the fault has it. */
export async function send(reply: ServerResponse, answer: Answer, fault: Fault | null): Promise<void> {
  const bytes = answer.isPacked ? gzipSync(answer.body) : Buffer.from(answer.body);
  const packing = answer.isPacked ? { 'content-encoding': 'gzip' } : {};
  const headers = { ...answer.headers, ...packing };
  if (fault?.kind === 'flood') return flood(reply.writeHead(answer.status, headers), fault, answer);
  reply.writeHead(answer.status, { ...headers, 'content-length': bytes.length });
  if (fault?.kind === 'half') return half(reply, bytes);
  if (fault?.kind === 'trickle') return trickle(reply, bytes, fault.ms);
  reply.end(bytes);
}

export function tear(reply: ServerResponse): void {
  reply.socket?.resetAndDestroy();
}

async function half(reply: ServerResponse, bytes: Buffer): Promise<void> {
  await new Promise<void>((written) => reply.write(bytes.subarray(0, bytes.length / 2), () => written()));
  tear(reply);
}

async function trickle(reply: ServerResponse, bytes: Buffer, ms: number): Promise<void> {
  for (const byte of bytes) {
    if (reply.destroyed) return;
    reply.write(Buffer.of(byte));
    await sleep(ms, undefined, { ref: false });
  }
  reply.end();
}

// As fast as it is read, and no faster: it is somebody else's memory that is to be tried. Packed it is small on its way.
async function flood(
  reply: ServerResponse,
  { bytes = FLOOD }: Extract<Fault, { kind: 'flood' }>,
  { isPacked }: Answer,
): Promise<void> {
  if (isPacked) return void reply.end(gzipSync(Buffer.alloc(bytes, ' ')));
  const part = Buffer.alloc(65_536, ' ');
  for (let sent = 0; sent < bytes && !reply.destroyed; sent += part.length)
    if (!reply.write(part)) await drained(reply);
  reply.end();
}

async function drained(reply: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(reply, 'drain', { signal }), once(reply, 'close', { signal })]).finally(() =>
    over.abort(),
  );
}
