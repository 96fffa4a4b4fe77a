import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Simulator } from '../simulators/wire/simulator.ts';
import { flaws, type Page, type Screen, visit } from '../support/browser.ts';
import { allowAtSchwab, type BrokerDesk, card, openBrokerDesk, signInAtKite } from './brokers.ts';
import { signIn } from './desk.ts';

let desk: BrokerDesk;
// One each: of two troubles only the first stands in the banner.
beforeEach(async () => {
  desk = await openBrokerDesk();
});
afterEach(() => desk?.close());

interface Story {
  readonly broker: 'schwab' | 'zerodha';
  readonly name: string;
  readonly screen: Screen;
  readonly simulator: () => Simulator;
  readonly enter: (page: Page) => Promise<void>;
  /** The app is taken away over there, with everything it was given. */
  readonly revoke: () => void;
  readonly afterwards: RegExp;
}

const STORIES: readonly Story[] = [
  {
    ...{ broker: 'schwab', name: 'Schwab', screen: { width: 390, scheme: 'dark' } },
    simulator: () => desk.schwab,
    enter: (page) => allowAtSchwab(page, desk),
    revoke: () => {
      desk.schwab.app = { ...desk.schwab.app, key: 'AnotherApp' };
      desk.schwab.grants.endSignIns();
    },
    afterwards: /Schwab does not accept this app key or secret\./,
  },
  {
    ...{ broker: 'zerodha', name: 'Zerodha', screen: { width: 1280, scheme: 'light' } },
    simulator: () => desk.zerodha,
    enter: (page) => signInAtKite(page, desk),
    revoke: () => {
      desk.zerodha.app = { ...desk.zerodha.app, key: 'anotherapp' };
      desk.zerodha.sessions.end();
    },
    afterwards: /Zerodha needs its morning sign-in\./,
  },
];

// A question and its three repetitions, and the question for another access before them.
const MOST = 5;
const PAGES = ['/', '/transactions', '/connections', '/settings', '/'];
const LONG = { timeout: 60_000 };

for (const { broker, name, screen, simulator, enter, revoke, afterwards } of STORIES) {
  /** Sync now is pressed; answers how often the broker was asked until all is quiet, pages looked at meanwhile. */
  const pressed = async (page: Page): Promise<number> => {
    const before = simulator().asked.length;
    await page.goto(`${desk.server.origin}/connections/${broker}`);
    await card(page, broker).getByRole('button', { name: 'Sync now' }).click();
    await card(page, broker)
      .getByText(/Not read|Sign in needed/)
      .waitFor(LONG);
    for (const path of PAGES) await page.goto(desk.server.origin + path);
    await page.waitForTimeout(2000);
    return simulator().asked.length - before;
  };

  /** One banner above any page, one next step, and beneath it what was read before. */
  const calm = async (page: Page, words: RegExp, step: string) => {
    await page.goto(`${desk.server.origin}/transactions`);
    const banner = page.locator('.banner');
    assert.equal(await banner.count(), 1);
    assert.match(await banner.innerText(), words);
    assert.match(await banner.innerText(), /as of \w{3} \d+ \w{3}/, 'with its age');
    assert.deepEqual(await banner.getByRole('link').allInnerTexts(), [step]);
    assert.deepEqual(await flaws(page), []);
    // Zerodha tells the trades of the day only, and on a Saturday none: what it holds is there all the same.
    if (broker === 'schwab') assert.ok((await page.locator('#rows tbody tr').count()) > 0);
    await page.goto(`${desk.server.origin}/campaigns/books`);
    assert.match(await page.locator('main').innerText(), /\d+ positions/);
  };

  test(`${name} in maintenance, then its app revoked: one calm banner, what was read stays, no storm of questions`, {
    timeout: 300_000,
  }, async () => {
    await visit(desk.browser, { screen, expected: [/favicon/] }, async (page) => {
      desk.withoutCandles();
      await signIn(page, desk);
      await page.goto(`${desk.server.origin}/connections`);
      await page.getByRole('link', { name: `Connect ${name}` }).click();
      await enter(page);
      await card(page, broker).getByText('Connected', { exact: true }).waitFor(LONG);

      simulator().faults.add({ at: 'GET /**', times: 0, fault: { kind: 'html', status: 503 } });
      const asked = await pressed(page);
      assert.ok(asked >= 1 && asked <= MOST, `${asked} questions`);
      await calm(page, new RegExp(`${name} is not available just now\\.`), 'Look at it');
      await page.locator('.banner').getByRole('link').click();
      simulator().faults.clear();
      desk.withoutCandles();
      await card(page, broker).getByRole('button', { name: 'Sync now' }).click();
      await card(page, broker).getByText('Connected', { exact: true }).waitFor(LONG);
      await page.goto(desk.server.origin);
      assert.equal(await page.locator('.banner').count(), 0);

      revoke();
      desk.anHourLater();
      const again = await pressed(page);
      assert.ok(again >= 1 && again <= MOST, `${again} questions`);
      await calm(page, afterwards, broker === 'schwab' ? 'Look at it' : 'Sign in');
      await page.goto(`${desk.server.origin}/connections/${broker}`);
      await card(page, broker)
        .locator('.actions')
        .getByRole(broker === 'schwab' ? 'button' : 'link')
        .waitFor();
      assert.deepEqual(await flaws(page), []);
    });
  });
}
