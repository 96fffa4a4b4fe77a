import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Database from 'better-sqlite3';
import { SCHWAB_APP } from '../simulators/schwab/app.ts';
import { SchwabSimulator } from '../simulators/schwab/simulator.ts';
import { CLIENT, KITE_APP } from '../simulators/zerodha/app.ts';
import { ZerodhaSimulator } from '../simulators/zerodha/simulator.ts';
import { flaws, onScreen, type Page, type Screen, visit } from '../support/browser.ts';
import { exportedFile } from '../support/exports.ts';
import { freePort } from '../support/server.ts';
import { type Desk, openDesk, signIn } from './desk.ts';

let desk: Desk;
let schwab: SchwabSimulator;
let zerodha: ZerodhaSimulator;

before(async () => {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  const returnTo = `${home}/api/auth/callback`;
  schwab = await new SchwabSimulator({ app: { ...SCHWAB_APP, returnTo: [returnTo] } }).listen();
  zerodha = await new ZerodhaSimulator({
    app: { ...KITE_APP, returnTo: `${home}/auth/zerodha/callback` },
  }).listen();
  desk = await openDesk({
    ...{ PORT: String(port), HISTORY_YEARS: '2', REDIRECT_URI: returnTo },
    ...{
      SCHWAB_BASE_URL: schwab.origin,
      SCHWAB_APP_KEY: SCHWAB_APP.key,
      SCHWAB_APP_SECRET: SCHWAB_APP.secret,
    },
    ...{ KITE_BASE_URL: zerodha.origin, KITE_LOGIN_URL: zerodha.origin },
    ...{ KITE_API_KEY: KITE_APP.key, KITE_API_SECRET: KITE_APP.secret },
  });
});
after(() => Promise.all([desk?.close(), schwab?.stop(), zerodha?.stop()]));

const PHONE: Screen = { width: 390, scheme: 'light' };
const DESKTOP: Screen = { width: 1280, scheme: 'dark' };
const LONG = { timeout: 120_000 };
// The simulators' pages have no icon.
const expected = [/favicon/];

const card = (page: Page, broker: string) => page.locator(`#connection-${broker}`);

async function allowAtSchwab(page: Page): Promise<void> {
  await page.waitForURL(`${schwab.origin}/**`);
  await page.getByLabel('Login ID').fill(schwab.customer.user);
  await page.getByLabel('Password').fill(schwab.customer.password);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL('**/connections/schwab');
}

/** An access is taken back in the first minute only from an app that lacks something: this one is older. */
function anHourLater(): void {
  const db = new Database(path.join(desk.folder, 'rollbook.db'));
  db.exec('UPDATE auth_tokens SET got_at = got_at - 3600000, access_ends_at = access_ends_at - 3600000');
  db.close();
}

async function signInAtKite(page: Page): Promise<void> {
  await page.waitForURL(`${zerodha.origin}/**`);
  await page.locator('[name=user_id]').fill(CLIENT.userId);
  await page.locator('[name=password]').fill(CLIENT.password);
  await page.locator('[name=code]').fill(CLIENT.code);
  await page.getByRole('button').first().click();
  await page.waitForURL('**/connections/zerodha');
}

