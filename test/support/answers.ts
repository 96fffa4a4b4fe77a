import type { LightMyRequestResponse } from 'fastify';

/** What a person without eyes is told of a field: the words its `aria-describedby` points at, the error first. */
export function reasonBeside(body: string, field: string): string {
  const control = controlOf(body, field);
  const [id = ''] = (/aria-describedby="([^"]*)"/.exec(control)?.[1] ?? '').trim().split(/\s+/);
  if (!control.includes('aria-invalid="true"')) return '';
  return textOf(new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</p>`).exec(body)?.[1] ?? '');
}

export function typedIn(body: string, field: string): string {
  return decoded(/ value="([^"]*)"/.exec(controlOf(body, field))?.[1] ?? '');
}

/** What the page says once, or ''. */
export function noticeOf(body: string): string {
  return textOf(/data-toast[^>]*>\s*<p>([\s\S]*?)<\/p>/.exec(body)?.[1] ?? '');
}

/** The form behind Undo: where it is sent. */
export function undoOf(body: string): string {
  return decoded(/data-toast[\s\S]*?<form method="post" action="([^"]+)"/.exec(body)?.[1] ?? '');
}

/** A secret that is shown once. */
export function secretOn(body: string): string {
  return decoded(/id="secret"[^>]*? value="([^"]+)"/.exec(body)?.[1] ?? '');
}

export function headingOf(body: string): string {
  return textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(body)?.[1] ?? '');
}

/** The one cookie an answer sets, with its attributes as they were sent. */
export function setCookieOf(answer: LightMyRequestResponse): string {
  return String([answer.headers['set-cookie'] ?? ''].flat()[0]);
}

export function textOf(html: string): string {
  return decoded(html.replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

function controlOf(body: string, field: string): string {
  return new RegExp(`<(?:input|select)[^>]*? name="${field}"[^>]*>`).exec(body)?.[0] ?? '';
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
