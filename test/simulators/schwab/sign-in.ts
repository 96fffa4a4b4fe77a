/** Schwab's own page: a name, a password, accounts to tick; then back to where the app said, if it is registered so. */
import { randomUUID } from 'node:crypto';
import { ACCOUNTS } from '../../../src/features/brokers/practice/schwab/accounts.ts';
import { type Answer, escaped, joined, page, redirect } from '../wire/answer.ts';
import { formOf, type Question } from '../wire/question.ts';
import type { Customer, SchwabApp } from './app.ts';
import { accessDenied } from './errors.ts';
import type { Grants } from './grants.ts';

export interface SignInMeans {
  readonly app: () => SchwabApp;
  readonly customer: Customer;
  readonly grants: Grants;
}

export function showSignIn(question: Question, { app, customer }: SignInMeans): Answer {
  return refusal(question, app()) ?? form(question, customer, '', 200);
}

export function signIn(question: Question, { app, customer, grants }: SignInMeans): Answer {
  const { key } = app();
  const sent = formOf(question);
  const refused = refusal(question, app());
  if (refused !== null || sent === null) return refused ?? accessDenied();
  if (sent.has('cancel')) return back(question, 'error=access_denied');
  if (sent.get('username') !== customer.user || sent.get('password') !== customer.password)
    return form(question, customer, 'Login ID or password is not right.', 401);
  const accounts = ACCOUNTS.filter((account) => sent.getAll('account').includes(account));
  if (accounts.length === 0) return form(question, customer, 'Tick at least one account.', 422);
  const returnTo = question.query.get('redirect_uri') ?? '';
  const signedIn = { user: customer.user, app: key, at: question.at, accounts, isOver: false };
  const code = grants.signIn(signedIn, returnTo);
  return back(question, `code=${encodeURIComponent(code)}&session=${randomUUID()}`);
}

// What is not registered is turned away before anyone is asked for a password.
function refusal({ query }: Question, { key, returnTo }: SchwabApp): Answer | null {
  const isKnown = query.get('client_id') === key && returnTo.includes(query.get('redirect_uri') ?? '');
  const isForCode = ['code', null].includes(query.get('response_type'));
  return isKnown && isForCode ? null : accessDenied();
}

function back({ query }: Question, outcome: string): Answer {
  const state = query.get('state');
  const stated = state === null ? '' : `&state=${encodeURIComponent(state)}`;
  return redirect(joined(query.get('redirect_uri') ?? '', outcome + stated));
}

function form(
  { path, query }: Question,
  { user, password }: Customer,
  mistake: string,
  status: number,
): Answer {
  const accounts = ACCOUNTS.map(
    (number) =>
      `<p><label><input type="checkbox" name="account" value="${number}" checked> Account ...${number.slice(-3)}</label></p>`,
  );
  const content = `
<p>This is a simulator: ${escaped(user)} / ${escaped(password)}</p>
<p role="alert">${mistake}</p>
<form method="post" action="${escaped(`${path}?${query}`)}">
<p><label>Login ID <input name="username" autocomplete="off"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="off"></label></p>
${accounts.join('\n')}
<p><button>Allow</button> <button name="cancel" value="1">Cancel</button></p>
</form>`;
  return page('Schwab simulator', content, status);
}
