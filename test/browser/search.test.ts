import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flaws, onScreen, type Page, type Screen, screens, visit } from '../support/browser.ts';
import { runCommand } from '../support/server.ts';
import { type Desk, openDesk, owner, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  runCommand(['demo-data', '--user', owner.email], desk.settings);
});
after(() => desk?.close());

const DESKTOP: Screen = { width: 1280, scheme: 'dark' };
const PHONE: Screen = { width: 390, scheme: 'light' };
const LONG = { timeout: 120_000 };

const focused = async (page: Page): Promise<string> =>
  String(
    await page.evaluate('document.activeElement.getAttribute("href") ?? document.activeElement.tagName'),
  );

test(
  'what is typed above is found below it; arrows lead through it, Enter opens, Escape leads back',
  LONG,
  async () => {
    await visit(desk.browser, { screen: DESKTOP }, async (page) => {
      await signIn(page, desk);
      await page.keyboard.press('/');
      await page.keyboard.type('amd');
      const glance = page.locator('#glance');
      await glance.getByRole('heading', { name: 'Campaigns' }).waitFor();
      assert.deepEqual(await flaws(page), []);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(page), '/campaigns?ticker=AMD');
      await page.keyboard.press('ArrowDown');
      assert.match(await focused(page), /^\/campaigns\/\w+$/);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      assert.equal(await focused(page), 'INPUT');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'INPUT');
      await page.keyboard.press('Escape');
      await glance.waitFor({ state: 'hidden' });
      await page.keyboard.press('/');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?q=amd');
      await page.getByRole('heading', { name: 'Rows' }).waitFor();
      assert.equal(await page.getByRole('searchbox').inputValue(), 'amd');
    });
  },
);

for (const screen of [DESKTOP, PHONE])
  test(
    `the search page finds while one types, and its address holds it: ${onScreen(screen)}`,
    LONG,
    async () => {
      await visit(desk.browser, { screen }, async (page) => {
        await signIn(page, desk);
        await page.goto(`${desk.server.origin}/search`);
        await page.getByRole('searchbox').fill('naked');
        await page.getByRole('heading', { name: 'Campaigns' }).waitFor();
        await page.waitForURL('**/search?q=naked');
        assert.deepEqual(await flaws(page), []);
        await page.getByRole('searchbox').fill('nothing like it');
        await page.locator('.nothing').getByText('Nothing is called “nothing like it”').waitFor();
        assert.deepEqual(await flaws(page), []);
        await page.goto(`${desk.server.origin}/search?q=pfe`);
        await page.locator('#found a').first().click();
        await page.waitForURL('**/campaigns?ticker=PFE');
        await page.goBack();
        await page.getByRole('heading', { name: 'Rows' }).waitFor();
        assert.equal(await page.getByRole('searchbox').inputValue(), 'pfe');
      });
    },
  );

test('without scripts a search is a form', LONG, async () => {
  await visit(desk.browser, { screen: DESKTOP, context: { javaScriptEnabled: false } }, async (page) => {
    await signIn(page, desk);
    await page.getByRole('searchbox').fill('F');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**/search?q=F');
    await page.getByRole('heading', { name: 'Tickers' }).waitFor();
  });
});

for (const screen of screens)
  test(`Today, the books and what was found have no flaw: ${onScreen(screen)}`, LONG, async () => {
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      for (const path of ['/', '/campaigns/books', '/search?q=put']) {
        await page.goto(desk.server.origin + path);
        await page.evaluate('for (const each of document.querySelectorAll("main details")) each.open = true');
        assert.deepEqual(await flaws(page), [], path);
      }
    });
  });
