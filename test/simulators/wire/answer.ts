export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Kite's lists come packed whether one asks for it or not. */
  readonly isPacked?: boolean;
}

export function json(body: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

export function csv(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'text/csv' }, body, isPacked: true };
}

export function page(title: string, content: string, status = 200): Answer {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  const body = `<!doctype html><html lang="en"><head>${head}</head><body><h1>${title}</h1>${content}</body></html>`;
  return { status, headers: { 'content-type': 'text/html;charset=utf-8' }, body };
}

/** To exactly this address: nothing of it is spelled anew. */
export function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: '' };
}

/** For text that came from outside, on a page. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** An address with one more thing to say: whether it says something already or not. */
export function joined(address: string, query: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