test('Schwab: connected on its own page, read with progress, disconnected, connected again, and renewed', {
  timeout: 300_000,
}, async () => {
  await visit(desk.browser, { screen: DESKTOP, expected }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/connections`);
    await page.getByRole('link', { name: 'Connect Schwab' }).click();
    await allowAtSchwab(page);
    await page.getByText('Connected with Schwab: 2 accounts').waitFor();
    const counts = new Set<string>();
    const bar = card(page, 'schwab').locator('.progress label');
    while (await bar.isVisible()) {
      counts.add((await bar.textContent().catch(() => '')) ?? '');
      await page.waitForTimeout(300);
    }
    assert.ok(
      [...counts].some((words) => /^Connected, [\d,]+ rows so far$/.test(words)),
      [...counts].join('; '),
    );
    assert.ok(counts.size > 2, 'the progress is seen to go on');
    await card(page, 'schwab')
      .getByText(/: [\d,]+ rows, [\d,]+ new\./)
      .waitFor(LONG);
    await page.locator('#runs').getByText('read', { exact: true }).waitFor();
    assert.deepEqual(await flaws(page), []);

    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Schwab is disconnected. What was read stays.').waitFor();
    await card(page, 'schwab').getByRole('link', { name: 'Connect again' }).click();
    await allowAtSchwab(page);
    await card(page, 'schwab').getByText('nothing new').waitFor(LONG);

    schwab.grants.endSignIns();
    anHourLater();
    await card(page, 'schwab').getByRole('button', { name: 'Sync now' }).click();
    await card(page, 'schwab').getByText('Sign in needed').waitFor(LONG);
    await page.goto(desk.server.origin);
    await page.getByText('Schwab needs you to sign in again.').waitFor();
    await page.locator('.banner').getByRole('link', { name: 'Sign in' }).click();
    await allowAtSchwab(page);
    await card(page, 'schwab').getByText('Connected', { exact: true }).waitFor(LONG);
    await page.goto(desk.server.origin);
    assert.equal(await page.locator('.banner').count(), 0);
  });
});

test('Zerodha: connected on its own page and read', { timeout: 120_000 }, async () => {
  await visit(desk.browser, { screen: PHONE, expected }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/connections`);
    await page.getByRole('link', { name: 'Connect Zerodha' }).click();
    await signInAtKite(page);
    await card(page, 'zerodha')
      .getByText(/Read .* rows?,/)
      .waitFor(LONG);
    assert.deepEqual(await flaws(page), []);
  });
});

for (const screen of [DESKTOP, PHONE]) {
  test(`the practice market fills every page, and none has a flaw: ${onScreen(screen)}`, LONG, async () => {
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      await page.goto(`${desk.server.origin}/connections`);
      const begin = page.getByRole('button', { name: /Try the practice market/ });
      if (await begin.isVisible()) await begin.click();
      await card(page, 'practice')
        .getByText(/Read .* rows,/)
        .waitFor(LONG);
      for (const path of [
        '/connections',
        '/connections/practice',
        '/connections/practice/runs',
        '/transactions/odd',
      ]) {
        await page.goto(desk.server.origin + path);
        assert.deepEqual(await flaws(page), [], path);
      }
      await page.goto(`${desk.server.origin}/transactions?kind=TRADE`);
      assert.deepEqual(await flaws(page), []);
      await page.getByText('Narrow it').click();
      await page.locator('#rows tbody a').first().click();
      await page.getByText('As it was written').waitFor();
      assert.deepEqual(await flaws(page), []);
    });
  });

  test(`a file is chosen, looked at and imported: ${onScreen(screen)}`, LONG, async () => {
    await visit(desk.browser, { screen, expected: [/422/] }, async (page) => {
      await signIn(page, desk);
      await page.goto(`${desk.server.origin}/transactions/import`);
      const give = async (name: string) => {
        const { bytes } = exportedFile(name);
        await page
          .getByLabel('File')
          .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
        await page.getByRole('button', { name: 'Look at it' }).click();
      };
      await give('schwab-realized-gains.csv');
      await page.getByText('schwab-realized-gains.csv has no heading').waitFor();
      assert.deepEqual(await flaws(page), []);
      await give('schwab-not-understood.csv');
      await page.getByRole('heading', { name: 'schwab-not-understood.csv' }).waitFor();
      await page.getByRole('link', { name: 'A new account' }).click();
      await page.getByLabel('Number of the account').fill(`${screen.width}00000417`);
      assert.deepEqual(await flaws(page), []);
      await page.getByRole('button', { name: 'Import 2 rows' }).click();
      await page.getByText('Imported: 2 new.').waitFor();
      await page.waitForTimeout(300);
      assert.deepEqual(await flaws(page), []);
      await page.getByRole('link', { name: 'To the transactions' }).click();
      await page.getByRole('heading', { name: 'Transactions' }).waitFor();
      assert.equal(await page.locator('#rows tbody tr').count(), 2);
    });
  });
}

test('without scripts a list is narrowed and a file imported all the same', LONG, async () => {
  await visit(desk.browser, { screen: DESKTOP, context: { javaScriptEnabled: false } }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/transactions/import`);
    const { name, bytes } = exportedFile('zerodha-tradebook.csv');
    await page.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('heading', { name }).waitFor();
    await page.goto(`${desk.server.origin}/transactions`);
    await page.getByLabel('Search').fill('nothing at all like this');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Nothing like that').waitFor();
  });
});
