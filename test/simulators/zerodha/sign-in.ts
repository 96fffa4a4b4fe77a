/** Kite's own page: user id, password and the code of the telephone; then to the one address that is registered. */
import { type Answer, escaped, joined, page, redirect } from '../wire/answer.ts';
import { formOf, type Question } from '../wire/question.ts';
import type { Client, KiteApp } from './app.ts';
import { badInput } from './errors.ts';
import type { Sessions } from './sessions.ts';

export interface SignInMeans {
  readonly app: () => KiteApp;
  readonly client: Client;
  readonly sessions: Sessions;
}

export function showSignIn(question: Question, { app, client }: SignInMeans): Answer {
  return refusal(question, app()) ?? form(question, client, '', 200);
}

export function signIn(question: Question, { app, client, sessions }: SignInMeans): Answer {
  const refused = refusal(question, app());
  if (refused !== null) return refused;
  const sent = formOf(question);
  const text = (name: string) => sent?.get(name) ?? '';
  if (text('cancel') !== '') return back(question, app(), 'status=cancelled');
  const isPerson = text('user_id') === client.userId && text('password') === client.password;
  if (!isPerson) return form(question, client, 'Invalid username or password.', 403);
  if (text('code') !== client.code) return form(question, client, 'Invalid code.', 403);
  const token = sessions.requestToken(question.at);
  return back(question, app(), `status=success&request_token=${token}`);
}

function refusal({ query }: Question, { key }: KiteApp): Answer | null {
  if (query.get('v') !== '3') return badInput('Unknown or missing API version `v`.');
  return query.get('api_key') === key ? null : badInput('Invalid `api_key`.');
}

// What the app wanted to hear again stands behind the rest, as it was written.
function back({ query }: Question, { returnTo }: KiteApp, outcome: string): Answer {
  const echoed = query.get('redirect_params');
  const tail = echoed === null || echoed === '' ? '' : `&${echoed}`;
  return redirect(joined(returnTo, `action=login&type=login&${outcome}${tail}`));
}

function form({ path, query }: Question, client: Client, mistake: string, status: number): Answer {
  const known = [client.userId, client.password, client.code].map(escaped).join(' / ');
  const content = `
<p>This is a simulator: ${known}</p>
<p role="alert">${mistake}</p>
<form method="post" action="${escaped(`${path}?${query}`)}">
<p><label>User ID <input name="user_id" autocomplete="off"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="off"></label></p>
<p><label>Code <input name="code" inputmode="numeric" autocomplete="off"></label></p>
<p><button>Login</button> <button name="cancel" value="1">Cancel</button></p>
</form>`;
  return page('Kite simulator', content, status);
}
