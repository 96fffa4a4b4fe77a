import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nextSix } from '../simulators/zerodha/sessions.ts';
import { flaws, onScreen, type Screen, visit } from '../support/browser.ts';
import { exportedFile } from '../support/exports.ts';
import {
  allowAtSchwab,
  type BrokerDesk,
  card,
  openBrokerDesk,
  signInAtKite,
  wordsWhileReading,
} from './brokers.ts';
import { signIn } from './desk.ts';

let desk: BrokerDesk;
before(async () => {
  desk = await openBrokerDesk();
});
after(() => desk?.close());

const PHONE: Screen = { width: 390, scheme: 'light' };
const DESKTOP: Screen = { width: 1280, scheme: 'dark' };
const LONG = { timeout: 120_000 };
// The simulators' pages have no icon.
const expected = [/favicon/];

test('Schwab: connected on its own page, read with progress, disconnected, connected again, and renewed', {
  timeout: 300_000,
}, async () => {
  await visit(desk.browser, { screen: DESKTOP, expected }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/connections`);
    await page.getByRole('link', { name: 'Connect Schwab' }).click();
    await allowAtSchwab(page, desk);
    await page.getByText('Connected with Schwab: 2 accounts').waitFor();
    const words = await wordsWhileReading(page, 'schwab');
    assert.ok(
      words.some((line) => /^Connected, [\d,]+ rows so far/.test(line)),
      words.join('; '),
    );
    assert.ok(words.length > 2, 'the progress is seen to go on');
    await card(page, 'schwab')
      .getByText(/: [\d,]+ rows, [\d,]+ new\./)
      .waitFor(LONG);
    await page.locator('#runs').getByText('read', { exact: true }).waitFor();
    assert.deepEqual(await flaws(page), []);

    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Schwab is disconnected. What was read stays.').waitFor();
    await card(page, 'schwab').getByRole('link', { name: 'Connect again' }).click();
    await allowAtSchwab(page, desk);
    await card(page, 'schwab').getByText('nothing new').waitFor(LONG);

    desk.schwab.grants.endSignIns();
    desk.anHourLater();
    await card(page, 'schwab').getByRole('button', { name: 'Sync now' }).click();
    await card(page, 'schwab').getByText('Sign in needed').waitFor(LONG);
    await page.goto(desk.server.origin);
    await page.getByText('Schwab needs you to sign in again.').waitFor();
    await page.locator('.banner').getByRole('link', { name: 'Sign in' }).click();
    await allowAtSchwab(page, desk);
    await card(page, 'schwab').getByText('Connected', { exact: true }).waitFor(LONG);
    await page.goto(desk.server.origin);
    assert.equal(await page.locator('.banner').count(), 0);
  });
});

test('Zerodha: connected on its own page, read with progress, disconnected, connected again, and signed in the next morning', {
  timeout: 300_000,
}, async () => {
  await visit(desk.browser, { screen: PHONE, expected }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/connections`);
    await page.getByRole('link', { name: 'Connect Zerodha' }).click();
    await signInAtKite(page, desk);
    await page.getByText('Connected with Zerodha: 1 account').waitFor();
    const words = await wordsWhileReading(page, 'zerodha');
    assert.ok(
      words.some((line) => /^Connected, \d+ rows? so far/.test(line)),
      words.join('; '),
    );
    assert.ok(
      words.some((line) => /Reading prices/.test(line)),
      words.join('; '),
    );
    await card(page, 'zerodha')
      .getByText(/Read .* rows?,/)
      .waitFor(LONG);
    assert.doesNotMatch(await page.locator('#lights').innerText(), /reading/, 'the lights know it too');
    await page
      .locator('#accounts')
      .getByText(/tickers, INR/)
      .waitFor();
    assert.deepEqual(await flaws(page), []);
    desk.withoutCandles();

    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Zerodha is disconnected. What was read stays.').waitFor();
    assert.ok(
      desk.zerodha.asked.some(({ method, path }) => method === 'DELETE' && path === '/session/token'),
      'Kite is told',
    );
    await card(page, 'zerodha').getByRole('link', { name: 'Connect again' }).click();
    await signInAtKite(page, desk);
    await card(page, 'zerodha').getByText('Connected', { exact: true }).waitFor(LONG);
    await card(page, 'zerodha')
      .getByText(/Some prices could not be read\. Your Kite app may not/)
      .waitFor();
    assert.deepEqual(await flaws(page), [], 'what is lacking is said, and the rest is read');

    desk.zerodha.clock.moveTo(nextSix(Date.now()));
    await card(page, 'zerodha').getByRole('button', { name: 'Sync now' }).click();
    await card(page, 'zerodha').getByText('Sign in needed').waitFor(LONG);
    await page.goto(desk.server.origin);
    await page.getByText('Zerodha needs its morning sign-in.').waitFor();
    await page.locator('.banner').getByText('Its figures are as of').waitFor();
    await page.locator('.banner').getByRole('link', { name: 'Sign in' }).click();
    await signInAtKite(page, desk);
    await card(page, 'zerodha').getByText('Connected', { exact: true }).waitFor(LONG);
    await page.goto(desk.server.origin);
    assert.equal(await page.locator('.banner').count(), 0);
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
    const list = page.getByRole('main');
    await list.getByLabel('Search').fill('nothing at all like this');
    await list.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Nothing like that').waitFor();
  });
});
