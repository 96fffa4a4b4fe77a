import { newKey, type Running, runCommand, startServer, temporaryFolder } from '../test/support/server.ts';

/** The built program as it runs for somebody, and that somebody signed in. */
export interface SignedIn {
  readonly server: Running;
  readonly folder: string;
  /** Every page that needs no id. */
  readonly pages: readonly string[];
  /** Fetches a page with the session, or sends something; follows nothing. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

export const owner = { email: 'owner@rollbook.test', password: 'a long walk beside the sea' };
const UNLIMITED = '1000000';

interface Preparation {
  readonly settings?: Readonly<Record<string, string>>;
  /** What is done to the installation before its server starts. */
  readonly prepare?: (settings: Readonly<Record<string, string>>) => Promise<void>;
}

export async function signedIn({ settings: more, prepare }: Preparation = {}): Promise<SignedIn> {
  const settings = {
    DATA_DIR: temporaryFolder(),
    ENCRYPTION_KEY: newKey(),
    RATE_PAGES_PER_MINUTE: UNLIMITED,
    RATE_API_PER_MINUTE: UNLIMITED,
    RATE_GUESTS_PER_MINUTE: UNLIMITED,
    ...more,
  };
  runCommand(['create-admin', '--email', owner.email, '--password-stdin'], settings, owner.password);
  await prepare?.(settings);
  const pages = pagesIn(runCommand(['routes'], settings));
  const server = await startServer(settings);
  let cookie = '';
  const fetchPage = async (path: string, init: RequestInit = {}) => {
    cookie ||= await signIn(server.origin);
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    return fetch(server.origin + path, { ...init, headers, redirect: 'manual' });
  };
  return { server, folder: settings.DATA_DIR, pages, fetch: fetchPage };
}

async function signIn(origin: string): Promise<string> {
  const body = new URLSearchParams(owner);
  const answer = await fetch(`${origin}/login`, {
    method: 'POST',
    body,
    headers: { origin },
    redirect: 'manual',
  });
  const [cookie] = answer.headers.getSetCookie();
  if (answer.status !== 303 || cookie === undefined)
    throw new Error(`signing in was answered with ${answer.status}`);
  return cookie.split(';')[0] ?? '';
}

function pagesIn(routes: string): readonly string[] {
  return routes
    .split('\n')
    .map((line) => line.split(/\s+/))
    .filter(([method, url = ':', face]) => method === 'GET' && face === 'page' && !url.includes(':'))
    .map(([, url = '']) => url);
}
