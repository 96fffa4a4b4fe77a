/**
 * Rule: a record is shown as it was written, only with its lines broken: not a digit, not an escape is changed, which
 * reading and printing it again would do to a number of twenty digits. Example: `{"id":12345678901234567890}` becomes
 * three lines with that very number. What is no JSON stays as it is.
 */
export function prettyJson(text: string): string {
  if (!isJson(text)) return text;
  let [out, depth, last] = ['', 0, ''];
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '}' || token === ']') depth--;
    out += gapBefore(token, last, depth) + token;
    if (token === '{' || token === '[') depth++;
    last = token;
  }
  return out;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

function gapBefore(token: string, last: string, depth: number): string {
  if (last === '' || token === ',' || token === ':') return '';
  if (last === ':') return ' ';
  // An empty list stays in one piece.
  if ((last === '{' && token === '}') || (last === '[' && token === ']')) return '';
  return `\n${'  '.repeat(Math.max(0, depth))}`;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
