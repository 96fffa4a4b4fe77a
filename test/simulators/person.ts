/** Someone at a simulator's sign-in page, with a browser that does what the page's form says. */
import assert from 'node:assert/strict';
import { CUSTOMER } from './schwab/app.ts';
import { CLIENT } from './zerodha/app.ts';

type Fields = Readonly<Record<string, string>>;

export function allowAtSchwab(address: URL | string, fields: Fields = {}): Promise<URL> {
  return land(address, { username: CUSTOMER.user, password: CUSTOMER.password, ...fields });
}

export function signInAtKite(address: URL | string, fields: Fields = {}): Promise<URL> {
  return land(address, { user_id: CLIENT.userId, password: CLIENT.password, code: CLIENT.code, ...fields });
}

/** Where the browser is sent after the form. */
async function land(address: URL | string, fields: Fields): Promise<URL> {
  const answer = await submit(address, fields);
  assert.equal(answer.status, 302, await answer.text());
  return new URL(answer.headers.get('location') ?? '');
}

/** Reads the page, fills its form in, sends it. */
export async function submit(address: URL | string, fields: Fields): Promise<Response> {
  const page = await fetch(address);
  const html = await page.text();
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
  assert.ok(action !== undefined, `no form: ${page.status} ${html}`);
  const ticked = [...html.matchAll(/name="(\w+)" value="(\w+)" checked/g)];
  const sent = new URLSearchParams();
  for (const [, name = '', value = ''] of ticked) sent.append(name, value);
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  const url = new URL(action.replaceAll('&amp;', '&'), address);
  return fetch(url, { method: 'POST', body: sent, redirect: 'manual' });
}
