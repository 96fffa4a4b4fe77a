import type { IncomingMessage } from 'node:http';

const METHODS = new Set(['DELETE', 'PUT', 'PATCH']);

/** HTML forms know GET and POST only: `POST /x?_method=DELETE` is `DELETE /x`. */
export function rewriteFormMethod(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const match = request.method === 'POST' ? /[?&]_method=([A-Z]+)$/.exec(url) : null;
  if (match?.[1] === undefined || !METHODS.has(match[1])) return url;
  request.method = match[1];
  return url.slice(0, match.index);
}

/** An address that cannot be decoded finds no route, not even the one for what is not found: it is taken literally. */
export function decodable(url: string): string {
  const [path = ''] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length);
  }
}
