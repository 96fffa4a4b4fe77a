import { type Browser, launchBrowser, type Page } from '../support/browser.ts';
import { newKey, type Running, runCommand, startServer, temporaryFolder } from '../support/server.ts';

export const owner = { email: 'ada@rollbook.test', password: 'a long walk beside the sea' };

export interface Desk {
  readonly browser: Browser;
  readonly server: Running;
  readonly routes: readonly string[];
  /** Where its data lies. */
  readonly folder: string;
  /** What commands beside the server need to know. */
  readonly settings: Readonly<Record<string, string>>;
  readonly close: () => Promise<unknown>;
}

/** The built program with one account, and a browser to look at it. */
export async function openDesk(more: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const folder = temporaryFolder();
  const own = { NODE_ENV: 'test', DATA_DIR: folder, ENCRYPTION_KEY: newKey() };
  const settings = { ...quiet, ...own, ...more };
  const words = ['create-admin', '--email', owner.email, '--name', 'Ada', '--password-stdin'];
  runCommand(words, settings, owner.password);
  const routes = runCommand(['routes'], settings).split('\n');
  const [server, browser] = await Promise.all([startServer(settings), launchBrowser()]);
  return {
    browser,
    server,
    routes,
    folder,
    settings,
    close: () => Promise.all([browser.close(), server.stop()]),
  };
}

/** The story is told faster than a person would. */
const quiet = {
  RATE_PAGES_PER_MINUTE: '100000',
  RATE_API_PER_MINUTE: '100000',
  RATE_GUESTS_PER_MINUTE: '100000',
  RATE_SIGN_IN_PER_3_MINUTES: '100000',
};

export async function signIn(page: Page, { server }: Desk): Promise<void> {
  await page.goto(`${server.origin}/login`);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
}

/**
 * Every page that needs no id, as the program itself lists them: a new one cannot be forgotten. The ways to the brokers
 * and back are none: they lead elsewhere.
 */
export function pagesOf({ routes }: Desk): readonly string[] {
  return routes
    .map((line) => line.split(/\s+/))
    .filter(
      ([method, url = ':', face]) => method === 'GET' && face === 'page' && !/:|^\/(api\/)?auth\//.test(url),
    )
    .map(([, url = '']) => url);
}
