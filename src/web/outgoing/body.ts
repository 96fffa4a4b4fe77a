import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** More than there may be. */
export class TooLarge extends Error {}

/** Piece by piece, unpacked; given up as soon as it is more than `most`, however little of it came over the wire. */
export async function* piecesOf(
  body: Readable,
  encoding: string,
  most: number,
): AsyncGenerator<Buffer, void> {
  let size = 0;
  for await (const piece of encoding === 'gzip' ? unpacked(body) : body) {
    size += piece.length;
    if (size > most) throw new TooLarge();
    yield piece;
  }
}

export async function wholeOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function unpacked(body: Readable): Readable {
  // Whoever reads hears of the error: it ends the last stream of the row too.
  return pipeline(body, createGunzip(), () => undefined);
}
