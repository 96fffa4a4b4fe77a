import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flaws, onScreen, type Page, screens, visit } from '../support/browser.ts';
import { type Desk, openDesk, pagesOf, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk?.close());

const GUESTS = ['/login', '/setup', '/new-password'];

/** What is wrong, page by page; all of it, so that it can be mended at once. */
async function flawsOf(page: Page, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(desk.server.origin + path);
    if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
    found.push(...(await flaws(page)).map((flaw) => `${path}: ${flaw}`));
  }
  return found;
}

for (const screen of screens) {
  test(`every page is flawless and without complaint: ${onScreen(screen)}`, async () => {
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      const paths = pagesOf(desk).filter((path) => !GUESTS.includes(path));
      assert.ok(paths.length >= 8, paths.join(' '));
      await page.goto(`${desk.server.origin}/admin/users`);
      const person = await page.getByRole('link', { name: 'Ada' }).first().getAttribute('href');
      assert.deepEqual(await flawsOf(page, [...paths, person ?? '']), []);
    });
  });

  test(`what a guest sees is flawless: ${onScreen(screen)}`, async () => {
    await visit(desk.browser, { screen, expected: [/404/] }, async (page) => {
      assert.deepEqual(await flawsOf(page, GUESTS), []);
      await page.goto(`${desk.server.origin}/there-is-nothing-here`);
      assert.deepEqual(await flaws(page), []);
    });
  });
}
