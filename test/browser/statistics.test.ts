import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flaws, onScreen, type Page, screens, visit } from '../support/browser.ts';
import { newKey, runCommand } from '../support/server.ts';
import { type Desk, openDesk, owner, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  const ENCRYPTION_KEY = newKey();
  desk = await openDesk({ ENCRYPTION_KEY });
  const settings = { NODE_ENV: 'test', DATA_DIR: desk.folder, ENCRYPTION_KEY };
  runCommand(['demo-data', '--user', owner.email], settings);
});
after(() => desk?.close());

const STATISTICS = '/campaigns/statistics';
const CALENDAR = '/campaigns/calendar';

const open = (page: Page, path: string) => page.goto(desk.server.origin + path);

/** "+$1,234.56" in cents. */
const cents = (text: string) =>
  Math.round(Number(text.replace(/[^\d.\u2212]/g, '').replace('\u2212', '-')) * 100);

for (const screen of screens)
  test(`statistics and calendar are flawless, their figures unfolded: ${onScreen(screen)}`, async () => {
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      const paths = [STATISTICS, `${STATISTICS}?book=tax`, `${STATISTICS}/premium?part=rolled`, CALENDAR];
      for (const path of paths) {
        await open(page, path);
        await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
        assert.deepEqual(await flaws(page), [], path);
      }
    });
  });

test('a bar is drawn, and opens to a page whose headline it is', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    await open(page, STATISTICS);
    // What draws it gives the canvas its size.
    await page.locator('.chart canvas[style*="height"]').first().waitFor();
    const bar = page
      .locator('.bars tr')
      .filter({ has: page.locator('.drawn') })
      .first();
    const amount = await bar.locator('.change').innerText();
    await bar.locator('a').click();
    await page.waitForURL(/ticker=/);
    const headline = await page.locator('.kpi .value').first().innerText();
    assert.equal(cents(headline), cents(amount));
  });
});

test('the days of a month add up, and a day opens under its week by keyboard', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    await open(page, CALENDAR);
    await page.locator('a[rel=prev]').press('Enter');
    await page.waitForURL(/month=/);
    const amounts = await page.locator('.day .change').allInnerTexts();
    const headline = await page.locator('.kpi .value').first().innerText();
    const sum = amounts.reduce((all, each) => all + cents(each), 0);
    assert.ok(amounts.length > 0, 'nothing ended in this month');
    assert.equal(sum, cents(headline));
    const day = page.locator('.day .made a').first();
    const made = cents(await day.locator('.change').innerText());
    await day.press('Enter');
    await page.locator('#day').waitFor();
    assert.match(page.url(), /day=\d{4}-\d\d-\d\d/);
    const rows = await page.locator('#day .worth.numeric .money').allInnerTexts();
    assert.equal(
      rows.reduce((all, each) => all + cents(each), 0),
      made,
    );
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-expanded")'), 'true');
  });
});

test('a phone reads the calendar as a list of the days on which something happens', async () => {
  await visit(desk.browser, { screen: { width: 390, scheme: 'light' } }, async (page) => {
    await signIn(page, desk);
    await open(page, CALENDAR);
    const idle = await page.locator('.day.idle:not(.today, .holiday)').all();
    for (const day of idle) assert.equal(await day.isVisible(), false);
    const [expiry] = await page.locator('.ending a').all();
    assert.ok(expiry, 'nothing expires in this month');
    assert.match((await expiry.getAttribute('href')) ?? '', /^\/campaigns\/\w+/);
  });
});
