import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flaws, onScreen, type Page, screens, visit } from '../support/browser.ts';
import { runCommand } from '../support/server.ts';
import { type Desk, openDesk, owner, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  runCommand(['demo-data', '--user', owner.email], desk.settings);
});
after(() => desk?.close());

interface Listed {
  readonly id: string;
  readonly strategy: string;
  readonly status: string;
  readonly rollCount: number;
}

/** The first campaign of a kind, whichever page of the list it is on. */
async function addressOf(page: Page, isWanted: (campaign: Listed) => boolean): Promise<string> {
  let next: string | null = '';
  while (next !== null) {
    const after = next === '' ? '' : `?after=${encodeURIComponent(next)}`;
    const answer = await page.request.get(`${desk.server.origin}/api/campaigns${after}`);
    const told: { tickers: { campaigns: Listed[] }[]; next: string | null } = await answer.json();
    const found = told.tickers.flatMap(({ campaigns }) => campaigns).find(isWanted);
    if (found) return `${desk.server.origin}/campaigns/${found.id}`;
    next = told.next;
  }
  return assert.fail('there is no such campaign in the practice market');
}

const KINDS: Readonly<Record<string, (campaign: Listed) => boolean>> = {
  'an open wheel': ({ strategy, status }) => strategy === 'WHEEL' && status === 'OPEN',
  'a put that is rolled and rolled': ({ rollCount, status }) => rollCount > 2 && status === 'OPEN',
  'a wheel that is over': ({ strategy, status, rollCount }) =>
    strategy === 'WHEEL' && status === 'CLOSED' && rollCount > 1,
};

for (const screen of screens)
  test(`the page of a campaign is flawless, with all that can be opened open: ${onScreen(screen)}`, async () => {
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      for (const [kind, isWanted] of Object.entries(KINDS)) {
        await page.goto(await addressOf(page, isWanted));
        await page.locator('canvas').first().waitFor();
        assert.deepEqual(await flaws(page), [], kind);
        await page.evaluate(
          `document.querySelectorAll('main details').forEach((each) => { each.open = true; })`,
        );
        assert.deepEqual(await flaws(page), [], `${kind}, opened`);
      }
    });
  });

/** How much of a drawing is drawn. */
const inked = `(() => {
  const canvas = document.querySelector('[data-chart=payoff] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
})()`;

test('charts are drawn when one comes by a link, and anew when the colours change', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    const address = await addressOf(page, KINDS['an open wheel'] ?? assert.fail());
    const colour = () => page.evaluate(`document.querySelector('[data-chart=payoff] canvas').toDataURL()`);
    await page.goto(address);
    await page.waitForFunction(`${inked} > 1000`);
    const dark = await colour();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(`${inked} > 1000`);
    await page.waitForTimeout(300);
    assert.notEqual(await colour(), dark);
    await page.getByRole('link', { name: 'Tax', exact: true }).click();
    await page.getByText('Tax: the premium of an assigned contract').waitFor();
    await page.waitForFunction(`${inked} > 1000`);
  });
});

test('a note is written, and undone where it says so', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    await page.goto(await addressOf(page, KINDS['an open wheel'] ?? assert.fail()));
    await page.getByLabel('Write a note').fill('Let the shares go at 61');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await page.locator('.notes .text', { hasText: 'Let the shares go at 61' }).waitFor();
    assert.equal(await page.getByLabel('Write a note').inputValue(), '');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.notes .text', { hasText: 'Let the shares go at 61' }).waitFor({ state: 'detached' });
  });
});

test('from a row of the chain to the broker’s own, and back to the campaign it is used in', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    await page.goto(await addressOf(page, KINDS['a wheel that is over'] ?? assert.fail()));
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    await page.locator('.fills a.row').first().click();
    await page.getByRole('heading', { name: 'Where it is used' }).waitFor();
    await page.locator('#used a').first().click();
    await page.getByRole('heading', { name: 'The chain' }).waitFor();
    await page.locator('.fills li:target').waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), title);
  });
});

test('on paper there is nothing to press', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    await page.goto(await addressOf(page, KINDS['an open wheel'] ?? assert.fail()));
    await page.emulateMedia({ media: 'print' });
    const pressed = await page.locator('button:visible, textarea:visible, .rail:visible').count();
    assert.equal(pressed, 0);
    assert.ok(await page.getByRole('heading', { name: 'The chain' }).isVisible());
  });
});
