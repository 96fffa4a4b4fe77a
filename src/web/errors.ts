import { toDatabaseFault } from '../db/fault.ts';

/** A fault with a sentence for whoever asked. Anything else that is thrown is a bug, and is shown as one. */
export class WebError extends Error {
  override readonly name = 'WebError';
  readonly statusCode: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    statusCode: number,
    code: string,
    message: string,
    more: { fields?: Readonly<Record<string, string>>; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
    this.fields = more.fields ?? {};
    this.headers = more.headers ?? {};
  }
}

export const notFound = () =>
  new WebError(404, 'not-found', 'There is nothing at this address, or nothing that is yours.');

export const methodNotAllowed = (allowed: readonly string[]) =>
  new WebError(405, 'method-not-allowed', `This address only understands ${allowed.join(' and ')}.`, {
    headers: { allow: allowed.join(', ') },
  });

export const signInNeeded = () => new WebError(401, 'sign-in-needed', 'Please sign in to go on.');

export const wrongHost = (host: string) =>
  new WebError(421, 'wrong-host', `This Rollbook does not answer to the name ${host}.`);

export const notAllowed = () =>
  new WebError(403, 'not-allowed', 'Your role or your token does not include this.');

export const notFromHere = () =>
  new WebError(
    403,
    'not-from-here',
    'This request did not come from a page of this Rollbook, or that page is too old. Nothing was changed: reload the page and try again.',
  );

export const tooMany = (seconds: number) =>
  new WebError(429, 'slow-down', `Too many requests. Please wait ${seconds} seconds and try again.`, {
    headers: { 'retry-after': String(seconds) },
  });

export const busy = (seconds: number) =>
  new WebError(
    503,
    'busy',
    `Too many are signing in at this moment. Please try again in ${seconds} seconds.`,
    {
      headers: { 'retry-after': String(seconds) },
    },
  );

export const unreadable = (fields: Readonly<Record<string, string>>) =>
  new WebError(422, 'not-valid', Object.values(fields)[0] ?? 'Something in this request cannot be read.', {
    fields,
  });

const KNOWN: Readonly<Record<string, readonly [number, string, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unknown-type', 'The body must be a form or JSON.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large', 'The request is larger than this address accepts.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'malformed', 'The body says it is JSON, but it is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'malformed', 'The body is not valid JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'malformed', 'The body is not as long as it says.'],
};

/** Every error as one with a status and a sentence; a bug keeps its secret for the log. */
export function toWebError(error: unknown): WebError {
  if (error instanceof WebError) return error;
  const fault = toDatabaseFault(error);
  if (fault !== null) return new WebError(503, `database-${fault.code}`, FAULTS[fault.code] ?? UNSAID);
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = KNOWN[code ?? ''];
  if (known !== undefined) return new WebError(...known);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new WebError(statusCode, 'malformed', 'This request cannot be read.');
  }
  return new WebError(500, 'our-mistake', 'Something went wrong on our side.');
}

/** For whoever asks over the web, guests among them: no path, no name of a file. */
const FAULTS: Readonly<Record<string, string>> = {
  full: 'The disk is full. What was saved before can be read; this was not saved. Free some space and try again.',
  locked: 'The database is in use by another program for the moment. Nothing was changed; please try again.',
  corrupt: 'The database is damaged. Nothing was changed. The log says which backup to restore.',
};
const UNSAID = 'The database cannot be used at the moment. Nothing was changed. The log says what to do.';
