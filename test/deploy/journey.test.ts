import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, launchBrowser, type Page, visit } from '../support/browser.ts';
import { nginxIsMissing } from '../support/nginx.ts';
import { type BuiltHouse, openBuiltHouse, owner } from './house.ts';

const options = { skip: nginxIsMissing };
let house: BuiltHouse;
let browser: Browser;

before(async () => {
  if (!nginxIsMissing) [house, browser] = await Promise.all([openBuiltHouse(), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const known = () => ({ context: { httpCredentials: house.gate.credentials } });

async function signIn(page: Page): Promise<void> {
  await page.goto(`${house.gate.origin}/`);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
}

test('a browser without the password of the gate sees nothing of the app', options, async () => {
  await visit(browser, { expected: [/401/] }, async (page) => {
    await assert.rejects(page.goto(`${house.gate.origin}/login`), /ERR_INVALID_AUTH_CREDENTIALS/);
    assert.equal(await page.getByLabel('E-mail').count(), 0);
  });
});

test('signing in gives the strict cookie and leads to Today', options, async () => {
  await visit(browser, known(), async (page) => {
    await signIn(page);
    const [cookie] = await page.context().cookies();
    assert.equal(cookie?.name, '__Host-sid');
    assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Lax');
  });
});

test('a form without a page load, its toast and its undo work through the gate', options, async () => {
  await visit(browser, known(), async (page) => {
    await signIn(page);
    await page.goto(`${house.gate.origin}/settings/security`);
    await page.evaluate('window.stayed = true');
    await page.getByLabel('New token').fill('spreadsheet');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke spreadsheet' }).click();
    await page.getByText('spreadsheet is revoked').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('spreadsheet works again').waitFor();
    assert.equal(await page.evaluate('window.stayed'), true, 'the page was never loaded anew');
  });
});

test('saving the settings says so', options, async () => {
  await visit(browser, known(), async (page) => {
    await signIn(page);
    await page.goto(`${house.gate.origin}/settings`);
    await page.getByLabel('Name').fill('Ada');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Settings saved').waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'Ada');
  });
});

test('a home screen gets its name and its icons without a password', options, async () => {
  await visit(browser, {}, async (page) => {
    await page.goto(`${house.gate.origin}/site.webmanifest`);
    const icons = `fetch('/site.webmanifest').then((answer) => answer.json()).then(({ icons }) =>
      Promise.all(icons.map(({ src }) => fetch(src).then((answer) => answer.status))))`;
    const answers = (await page.evaluate(icons)) as readonly number[];
    assert.ok(answers.length >= 3);
    assert.deepEqual([...new Set(answers)], [200]);
  });
});
