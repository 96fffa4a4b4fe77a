import { tokenAnswer } from '../payloads.ts';
import type { Fault } from './faults.ts';

export interface Granted {
  readonly access: string;
  readonly livesMs: number;
  /** null where the answer brings none: the old one stays. */
  readonly refresh: string | null;
}

export function readTokens(answer: unknown): Granted | Fault {
  const read = tokenAnswer.safeParse(answer);
  if (!read.success) return { fault: 'holds no access' };
  const { access_token, expires_in, refresh_token } = read.data;
  return { access: access_token, livesMs: Math.round(expires_in * 1000), refresh: refresh_token || null };
}

export type Refusal = 'ended' | 'wrong-key' | 'other';

/**
 * Rule: which refusal it is, its words tell, not its form: `{"error":"unsupported_token_type",...}` carries a second
 * JSON that is none, `invalid_grant` and "refresh token invalid" mean the same. What is left of 400 and 401 is the app.
 */
export function refusalOf(status: number, text: string): Refusal {
  const words = text.toLowerCase();
  if (/unsupported_token_type|refresh_token_authentication|invalid_grant|refresh token/.test(words))
    return 'ended';
  if (status === 401 || /invalid_client|unauthorized_client/.test(words)) return 'wrong-key';
  return 'other';
}
