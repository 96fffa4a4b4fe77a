import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** More than there may be. */
export class TooLarge extends Error {}

/** The whole body, unpacked; given up as soon as it is more than `most`, however little of it came over the wire. */
export async function readBody(body: Readable, encoding: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of encoding === 'gzip' ? unpacked(body) : body) {
    size += chunk.length;
    if (size > most) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function unpacked(body: Readable): Readable {
  // Whoever reads hears of the error: it ends the last stream of the row too.
  return pipeline(body, createGunzip(), () => undefined);
}
