import { profile } from '../../../src/features/brokers/practice/kite/account.ts';
import { indianTime } from '../../../src/features/brokers/practice/kite/spelling.ts';
import type { Answer } from '../wire/answer.ts';
import { formOf, type Question } from '../wire/question.ts';
import type { KiteApp } from './app.ts';
import { badInput, badToken, refused, success } from './errors.ts';
import type { Session, Sessions } from './sessions.ts';

export interface SessionMeans {
  readonly app: () => KiteApp;
  readonly sessions: Sessions;
}

export function openSession(question: Question, { app, sessions }: SessionMeans): Answer {
  const sent = formOf(question);
  const [key, token, checksum] = ['api_key', 'request_token', 'checksum'].map(
    (name) => sent?.get(name) ?? '',
  );
  if (!key || !token || !checksum) return badInput('Missing or empty field `request_token` or `checksum`.');
  const session = key === app().key ? sessions.open(token, checksum, app(), question.at) : null;
  return session === null
    ? refused(403, 'TokenException', 'Token is invalid or has expired.')
    : success(printSession(session));
}

function printSession({ access, key, at }: Session) {
  const { meta, ...person } = profile();
  return {
    ...person,
    api_key: key,
    access_token: access,
    public_token: access.toLowerCase(),
    enctoken: `${access}==`,
    refresh_token: '',
    silo: '',
    login_time: indianTime(at),
    meta,
  };
}

export function endSession({ query, at }: Question, { sessions }: SessionMeans): Answer {
  if (!sessions.isOpen(query.get('api_key') ?? '', query.get('access_token') ?? '', at)) return badToken();
  sessions.end();
  return success(true);
}
