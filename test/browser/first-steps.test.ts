import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, flaws, visit } from '../support/browser.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { type Desk, openDesk, signIn } from './desk.ts';

let desk: Desk;
let browser: Browser;
before(async () => {
  desk = await openDesk();
  browser = desk.browser;
});
after(() => desk?.close());

test('the link printed at the first start leads to an account and to Today', async () => {
  await using fresh = await startServer({ DATA_DIR: temporaryFolder() });
  const link = /http:\/\/\S+\/setup\?token=\S+/.exec(fresh.said())?.[0] ?? '';
  await visit(browser, { screen: { width: 390, scheme: 'dark' } }, async (page) => {
    await page.goto(link);
    assert.deepEqual(await flaws(page), []);
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('E-mail').fill('ada@rollbook.test');
    await page.getByLabel('Password', { exact: true }).fill('a long walk beside the sea');
    await page.locator('form.form button[type=submit]').click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/');
  });
});

test('a wrong password is said beside the form, keeps the e-mail, and is readable', async () => {
  await visit(browser, { expected: [/422/] }, async (page) => {
    await page.goto(`${desk.server.origin}/login`);
    await page.getByLabel('E-mail').fill('ada@rollbook.test');
    await page.getByLabel('Password', { exact: true }).fill('a short walk');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.banner, [aria-invalid=true]').first().waitFor();
    assert.equal(await page.getByLabel('E-mail').inputValue(), 'ada@rollbook.test');
    assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
    assert.deepEqual(await flaws(page), []);
  });
});

test('whoever has to sign in first comes to the page they wanted', async () => {
  await visit(browser, {}, async (page) => {
    await page.goto(`${desk.server.origin}/settings/security`);
    await page.getByLabel('E-mail').fill('ada@rollbook.test');
    await page.getByLabel('Password', { exact: true }).fill('a long walk beside the sea');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/settings/security');
  });
});

test('the keyboard skips to the page, and a navigation leads to its heading', async () => {
  await visit(browser, {}, async (page) => {
    await signIn(page, desk);
    await page.reload();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the page');
    await page
      .getByRole('navigation', { name: 'Main', exact: true })
      .getByRole('link', { name: 'Settings' })
      .click();
    await page.waitForURL('**/settings');
    await page.waitForFunction("document.activeElement?.tagName === 'H1'");
  });
});

test('going back shows the page before, without a load', async () => {
  await visit(browser, {}, async (page) => {
    await signIn(page, desk);
    await page.evaluate('window.stayed = true');
    const rail = page.getByRole('navigation', { name: 'Main', exact: true });
    await rail.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    assert.equal(await page.evaluate('window.stayed'), true);
  });
});

test('without scripts a form works all the same', async () => {
  await visit(browser, { context: { javaScriptEnabled: false } }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/settings`);
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Settings saved').waitFor();
  });
});

test('signing out closes the door behind', async () => {
  await visit(browser, {}, async (page) => {
    await signIn(page, desk);
    await page.evaluate('document.querySelector(\'form[action="/logout"]\').requestSubmit()');
    await page.waitForURL('**/login');
    await page.goto(`${desk.server.origin}/settings`);
    assert.equal(new URL(page.url()).pathname, '/login');
  });
});
