const PIECE = 16 * 1024;

/** Lines put together to be sent: one at a time would cost more in handing over than in making. */
export function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** One JSON array, a line each: it never stands in memory as a whole. */
export function* jsonLines(items: Iterable<unknown>): Generator<string> {
  let gap = '[\n';
  for (const item of items) {
    yield gap + JSON.stringify(item);
    gap = ',\n';
  }
  yield gap === '[\n' ? '[]\n' : '\n]\n';
}
