import { type Answer, json } from '../wire/answer.ts';
import { formOf, type Question } from '../wire/question.ts';
import type { SchwabApp } from './app.ts';
import { badClient, badRequest, deadToken } from './errors.ts';
import { ACCESS_SECONDS, digestOf, type Granted, type Grants, identityToken } from './grants.ts';

export interface TokenMeans {
  readonly app: () => SchwabApp;
  readonly grants: Grants;
}

/** Tokens for a code, or for a refresh token; the app says who it is in the Authorization header. */
export function grantTokens(question: Question, { app, grants }: TokenMeans): Answer {
  const { key, secret } = app();
  const sent = formOf(question);
  if (question.headers.authorization !== basic(key, secret)) return badClient();
  if (sent === null) return badRequest('invalid_request', 'the body is not form-encoded');
  const text = (name: string) => sent.get(name) ?? '';
  if (text('grant_type') === 'authorization_code') {
    const granted = grants.byCode(text('code'), key, text('redirect_uri'), question.at);
    return granted ? tokens(granted, question) : deadToken(digestOf(text('code')), 'authorization code');
  }
  if (text('grant_type') !== 'refresh_token') return badRequest('unsupported_grant_type', text('grant_type'));
  const granted = grants.byRefresh(text('refresh_token'), key, question.at);
  return granted ? tokens(granted, question) : deadToken(digestOf(text('refresh_token')), 'refresh token');
}

function tokens({ access, refresh }: Granted, { at }: Question): Answer {
  return json({
    expires_in: ACCESS_SECONDS,
    token_type: 'Bearer',
    scope: 'api',
    refresh_token: refresh,
    access_token: access,
    id_token: identityToken('customer', at),
  });
}

function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}
