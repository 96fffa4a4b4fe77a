import type { SignedIn } from './people.ts';

const LINE = '----a-line-between';

export const FORM = `multipart/form-data; boundary=${LINE}`;

/** A form with a file in it, as a browser sends it. */
export function formWith(name: string, file: string | Uint8Array, token: string): Buffer {
  const part = (head: string, body: string | Uint8Array) => [
    Buffer.from(`--${LINE}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ];
  return Buffer.concat([
    ...part('name="_csrf"', token),
    ...part(`name="file"; filename="${name}"\r\nContent-Type: text/csv`, file),
    Buffer.from(`--${LINE}--\r\n`),
  ]);
}

export function sendFile(
  { visitor }: SignedIn,
  name: string,
  file: string | Uint8Array,
  { token = visitor.csrf, to = '/transactions/import' } = {},
) {
  const headers = { 'content-type': FORM, 'sec-fetch-site': 'same-origin', 'x-csrf-token': token };
  return visitor.send('POST', to, headers, formWith(name, file, token));
}
