import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flaws, onScreen, screens, visit } from '../support/browser.ts';
import { runCommand } from '../support/server.ts';
import { type Desk, openDesk, owner, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  runCommand(['demo-data', '--user', owner.email], desk.settings);
});
after(() => desk?.close());

const WAYS = [
  '/campaigns',
  '/campaigns?book=tax&order=pnl',
  '/campaigns?status=closed&strategy=WHEEL',
  '/campaigns?q=nothing-like-it',
];

for (const screen of screens) {
  test(`the list of the practice market is flawless, and nothing is wider than the screen: ${onScreen(screen)}`, async () => {
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      for (const way of WAYS) {
        await page.goto(desk.server.origin + way);
        assert.deepEqual(await flaws(page), [], way);
      }
      await page.getByText('Narrow it').click();
      assert.deepEqual(await flaws(page), [], 'narrowing');
    });
  });
}

test('book, order and what is narrowed live in the address, back works, and a line opens its campaign', async () => {
  await visit(desk.browser, { screen: { width: 390, scheme: 'dark' } }, async (page) => {
    await signIn(page, desk);
    await page
      .getByRole('link', { name: /^Campaigns/ })
      .last()
      .click();
    await page.getByRole('heading', { name: 'Campaigns' }).waitFor();
    await page.getByRole('link', { name: 'Tax', exact: true }).click();
    await page.waitForURL('**/campaigns?book=tax');
    await page.getByText('Open first').first().click();
    await page.getByRole('link', { name: 'Highest P&L first' }).click();
    await page.waitForURL('**/campaigns?*order=pnl*');
    await page.getByText('Narrow it').click();
    await page.getByLabel('Strategy').selectOption('WHEEL');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL('**/campaigns?*strategy=WHEEL*');
    assert.match(page.url(), /book=tax/);
    assert.match(page.url(), /order=pnl/);
    assert.ok(!page.url().includes('tag='), 'blanks leave the address');
    await page.getByRole('link', { name: /take away/ }).click();
    await page.waitForURL((url) => !url.search.includes('strategy'));
    await page.goBack();
    await page.waitForURL('**/campaigns?*strategy=WHEEL*');
    await page.locator('tr[id^=campaign-] a').first().click();
    await page.waitForURL(/\/campaigns\/\w{12}/);
  });
});
