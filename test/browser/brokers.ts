import path from 'node:path';
import Database from 'better-sqlite3';
import { SCHWAB_APP } from '../simulators/schwab/app.ts';
import { SchwabSimulator } from '../simulators/schwab/simulator.ts';
import { CLIENT, KITE_APP } from '../simulators/zerodha/app.ts';
import { ZerodhaSimulator } from '../simulators/zerodha/simulator.ts';
import type { Page } from '../support/browser.ts';
import { freePort } from '../support/server.ts';
import { type Desk, openDesk } from './desk.ts';

export interface BrokerDesk extends Desk {
  readonly schwab: SchwabSimulator;
  readonly zerodha: ZerodhaSimulator;
  /** An access is taken back in the first minute only from an app that lacks something: those that are held grow older. */
  readonly anHourLater: () => void;
  /** Kite's app has no candles, one of which it answers a second: whoever has seen them come need not wait for them again. */
  readonly withoutCandles: () => void;
}

/** The built program, a browser, and both brokers on this machine. */
export async function openBrokerDesk(): Promise<BrokerDesk> {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  const returnTo = `${home}/api/auth/callback`;
  const schwab = await new SchwabSimulator({ app: { ...SCHWAB_APP, returnTo: [returnTo] } }).listen();
  const kite = { ...KITE_APP, returnTo: `${home}/auth/zerodha/callback` };
  const zerodha = await new ZerodhaSimulator({ app: kite }).listen();
  const desk = await openDesk({
    ...{ PORT: String(port), HISTORY_YEARS: '2', REDIRECT_URI: returnTo },
    ...{
      SCHWAB_BASE_URL: schwab.origin,
      SCHWAB_APP_KEY: SCHWAB_APP.key,
      SCHWAB_APP_SECRET: SCHWAB_APP.secret,
    },
    ...{ KITE_BASE_URL: zerodha.origin, KITE_LOGIN_URL: zerodha.origin },
    ...{ KITE_API_KEY: KITE_APP.key, KITE_API_SECRET: KITE_APP.secret },
  });
  const close = () => Promise.all([desk.close(), schwab.stop(), zerodha.stop()]);
  const anHourLater = () => age(desk.folder);
  const withoutCandles = () => zerodha.faults.add(NO_CANDLES);
  return { ...desk, schwab, zerodha, anHourLater, withoutCandles, close };
}

const REFUSED = { status: 'error', error_type: 'PermissionException', message: 'No access.', data: null };
const NO_CANDLES = {
  at: 'GET /instruments/historical/**',
  times: 0,
  fault: { kind: 'status', status: 403, body: REFUSED },
} as const;

function age(folder: string): void {
  const db = new Database(path.join(folder, 'rollbook.db'));
  db.exec('UPDATE auth_tokens SET got_at = got_at - 3600000, access_ends_at = access_ends_at - 3600000');
  db.close();
}

export const card = (page: Page, broker: string) => page.locator(`#connection-${broker}`);

export async function allowAtSchwab(page: Page, { schwab }: BrokerDesk): Promise<void> {
  await page.waitForURL(`${schwab.origin}/**`);
  await page.getByLabel('Login ID').fill(schwab.customer.user);
  await page.getByLabel('Password').fill(schwab.customer.password);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL('**/connections/schwab');
}

export async function signInAtKite(page: Page, { zerodha }: BrokerDesk): Promise<void> {
  await page.waitForURL(`${zerodha.origin}/**`);
  await page.locator('[name=user_id]').fill(CLIENT.userId);
  await page.locator('[name=password]').fill(CLIENT.password);
  await page.locator('[name=code]').fill(CLIENT.code);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.waitForURL('**/connections/zerodha');
}

/** What the progress says until it is over, each thing once. */
export async function wordsWhileReading(page: Page, broker: string): Promise<readonly string[]> {
  const heard = new Set<string>();
  const progress = card(page, broker).locator('.progress');
  while (await progress.isVisible()) {
    const words = await progress.innerText({ timeout: 1000 }).catch(() => '');
    heard.add(words.replace(/\s+/g, ' '));
    await page.waitForTimeout(300);
  }
  return [...heard];
}
