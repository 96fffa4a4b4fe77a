import { type Answer, json } from '../wire/answer.ts';

export function success(data: unknown): Answer {
  return json({ status: 'success', data });
}

export function refused(status: number, error_type: string, message: string): Answer {
  return json({ status: 'error', message, data: null, error_type }, status);
}

/** For a token that was never one as for one that is over. */
export function badToken(): Answer {
  return refused(403, 'TokenException', 'Incorrect `api_key` or `access_token`.');
}

export function badInput(message: string): Answer {
  return refused(400, 'InputException', message);
}

export function tooMany(): Answer {
  return refused(429, 'NetworkException', 'Too many requests');
}
