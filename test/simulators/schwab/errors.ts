/** The four ways in which Schwab says no, each from another machine of theirs. */
import { randomUUID } from 'node:crypto';
import { type Answer, json, page } from '../wire/answer.ts';

/** Accounts and transactions. */
export function serviceError(status: number, message: string, errors: readonly string[] = []): Answer {
  return json({ message, errors }, status);
}

/** A token that is none any longer; prices answer so as well. */
export function unauthorized(): Answer {
  const detail = 'Client not authorized';
  return json({ errors: [{ id: randomUUID(), status: 401, title: 'Unauthorized', detail }] }, 401);
}

/** Prices: here the status is a text. */
export function priceError(status: number, title: string, detail: string, parameter: string[] = []): Answer {
  const source = parameter.length > 0 ? { source: { parameter } } : {};
  return json({ errors: [{ id: randomUUID(), status: String(status), title, detail, ...source }] }, status);
}

/** The gateway in front of all. */
export function gatewayFault(status: number, faultstring: string, errorcode: string): Answer {
  return json({ fault: { faultstring, detail: { errorcode } } }, status);
}

export function accessDenied(): Answer {
  const text = "<p>You don't have permission to access this on this server.</p><p>Reference #18.2d351ab8</p>";
  return page('Access Denied', text, 403);
}

export function badClient(): Answer {
  return json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401);
}

export function badRequest(error: string, description: string): Answer {
  return json({ error, error_description: description }, 400);
}

/** A refresh token that is over, and a code that is none: the quotes inside are those of another answer, not escaped. */
export function deadToken(digest: string, what: 'refresh token' | 'authorization code'): Answer {
  const failed = `Failed ${what} authentication [tokenDigest=${digest}]`;
  const inner = `{"error_description":"Exception while authenticating ${what} [tokenDigest=${digest}, Exception=${failed}]","error":"${what.replace(' ', '_')}_authentication_error"}`;
  return badRequest('unsupported_token_type', `400 Bad Request: "${inner}"`);
}
